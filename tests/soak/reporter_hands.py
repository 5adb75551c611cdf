"""What is done with who reported: corrected, restricted, let free again, erased."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop_app.domain.cases import Case
from desktop_app.domain.erasure import NO_FILE
from desktop_app.domain.permissions import Right
from desktop_app.domain.records import reporter_record
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.services.context import DeskContext
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from tests.soak.clerk import Watch, chosen_of, name_of, naming, phone_of, workable
from tests.soak.deeds import Act, Deed, KeptBytes, Saved, SetValue

_CORRECTED = ("name", "phone", "address")


def _correct(deed: Deed, context: DeskContext) -> Saved | None:
    case = _chosen(Right.CORRECT_IDENTITY, deed, context, IdentityState.OPEN)
    if case is None:
        return None
    field = _CORRECTED[deed.choice % len(_CORRECTED)]
    typed = {
        "name": name_of(deed),
        "phone": phone_of(deed),
        "address": f"RT 99 Dusun {deed.token}",
    }[field]
    watch = Watch(deed, case.uid, context)
    before = _reporter(case, context)
    correct_reporter(CorrectReporter(case.uid, **{field: typed}), context)
    after = _reporter(case, context)
    return watch.saved(SetValue(f"reporter_{field}", before[field], after[field]))


def _restrict(deed: Deed, context: DeskContext) -> Saved | None:
    states = (IdentityState.OPEN, IdentityState.RESTRICTED)
    case = _chosen(Right.PERSONAL_DATA, deed, context, *states)
    if case is None:
        return None
    watch = Watch(deed, case.uid, context)
    is_on = case.identity_state is IdentityState.OPEN
    restrict_reporter(RestrictReporter(case.uid, deed.token, restricted=is_on), context)
    return watch.saved()


def _erase(deed: Deed, context: DeskContext) -> Saved | None:
    """Erase them, and every other time the files of the case too."""
    states = (IdentityState.OPEN, IdentityState.RESTRICTED)
    case = _chosen(Right.PERSONAL_DATA, deed, context, *states)
    if case is None:
        return None
    with context.open_read() as work:
        files = work.attachments.of_case(case.uid) if deed.choice % 2 else []
    gone = tuple(KeptBytes(one.uid, one.sha256) for one in files if one.sha256 != NO_FILE)
    reason = naming(deed, case.uid, context)
    watch = Watch(deed, case.uid, context)
    request = EraseReporter(case.uid, reason, frozenset(one.record_uid for one in gone))
    erase_reporter(request, context)
    return replace(watch.saved(), files=(), gone=gone)


def _chosen(right: Right, deed: Deed, context: DeskContext, *states: IdentityState) -> Case | None:
    cases = [case for case in workable(context, right) if case.identity_state in states]
    return chosen_of(cases, deed.pick)


def _reporter(case: Case, context: DeskContext) -> dict[str, str]:
    with context.open_read() as work:
        return reporter_record(work.reporters.get(case.uid) or Reporter(case.uid))


REPORTER_HANDS: Mapping[Act, Callable[[Deed, DeskContext], Saved | None]] = {
    Act.CORRECT_REPORTER: _correct,
    Act.RESTRICT: _restrict,
    Act.ERASE: _erase,
}
