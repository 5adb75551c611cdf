"""One case as the page needs it: the case itself, names for its codes, and the office's clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.people import Office, OfficeKind
from desktop_app.domain.places import Village
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.services.lookups import Lookups
from desktop_app.services.open_case import CaseView


@dataclass(frozen=True, slots=True)
class ShownCase:
    """What every part of the page draws from; `now` is UTC, `office` the desk's own.

    `revealed` is who reported in full, since somebody asked for that; `may_correct_identity` says
    that this person has the right to put it straight, whether or not it is restricted or erased.
    """

    view: CaseView
    lookups: Lookups
    villages: Mapping[str, Village]
    office: Office
    zone: tzinfo
    now: datetime
    revealed: Reporter | None = None
    may_correct_identity: bool = False

    @property
    def case(self) -> Case:
        return self.view.case

    @property
    def identity_is_correctable(self) -> bool:
        """Whether this person may correct who reported now."""
        return self.may_correct_identity and self.case.identity_state is IdentityState.OPEN

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def taker(self) -> str:
        """The name of the office that took the case."""
        return self.office_name(self.case.office_uid)

    @property
    def decider(self) -> str:
        """The name of the office that decides in the taker's place, or the taker's own.

        No office decides on a complaint about itself but the regency's desk.
        """
        took = self.view.offices.get(self.case.office_uid)
        if took is None or self.case.complained_office_uid != took.uid:
            return self.taker
        kinds = {office.kind: office.name for office in self.view.offices.values()}
        return kinds.get(OfficeKind.REGENCY, self.taker)

    @property
    def worker(self) -> str:
        """The name of the office that works on it: the one assigned, else the taker."""
        return self.office_name(self.case.assigned_office_uid) or self.taker

    @property
    def worker_kind(self) -> OfficeKind | None:
        """What the office is that works on it, where it is known here."""
        office = self.view.offices.get(self.case.assigned_office_uid or self.case.office_uid)
        return office.kind if office else None

    def office_name(self, uid: UUID | None) -> str:
        """The name of an office, empty where it is not known here."""
        office = self.view.offices.get(uid) if uid is not None else None
        return office.name if office else self.lookups.office_name(uid)

    def village_label(self) -> str:
        """The village with its district, or its code where it is not of this regency."""
        village = self.villages.get(self.case.village_code)
        return village.label if village else self.case.village_code
