"""Keeps None, True and False alive, of which the bindings of Qt give back too many references."""

from __future__ import annotations

import ctypes
import sys

# Some 30 years of a million calls a second.
_REFERENCES = 1 << 50


def keep_singletons() -> None:
    """Make them last as on Python 3.12, where they are immortal; there this does nothing.

    PySide6 6.12 returns them without a reference of its own, so that every call that returns
    nothing takes one away: below Python 3.12 the program would die after some 6,000 calls with
    "none_dealloc: deallocating None".
    """
    if sys.version_info >= (3, 12):
        return
    for singleton in (None, True, False):
        # The count of references is the first field of every object of CPython.
        ctypes.c_ssize_t.from_address(id(singleton)).value += _REFERENCES
