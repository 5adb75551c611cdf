"""The office a case goes to, found by part of its name; the one complained about is not offered."""

from __future__ import annotations

from collections.abc import Sequence
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

    def offer_only(self, uids: Sequence[UUID], shown: ShownCase) -> None:
        """Offer these alone; the only one there is stands in the field already."""
        found = [shown.view.offices[uid] for uid in uids if uid in shown.view.offices]
        self.offer(named_like([self._option(office) for office in found]))
        if len(found) == 1 and not self.key():
            self.show_pick(str(found[0].uid), found[0].name)

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
        *shown.view.withheld_from,
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
