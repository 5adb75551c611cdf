"""Villages of a regency, found by typing part of a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan with its Ministry of Home Affairs code (PP.KK.CC.VVVV)."""

    code: str
    name: str
    district_code: str
    district: str
    kind: str

    @property
    def label(self) -> str:
        """The name with its district, because names repeat inside one regency."""
        return f"{self.name} · Kec. {self.district}"


def matching_villages(
    villages: Iterable[Village], typed: str, home_district: str = "", limit: int = 12
) -> list[Village]:
    """Find villages whose name or district holds the typed words.

    Names that start with what was typed come first, those of the home district before others.
    """
    words = _folded(typed).split()
    if not words:
        return []
    found: list[tuple[tuple[bool, bool, str, str], Village]] = []
    for village in villages:
        name, district = _folded(village.name), _folded(village.district)
        text = f"{name} {district}"
        if all(word in text for word in words):
            rank = (
                not name.startswith(words[0]),
                village.district_code != home_district,
                name,
                district,
            )
            found.append((rank, village))
    found.sort(key=lambda item: item[0])
    return [village for _, village in found[:limit]]


def _folded(text: str) -> str:
    kept = (letter if letter.isalnum() else " " for letter in text.casefold())
    words = "".join(kept).split()
    return " ".join(word for word in words if word not in {"kec", "kecamatan", "desa", "kelurahan"})
