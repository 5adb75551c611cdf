"""Values that did not stand: both sides shown to their author, put back or left with one key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import FieldConflict
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import CORRECTABLE, case_record
from desktop_app.domain.workflow import may_act_on
from desktop_app.services.context import DeskContext
from desktop_app.services.privacy.disclosing import may_tell
from desktop_app.services.sync_centre.case_label import CaseLabel, label_of


@dataclass(frozen=True, slots=True)
class OverruledValue:
    """One such value: `stands` is what the case says now, `office` who wrote what stood then.

    Where it `is_hidden` all values are None: a confidential case is opened first, with a reason.

    `may_restore` is False where the case has left this desk or the right to correct it is gone.
    """

    conflict: FieldConflict
    about: CaseLabel
    stands: object
    office: str
    may_restore: bool
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class OverruledValues:
    """This person's own, and how many wait for whom else of the office."""

    mine: tuple[OverruledValue, ...]
    of_others: tuple[tuple[str, int], ...]


def overruled_values(context: DeskContext) -> OverruledValues:
    """List the values of this person that did not stand, oldest first; count those of others."""
    with context.open_read() as work:
        mine, others = [], dict[str, int]()
        for conflict in work.conflicts.all():
            if conflict.person_uid != context.person.uid:
                author = work.directory.person(conflict.person_uid)
                name = author.name if author else ""
                others[name] = others.get(name, 0) + 1
                continue
            case = work.cases.get(conflict.case_uid)
            office = work.directory.office(conflict.office_uid) if conflict.office_uid else None
            is_told = may_tell(case, context, work)
            mine.append(
                OverruledValue(
                    conflict=conflict if is_told else replace(conflict, mine=None, theirs=None),
                    about=label_of(case) if case else CaseLabel(conflict.case_uid),
                    stands=_stands(conflict, case) if is_told else None,
                    office=office.name if office else "",
                    may_restore=_may_restore(conflict, case, context),
                    is_hidden=not is_told,
                )
            )
        return OverruledValues(tuple(mine), tuple(others.items()))


def _stands(conflict: FieldConflict, case: Case | None) -> object:
    record = case_record(case) if case else {}
    return record.get(conflict.field, conflict.theirs)


def _may_restore(conflict: FieldConflict, case: Case | None, context: DeskContext) -> bool:
    # A newer program may know fields that this one cannot correct.
    known = conflict.field in CORRECTABLE
    return known and case is not None and may_act_on(Right.CORRECT, case, context.actor)
