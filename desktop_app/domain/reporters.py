"""The identity block: who reported, kept as a record of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.domain.nik import nik_warnings
from desktop_app.domain.phone import PhoneError, normalise_phone

# What of who reported may be corrected, each field by itself.
IDENTITY_FIELDS = ("name", "phone", "address", "nik")
# By how they are called beside the fields of the case itself: in forms, entries, and lists of
# values that did not stand.
BESIDE_CASE = {name: f"reporter_{name}" for name in IDENTITY_FIELDS}
NAMED_BESIDE_CASE = {told: name for name, told in BESIDE_CASE.items()}
NAME_LENGTH = 120
ADDRESS_LENGTH = 300


class IdentityState(Enum):
    """What may be done with who reported a case (UU 27/2022, articles 8 to 11).

    RESTRICTED: kept, but neither shown nor used until that is lifted. ERASED: for good.
    """

    OPEN = "open"
    RESTRICTED = "restricted"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Name, contact, address and NIK of one case; `phone` is +62…, `nik` 16 digits or empty."""

    case_uid: UUID
    name: str = ""
    phone: str = ""
    address: str = ""
    nik: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.phone or self.address or self.nik)


def reporter_problems(*, name: str, phone: str, address: str, nik: str) -> list[Problem]:
    """List what is wrong with a typed identity, in field order; a doubtful NIK only warns."""
    found: list[Problem] = []
    if len(name) > NAME_LENGTH:
        found.append(Problem("reporter_name", ProblemCode.TOO_LONG))
    if phone.strip():
        try:
            normalise_phone(phone)
        except PhoneError as error:
            found.append(Problem("reporter_phone", error.code))
    if len(address) > ADDRESS_LENGTH:
        found.append(Problem("reporter_address", ProblemCode.TOO_LONG))
    found.extend(nik_warnings("reporter_nik", nik))
    return found
