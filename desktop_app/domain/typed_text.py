"""Text as people type and paste it, made fit to be stored and sent."""

from __future__ import annotations

import re

# No database takes them all, and the server refuses what holds one.
_UNFIT = re.compile("[\0\ud800-\udfff]")


def typed(text: str) -> str:
    """Drop NUL, halves of surrogate pairs and the blanks around a text."""
    return _UNFIT.sub("", text).strip()
