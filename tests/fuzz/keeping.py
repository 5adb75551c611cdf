"""Keeps of what a run gathered the few inputs that together reach all that it reached."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import Any

from tests.fuzz.targets import TARGETS, corpus_file
from tests.house.tree import ROOT

_MOST_BYTES = 48 * 1024  # of one target, before base64
_OURS = (str(ROOT / "desktop_app"), str(ROOT / "central_server"))
# From line to line of one function: which ways were gone, not how often.
Way = tuple[str, int, int]


def ways_of(read: Callable[[bytes], object], content: bytes) -> set[Way]:
    """Return the ways through our code that an input takes."""
    gone: set[Way] = set()

    def follow(frame: FrameType, event: str, _: object) -> Any:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(_OURS):
            return None
        last = 0

        def step(inner: FrameType, kind: str, _: object) -> Any:
            nonlocal last
            if kind == "line":
                gone.add((code.co_filename, last, inner.f_lineno))
                last = inner.f_lineno
            return step

        return step

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        with suppress(Exception):  # a finding reaches something too
            read(content)
    finally:
        sys.settrace(before)
    return gone


def smallest(name: str, inputs: Iterable[bytes]) -> list[bytes]:
    """Return inputs, the shortest first, each of which goes a way that none before it goes.

    The seeds of the target are always given, so what they reach is not kept once more.
    """
    target = TARGETS[name]
    known = {way for seed in target.seeds() for way in ways_of(target.read, seed)}
    kept: list[bytes] = []
    room = _MOST_BYTES
    for content in sorted(set(inputs), key=lambda one: (len(one), one)):
        new = ways_of(target.read, content) - known
        if new and len(content) <= room:
            known |= new
            kept.append(content)
            room -= len(content)
    return kept


def keep(name: str, inputs: Iterable[bytes]) -> int:
    """Write the corpus of a target anew; return how many inputs it has."""
    kept = smallest(name, inputs)
    lines = "".join(base64.b64encode(one).decode("ascii") + "\n" for one in kept)
    corpus_file(name).write_text(lines, encoding="ascii")
    return len(kept)
