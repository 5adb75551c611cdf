"""Hints under the mouse show words as they are; Qt would draw what looks like HTML as such."""

from __future__ import annotations

from html import escape


def plain_hint(words: str) -> str:
    """Return what to hand to `setToolTip`, so that exactly these words are shown."""
    if "<" not in words:
        return words
    return f"<qt>{escape(words).replace(chr(10), '<br>')}</qt>"
