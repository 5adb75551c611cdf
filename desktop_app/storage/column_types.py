"""How plain values lie in the database, so that rows come out as domain data.

The types give the driver's functions themselves (`bind_processor`, `result_processor`): a page of
the feed is half a million values, and each layer around them costs as much as the disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar
from uuid import UUID, SafeUUID

from sqlalchemy import BigInteger, Boolean, Date, Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from desktop_app.domain.people import Role

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SIGN = 2**63
_JSON = json.JSONEncoder(separators=(",", ":"))
_Kind = TypeVar("_Kind", bound=Enum)
_value_of = attrgetter("_value_")  # what `value` looks up, at a fifth of the time


@lru_cache(maxsize=4096)  # cases share their dates
def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@lru_cache(maxsize=4096)  # making a UUID is slow, and rows share offices, people and cases
def _uid_of(value: bytes | None) -> UUID | None:
    if value is None:
        return None
    # Without the ways a UUID may be written, which are looked at one by one.
    uid = object.__new__(UUID)
    object.__setattr__(uid, "int", int.from_bytes(value))
    object.__setattr__(uid, "is_safe", SafeUUID.unknown)
    return uid


class Uid(TypeDecorator[UUID]):
    """A uid as its 16 bytes: less than half of the text in every index, and in order of time."""

    impl = LargeBinary(16)
    cache_ok = True

    @override
    def bind_processor(self, dialect: Dialect) -> Callable[[UUID | None], bytes | None]:
        # What `bytes` does, without looking it up.
        return lambda value: None if value is None else value.int.to_bytes(16, "big")

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None]:
        return _uid_of


class Moment(TypeDecorator[datetime]):
    """A time in UTC as whole microseconds since 1970: exact, and sorted by the database."""

    impl = BigInteger
    cache_ok = True

    @override
    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        return lambda value: None if value is None else (value - _EPOCH) // _MICROSECOND

    @override
    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None]:
        return lambda value: None if value is None else _EPOCH + timedelta(microseconds=value)


class Day(TypeDecorator[date]):
    """A date as SQLAlchemy writes it, at a tenth of the time."""

    impl = Date
    cache_ok = True

    @override
    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], str | None]:
        return _day_text

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None]:
        return lambda value: None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """A truth value; the driver needs no help to write one."""

    impl = Boolean
    cache_ok = True

    @override
    def bind_processor(self, dialect: Dialect) -> None:
        return None


class Hash(TypeDecorator[int]):
    """An unsigned 64-bit number as the signed one of the same bits; SQLite knows no other."""

    impl = BigInteger
    cache_ok = True

    @override
    def bind_processor(self, dialect: Dialect) -> Callable[[int | None], int | None]:
        return lambda value: value if value is None or value < _SIGN else value - 2 * _SIGN

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], int | None]:
        return lambda value: value if value is None or value >= 0 else int(value) + 2 * _SIGN


class Code(TypeDecorator[_Kind], Generic[_Kind]):
    """A code of the domain as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[_Kind]) -> None:
        super().__init__()
        self.kind = kind

    @override
    def bind_processor(self, dialect: Dialect) -> Callable[[_Kind | None], str | None]:
        return lambda value: None if value is None else _value_of(value)

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], _Kind | None]:
        kind, known = self.kind, {member.value: member for member in self.kind}
        return lambda value: None if value is None else known.get(value) or kind(value)


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
    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        return _JSON.encode

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return lambda value: None if value is None else json.loads(value)
