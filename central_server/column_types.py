"""How values lie in both databases, so that they come out the same."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Text, TypeDecorator
from typing_extensions import override


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite forgets the offset, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WrittenUid(TypeDecorator[str]):
    """What a uid is cast to where only its text is wanted; SQLite keeps it without dashes."""

    impl = Text
    cache_ok = True

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or "-" in value:
            return value
        return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


class Hash64(TypeDecorator[int]):
    """An unsigned 64-bit number; databases know signed ones only, so the upper half is turned."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        return None if value is None else as_signed(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> int | None:
        return None if value is None else value % _HASHES


_HASHES = 2**64


def as_signed(value: int) -> int:
    """Return the number of 64 signed bits that looks like this one of 64 unsigned bits."""
    return value - _HASHES if value >= _HASHES // 2 else value
