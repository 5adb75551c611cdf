"""What a server asks its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from tests.server.server_desk import ServerDesk

Statement = tuple[str, Any]


@contextmanager
def heard(desk: ServerDesk) -> Iterator[list[Statement]]:
    """Collect the statements that the server sends to its database."""
    statements: list[Statement] = []

    def listen(_: Connection, __: Any, text: str, values: Any, ___: Any, many: bool) -> None:
        statements.append((text, values[0] if many else values))

    engine = desk.world.parts.database.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield statements
    event.remove(engine, "before_cursor_execute", listen)
