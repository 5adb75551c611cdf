"""Who this server is: made once by `init`, the same for every process on its database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select

from central_server.schema import feed_head, server

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class ServerCard:
    """`server_id` never changes; `epoch` changes when a backup is restored."""

    server_id: UUID
    epoch: UUID
    challenge_key: bytes


def find_card(connection: Connection) -> ServerCard | None:
    """Return the card, None before `init` made one."""
    query = select(server.c.server_id, server.c.epoch, server.c.challenge_key)
    row = connection.execute(query).one_or_none()
    return None if row is None else ServerCard(*row)


def make_card(connection: Connection) -> ServerCard:
    """Give a new server its identity and an empty feed."""
    card = ServerCard(uuid4(), uuid4(), secrets.token_bytes(_KEY_BYTES))
    connection.execute(
        insert(server).values(
            id=1,
            server_id=card.server_id,
            epoch=card.epoch,
            challenge_key=card.challenge_key,
        )
    )
    connection.execute(insert(feed_head).values(id=1, seq=0))
    return card
