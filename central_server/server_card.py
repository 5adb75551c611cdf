"""Who this server is: made once by `init`, the same for every process on its database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, insert, select

from central_server.schema import feed_head, server

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class ServerCard:
    """What never changes; the epoch, which may, is asked for each time (`epochs.py`).

    `challenge_key` seals challenges and marks. `kurir_key` is the private half of the X25519 key
    that bundles are encrypted for, 32 bytes.
    """

    server_id: UUID
    challenge_key: bytes
    kurir_key: bytes

    @property
    def kurir_public_key(self) -> bytes:
        """The half that desks encrypt with, 32 bytes."""
        return X25519PrivateKey.from_private_bytes(self.kurir_key).public_key().public_bytes_raw()


def find_card(connection: Connection) -> ServerCard | None:
    """Return the card, None before `init` made one."""
    query = select(server.c.server_id, server.c.challenge_key, server.c.kurir_key)
    row = connection.execute(query).one_or_none()
    return None if row is None else ServerCard(*row)


def make_card(connection: Connection) -> ServerCard:
    """Give a new server its identity and an empty feed."""
    card = ServerCard(
        server_id=uuid4(),
        challenge_key=secrets.token_bytes(_KEY_BYTES),
        kurir_key=secrets.token_bytes(_KEY_BYTES),
    )
    connection.execute(
        insert(server).values(
            id=1,
            server_id=card.server_id,
            epoch=uuid4(),
            challenge_key=card.challenge_key,
            kurir_key=card.kurir_key,
        )
    )
    connection.execute(insert(feed_head).values(id=1, seq=0))
    return card
