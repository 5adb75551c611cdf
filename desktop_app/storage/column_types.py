"""How plain values lie in the database, so that rows come out as domain data."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from desktop_app.domain.people import Role

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_Kind = TypeVar("_Kind", bound=Enum)


class Uid(TypeDecorator[UUID]):
    """A uid as its 16 bytes: less than half of the text in every index, and in order of time."""

    impl = LargeBinary(16)
    cache_ok = True

    @override
    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.bytes

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> UUID | None:
        return None if value is None else UUID(bytes=value)


class Moment(TypeDecorator[datetime]):
    """A time in UTC as whole microseconds since 1970: exact, and sorted by the database."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Code(TypeDecorator[_Kind], Generic[_Kind]):
    """A code of the domain as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[_Kind]) -> None:
        super().__init__()
        self.kind = kind

    @override
    def process_bind_param(self, value: _Kind | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value.value)

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> _Kind | None:
        return None if value is None else self.kind(value)


class Roles(TypeDecorator[frozenset[Role]]):
    """The roles of a person as words with a space between."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: frozenset[Role] | None, dialect: Dialect) -> str:
        return " ".join(sorted(role.value for role in value or ()))

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> frozenset[Role]:
        return frozenset(Role(word) for word in (value or "").split())


class Json(TypeDecorator[Any]):
    """Plain JSON values as text; SQLAlchemy's own type would turn a bare number into another."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return json.dumps(value, separators=(",", ":"))

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
