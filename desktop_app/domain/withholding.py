"""From whom at the office of a desk a case is kept, because it complains about them."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.people import Office, OfficeKind


class KeptFrom(Enum):
    """Who at the office may not know of a case; who took it always may."""

    NOBODY = "nobody"
    OFFICIAL = "official"
    OFFICE = "office"


def kept_from(
    case: Case, home: Office, official_office: UUID | None, released_to: Collection[UUID]
) -> KeptFrom:
    """Say from whom at `home` a case is kept; `official_office` is where the official works.

    Above the regency's desk stands nobody here who could release a case about it: there it is kept
    from the official alone.
    """
    if home.uid not in {case.complained_office_uid, official_office} or home.uid in released_to:
        return KeptFrom.NOBODY
    if home.kind is OfficeKind.REGENCY:
        return KeptFrom.OFFICIAL if official_office == home.uid else KeptFrom.NOBODY
    return KeptFrom.OFFICE
