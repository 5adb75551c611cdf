"""The regency of every history: which desks there are, and who sits at them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tests.house.tree import ROOT

DIRECTORY: Path = ROOT / "tests" / "contract" / "directory.json"

REGENCY = UUID("01935d00-0000-7000-8000-0000000a0001")
DISTRICT = UUID("01935d00-0000-7000-8000-0000000a0002")
VILLAGE = UUID("01935d00-0000-7000-8000-0000000a0003")
AGENCY = UUID("01935d00-0000-7000-8000-0000000a0004")


@dataclass(frozen=True)
class Place:
    """One PC of the regency before anything happens to it."""

    name: str
    office_code: str
    office_uid: UUID
    person_uid: UUID


# In the order histories take them: the counter, the village it assigns to, the counter's second
# PC, the regency's own desk that sees everything.
PLACES = (
    Place("counter", "BBS", DISTRICT, UUID("01935d00-0000-7000-8000-0000000b0001")),
    Place("village", "GDS", VILLAGE, UUID("01935d00-0000-7000-8000-0000000b0003")),
    Place("second", "BBS", DISTRICT, UUID("01935d00-0000-7000-8000-0000000b0006")),
    Place("regency", "PBG", REGENCY, UUID("01935d00-0000-7000-8000-0000000b0005")),
)
