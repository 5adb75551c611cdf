"""`restored`: the database was put back from an older copy, and every desk must hear of it."""

from __future__ import annotations

from uuid import UUID

from central_server.app import now_utc
from central_server.commands.context import writing
from central_server.epochs import begin_epoch
from central_server.settings import Settings


def restored(settings: Settings) -> str:
    """Begin a new epoch: every desk offers again what it had sent, and reads everything anew."""
    with writing(settings) as connection:
        epoch = begin_epoch(connection, now_utc())
    return new_epoch_words(epoch)


def new_epoch_words(epoch: UUID) -> str:
    """Say what happens now."""
    return f"New epoch {epoch}. Each desk catches up at its next round."
