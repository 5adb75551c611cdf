"""Tables that spreadsheets open: words of people stay words and are never reckoned."""

from __future__ import annotations

import unicodedata

BOM = "\ufeff"  # without it, Excel takes UTF-8 for something else
SEPARATOR = ";"  # what Excel splits at where the comma is for decimals, as in Indonesia

_SIGNS = frozenset("=+-@\u2212")  # what a formula begins with, and the minus of typesetters
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_MAKES_WORDS = "'"


def harmless(text: str) -> str:
    """Return a cell that is shown as words; an apostrophe stands before what could be a formula.

    Spreadsheets look past tabs, line ends and blanks in front, and some take signs of East Asian
    width. `original` gives back what was written.
    """
    return f"{_MAKES_WORDS}{text}" if _could_be_formula(text) else text


def original(cell: str) -> str:
    """Take back what `harmless` put in front."""
    return cell.removeprefix(_MAKES_WORDS) if _could_be_formula(cell) else cell


def _could_be_formula(text: str) -> bool:
    """Look at the first letter that is seen; a tab or line end before it is never sure.

    Apostrophes are looked past, so that it can be told which of them was put in front.
    """
    for letter in text.lstrip(_MAKES_WORDS):
        category = unicodedata.category(letter)
        if category == "Cc":
            return True
        if category not in _UNSEEN:
            return not _SIGNS.isdisjoint(unicodedata.normalize("NFKC", letter))
    return False
