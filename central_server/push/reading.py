"""What a body may hold before anybody looks at its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from central_server.push import refusals
from desktop_app.domain.cases import WORDS_LENGTH
from desktop_app.domain.records import UNREADABLE
from desktop_app.domain.timeline import TEXT_LENGTH

# Everything that a wrong shape may raise.
WRONG_SHAPE = (*UNREADABLE, OverflowError)

_LONGEST_TEXT = max(WORDS_LENGTH, TEXT_LENGTH)
_LARGEST_NUMBER = 2**53


@contextmanager
def reading() -> Iterator[None]:
    """Turn a wrong shape into a refusal."""
    try:
        yield
    except WRONG_SHAPE as error:
        raise refusals.unreadable() from error


def fields_of(value: object) -> dict[str, Any]:
    """Return an object of JSON; TypeError for anything else."""
    if not isinstance(value, dict):
        raise TypeError("an object expected")
    return value


def refuse_unstorable(body: Any) -> None:
    """Refuse text and numbers that a database, or a reader of JSON, could not take."""
    waiting = [body]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if len(value) > _LONGEST_TEXT or not is_storable(value):
                raise refusals.unreadable()
        elif isinstance(value, dict):
            waiting += value.values()  # of names only those that we know are read
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, int | float) and not abs(value) <= _LARGEST_NUMBER:
            raise refusals.unreadable()  # "not a number" too


def is_storable(text: str) -> bool:
    """Say whether text can be stored: PostgreSQL takes no NUL, half a surrogate pair is none."""
    return "\0" not in text and (text.isascii() or _has_no_half(text))


def _has_no_half(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
