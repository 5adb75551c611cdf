"""The head of an office's paper, from what the office is."""

from __future__ import annotations

from desktop_app.domain.documents import Letterhead
from desktop_app.domain.people import Office, OfficeKind
from desktop_app.services.context import DeskContext


def letterhead_of(context: DeskContext) -> Letterhead:
    """Name the government above and the office below, with address and contacts."""
    office = context.office
    above = f"PEMERINTAH {_regency(office)}".upper()
    if office.kind is OfficeKind.VILLAGE and office.district_name:
        above = f"{above}\nKECAMATAN {office.district_name.upper()}"
    phone = f"Telepon {office.phone}" if office.phone else ""
    email = f"pos-el {office.email}" if office.email else ""
    website = f"laman {office.website}" if office.website else ""
    return Letterhead(
        government=above,
        office=office.name.upper(),
        address_line=office.address,
        contact_line=", ".join(part for part in (phone, email, website) if part),
        emblem_png=context.emblem_png,
    )


def _regency(office: Office) -> str:
    name = office.regency_name
    return name if name.startswith(("Kabupaten ", "Kota ")) else f"Kabupaten {name}"
