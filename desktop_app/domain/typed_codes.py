"""Codes that people read out and type: no letter looks like another, four stand together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.domain.check_characters import check_character

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUP = 4
_BETWEEN = frozenset(" -\t\r\n\u00a0–")


class MistypedError(ValueError):
    """What was typed cannot be a code at all: a slip, which is no guess."""


def spelled(letters: str) -> str:
    """Write a code as it is shown: ABCD-EFGH-JKLM."""
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def letters_of(typed: str) -> str:
    """Return the letters of what was typed; raises MistypedError where one is of no code."""
    letters = "".join(letter for letter in typed.upper() if letter not in _BETWEEN)
    if not letters or not set(letters) <= set(ALPHABET):
        raise MistypedError
    return letters


@dataclass(frozen=True, slots=True)
class CodeKind:
    """A kind of code that opens something; the last of its letters is a check character."""

    letters: int

    def new(self, below: Callable[[int], int]) -> str:
        """Make one, spelled; `below` gives a random number below another, unguessably."""
        chosen = "".join(ALPHABET[below(len(ALPHABET))] for _ in range(self.letters - 1))
        return spelled(chosen + check_character(chosen, ALPHABET))

    def read(self, typed: str) -> str:
        """Return the letters of one; raises MistypedError."""
        letters = letters_of(typed)
        if len(letters) != self.letters or not _fits(letters):
            raise MistypedError
        return letters


def _fits(letters: str) -> bool:
    return check_character(letters[:-1], ALPHABET) == letters[-1]


ONE_TIME = CodeKind(12)  # 55 bits: read out over the phone, good for some days
RECOVERY = CodeKind(24)  # 115 bits: printed, good for years
