"""What a case is about, and which agency usually handles it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """One row of the category list; `agency` is the usual agency's short name or empty."""

    code: str
    name: str
    agency: str = ""
    sp4n_topic: str = ""
    laporgub_sector: str = ""
    own_authority: bool = True
