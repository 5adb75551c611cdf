"""Changes a JSON message by its tree, where flipping bytes would mostly make it no JSON at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

# What readers of JSON have stumbled over elsewhere: limits of numbers, odd texts, odd shapes.
_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.5, 2**31, 2**53 + 1, 2**63, 2**64, -(2**63) - 1, 10**40,
    float("nan"), float("inf"), float("-inf"), "", " ", "\0", "\ud800", "\u202e", "0", "-", "٣",
    "9" * 400, "x" * 5000, "2026-02-30", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59",
    "2026-11-20T02:31:00+00:00", "00000000-0000-0000-0000-000000000000", "../../etc/passwd", [],
    {}, [[]], {"": {}}, [None] * 40,
)  # fmt: skip
_DEEP = 3000  # levels


def mutated(head: bytes, body: bytes, random: Random) -> bytes | None:
    """Return a message that differs in some places; None where `body` is no JSON."""
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if random.random() < 0.01:
        return head + b"[" * _DEEP + body + b"]" * _DEEP
    holder = [tree]
    for _ in range(random.randint(1, 4)):
        places = list(_places(holder))
        spot, key = random.choice(places)
        _change(spot, key, places, random)
        if not holder:
            break
    written = json.dumps(holder[0] if holder else None, ensure_ascii=random.random() < 0.5)
    return head + written.encode("utf-8", "surrogatepass")


def _change(spot: Any, key: Any, places: list[tuple[Any, Any]], random: Random) -> None:
    """Do one thing to one place: another value, one from elsewhere, twice, or not at all."""
    match random.randrange(4):
        case 0:
            spot[key] = deepcopy(random.choice(_ODD))
        case 1:
            other, at = random.choice(places)
            spot[key] = deepcopy(other[at])
        case 2 if isinstance(spot, list):
            spot.insert(key, deepcopy(spot[key]))
        case 2:
            name = random.choice(("", "uid", "epoch", "error", "x" * 70))
            spot[name] = deepcopy(spot[key])
        case _:
            del spot[key]


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a tree as its container and the key in it."""
    items = enumerate(tree) if isinstance(tree, list) else tree.items()
    for key, value in items:
        yield tree, key
        if isinstance(value, list | dict):
            yield from _places(value)
