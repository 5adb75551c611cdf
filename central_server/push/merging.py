"""The three-way merge of fields: what a desk saw, what it wants, and what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """The new values that are taken, and the names of fields where the one that stands stays."""

    taken: dict[str, Any]
    clashing: tuple[str, ...]


def merged(current: Fields, base: Fields, wanted: Fields) -> Merge:
    """Judge each field by itself; one that stands as wanted already is nothing to do."""
    differing = [name for name in wanted if current[name] != wanted[name]]
    taken = {name: wanted[name] for name in differing if current[name] == base[name]}
    return Merge(taken, tuple(name for name in differing if name not in taken))
