"""Text as people type and paste it, made fit to be stored and sent."""

from __future__ import annotations

import re

from desktop_app.domain.errors import Problem, ProblemCode

# No database takes them all, and the server refuses what holds one.
_UNFIT = re.compile("[\0\ud800-\udfff]")


def typed(text: str) -> str:
    """Drop NUL, halves of surrogate pairs and the blanks around a text."""
    return _UNFIT.sub("", text).strip()


def text_problems(text: str, most: int) -> list[Problem]:
    """List what is wrong with words that have to be there, of at most so many letters."""
    if not typed(text):
        return [Problem("text", ProblemCode.REQUIRED)]
    return [Problem("text", ProblemCode.TOO_LONG)] if len(text) > most else []
