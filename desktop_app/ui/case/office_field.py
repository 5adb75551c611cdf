"""The office a case goes to, found by part of its name; the one complained about is not offered."""

from __future__ import annotations

from uuid import UUID

from desktop_app.domain.people import Office, OfficeKind
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.intake.option_lists import named_like
from desktop_app.ui.intake.pick_field import Option, PickField
from desktop_app.ui.theme.theme import Theme

_KIND_ORDER = (
    OfficeKind.AGENCY,
    OfficeKind.VILLAGE,
    OfficeKind.DISTRICT,
    OfficeKind.REGENCY,
    OfficeKind.PARTNER,
)


class OfficeField(PickField):
    """Puts the village of the case and the usual agency of its category first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, no_match=self.tr("Tidak ada kantor dengan nama ini"), opens_whole=True
        )
        self.setPlaceholderText(self.tr("Ketik sebagian nama kantor"))

    def show_case(self, shown: ShownCase) -> None:
        """Offer every office this case can go to."""
        offices = sorted(shown.view.offices.values(), key=lambda office: _rank(office, shown))
        self.offer(
            named_like([self._option(office) for office in offices if _is_open(office, shown)])
        )

    def office_uid(self) -> UUID | None:
        """The office that was picked."""
        return UUID(self.key()) if self.key() else None

    def _option(self, office: Office) -> Option:
        detail = ""
        if office.kind is OfficeKind.VILLAGE and office.district_name:
            detail = self.tr("Kec. {district}").format(district=office.district_name)
        return Option(str(office.uid), office.name, detail)


def _is_open(office: Office, shown: ShownCase) -> bool:
    case = shown.case
    return office.uid not in (
        case.complained_office_uid,
        case.assigned_office_uid,
        shown.office.uid,
    )


def _rank(office: Office, shown: ShownCase) -> tuple[bool, int, str]:
    case = shown.case
    agency = next(
        (each.agency for each in shown.lookups.categories if each.code == case.category), ""
    )
    usual = (agency and office.code == agency) or office.region_code == case.village_code
    return (not usual, _KIND_ORDER.index(office.kind), office.name)
