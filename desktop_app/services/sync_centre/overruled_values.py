"""Values that did not stand: both sides shown to their author, put back or left with one key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import FieldConflict
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import CORRECTABLE, case_record, reporter_record
from desktop_app.domain.reporters import NAMED_BESIDE_CASE, IdentityState, Reporter
from desktop_app.domain.workflow import may_act_on
from desktop_app.services.context import DeskContext, may_see_identity
from desktop_app.services.privacy.disclosing import may_tell
from desktop_app.services.sync_centre.case_label import CaseLabel, label_of


@dataclass(frozen=True, slots=True)
class OverruledValue:
    """One such value: `stands` is what the case says now, `office` who wrote what stood then.

    Where it `is_hidden` all values are None: a confidential case is opened first, with a reason,
    and who reported may be seen by some alone.

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
            is_told = may_tell(case, context, work) and _may_read(conflict, case, context)
            mine.append(
                OverruledValue(
                    conflict=conflict if is_told else replace(conflict, mine=None, theirs=None),
                    about=label_of(case) if case else CaseLabel(conflict.case_uid),
                    stands=_stands(conflict, case, work) if is_told else None,
                    office=office.name if office else "",
                    may_restore=_may_restore(conflict, case, context),
                    is_hidden=not is_told,
                )
            )
        return OverruledValues(tuple(mine), tuple(others.items()))


def _may_read(conflict: FieldConflict, case: Case | None, context: DeskContext) -> bool:
    """Say whether who reported may be shown, where the value is about them."""
    if conflict.field not in NAMED_BESIDE_CASE:
        return True
    return case is not None and may_see_identity(case, context)


def _stands(conflict: FieldConflict, case: Case | None, work: UnitOfWork) -> object:
    if conflict.field in NAMED_BESIDE_CASE:
        reporter = work.reporters.get(conflict.case_uid) or Reporter(conflict.case_uid)
        return reporter_record(reporter)[NAMED_BESIDE_CASE[conflict.field]]
    record = case_record(case) if case else {}
    return record.get(conflict.field, conflict.theirs)


def _may_restore(conflict: FieldConflict, case: Case | None, context: DeskContext) -> bool:
    if case is None:
        return False
    if conflict.field in NAMED_BESIDE_CASE:
        is_open = case.identity_state is IdentityState.OPEN
        return is_open and may_act_on(Right.CORRECT_IDENTITY, case, context.actor)
    # A newer program may know fields that this one cannot correct.
    return conflict.field in CORRECTABLE and may_act_on(Right.CORRECT, case, context.actor)
