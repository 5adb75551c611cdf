"""What a tour tells: sentences, pictures and printed sheets, chapter by chapter."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a line of the story is."""

    SENTENCE = "sentence"
    PICTURE = "picture"
    SHEET = "sheet"  # a PDF


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `file` stands in the folder of the tour."""

    kind: Kind
    words: str
    file: str = ""


@dataclass(slots=True)
class Played:
    """What came of a chapter: its lines, what later chapters must know, and why it broke off."""

    lines: list[Line] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    broken: str = ""

    def as_message(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_message(cls, message: dict[str, Any]) -> Played:
        lines = [Line(Kind(item["kind"]), item["words"], item["file"]) for item in message["lines"]]
        return cls(lines, dict(message["facts"]), message["broken"])
