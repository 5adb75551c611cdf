"""What the judges of a history find: something lost, doubled, or unexplained."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The three kinds of failure."""

    LOST = "lost"
    DOUBLED = "doubled"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True)
class Finding:
    """One failure, in words for an engineer."""

    kind: Kind
    words: str
