"""The hands of a clerk: does each act through the use cases, on whatever the desk holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right, may
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.releases import ReleaseKind, standing_releases
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MOVES, MoveName, Needs, open_moves
from desktop_app.services.context import DeskContext, KeptFile
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.letters.compose_letter import letter_text
from desktop_app.services.letters.issue_letter import IssueLetter, issue_letter
from desktop_app.services.letters.void_letter_number import VoidLetterNumber, void_letter_number
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.privacy.release import (
    EndRelease,
    GiveRelease,
    end_release,
    give_release,
    may_release_case,
    may_release_identity,
)
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.refused_work import send_again
from desktop_app.services.sync_centre.restore_value import leave_value, restore_value
from desktop_app.services.void_case import (
    VoidCase,
    revive_case,
    void_again,
    void_case,
)
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.desk import an_intake
from tests.services.letter_writing import completed
from tests.soak.clerk import (
    Watch,
    cases_of,
    chosen_of,
    file_of,
    name_of,
    naming,
    phone_of,
    workable,
)
from tests.soak.deeds import NAMING, Act, Deed, Outcome, Saved, SetValue
from tests.soak.reporter_hands import REPORTER_HANDS

T = TypeVar("T")

_CORRECTED = ("title", "place", "category", "village_code")
_CATEGORIES = ("street_lighting", "roads_bridges", "drainage_flooding")
_VILLAGES = ("33.03.09.2001", "33.03.09.2002", "33.03.09.2003")


# Where an act finds nothing to act on, somebody comes to the counter or has something to note.
_INSTEAD = (Act.WRITE, Act.REGISTER)
_ONLY_WHERE_POSSIBLE = frozenset(
    {
        Act.VOID,
        Act.SPOIL_LETTER,
        Act.SEND_AGAIN,
        Act.RESTORE_VALUE,
        Act.RELEASE,
        *REPORTER_HANDS,
    }
)


def perform(deed: Deed, context: DeskContext) -> Outcome:
    """Do one deed; what the use case refuses in words is an outcome too."""
    try:
        saved = _HANDS[deed.act](deed, context)
        for instead in _INSTEAD if saved is None and deed.act not in _ONLY_WHERE_POSSIBLE else ():
            saved = saved or _HANDS[instead](replace(deed, act=instead), context)
    except ExpectedError as error:
        return Outcome(refusal=error.trouble.value)
    return Outcome(saved=saved)


# --- the acts ---------------------------------------------------------------------------------


def _register(deed: Deed, context: DeskContext) -> Saved | None:
    if not may(context.actor, Right.REGISTER):
        return None
    with context.open_read() as work:
        offices = [office for office in work.directory.offices() if office != context.office]
    complained = chosen_of(offices, deed.pick) if deed.choice % 4 == 0 else None
    name = "" if deed.choice % 3 == 0 else name_of(deed)
    phone = phone_of(deed)
    draft = an_intake(
        context,
        title=deed.token,
        words=f"{deed.token}{NAMING}{name}, {phone}" if name else deed.token,
        complained_office_uid=complained.uid if complained else None,
        reporter_name=name,
        reporter_phone=phone,
        anonymous=not name,
        files=((file_of(deed, context).sha256, deed.token),) if deed.choice % 5 == 0 else (),
    )
    watch = Watch(deed, draft.uid, context)
    made = _on_a_doubtful_date(lambda sure: register_case(RegisterCase(draft, sure), context))
    who = (SetValue("reporter_name", "", name), SetValue("reporter_phone", "", f"+62{phone[1:]}"))
    return replace(watch.saved(*who), printed=made.case.register_number)


def _correct(deed: Deed, context: DeskContext) -> Saved | None:
    case = chosen_of(workable(context, Right.CORRECT), deed.pick)
    if case is None:
        return None
    name = _CORRECTED[deed.choice % len(_CORRECTED)]
    typed = {"category": _CATEGORIES, "village_code": _VILLAGES}.get(name)
    new = chosen_of(typed, deed.choice) if typed else naming(deed, case.uid, context)
    base = getattr(case, name)
    if new in {base, None}:
        return None
    watch = Watch(deed, case.uid, context)
    correct_case(CorrectCase(case.uid, **{name: str(new)}), context)
    # Only a value that nobody else writes can be followed through a history.
    return watch.saved() if typed else watch.saved(SetValue(name, base, str(new)))


def _move(deed: Deed, context: DeskContext) -> Saved | None:
    case = chosen_of(cases_of(context), deed.pick)
    moves = open_moves(case, context.actor) if case is not None else ()
    usual = [name for name in moves if name not in {MoveName.ARCHIVE, MoveName.DECLINE}]
    name = MoveName(deed.move) if deed.move else chosen_of(usual or moves, deed.choice)
    if case is None or name is None:
        return None
    return _moved(deed, case, name, context)


def _assign(deed: Deed, context: DeskContext) -> Saved | None:
    """Bring a case on its way: verify it, then give it to an office."""
    cases = [
        (case, name)
        for case in cases_of(context)
        for name in (MoveName.ASSIGN, MoveName.VERIFY)
        if name in open_moves(case, context.actor)
    ]
    chosen = chosen_of(cases, deed.pick)
    return None if chosen is None else _moved(deed, *chosen, context)


def _moved(deed: Deed, case: Case, name: MoveName, context: DeskContext) -> Saved | None:
    needs, office_uid = MOVES[name].needs, None
    if needs is Needs.OFFICE:
        with context.open_read() as work:
            office_uid = _office(deed, case, work)
        if office_uid is None:
            return None
    watch = Watch(deed, case.uid, context)
    told = naming(deed, case.uid, context) if needs in {Needs.REASON, Needs.RESULT} else ""
    files = (file_of(deed, context),) if needs is Needs.RESULT and deed.choice % 2 else ()
    move_case(MoveCase(case.uid, name, told, office_uid, files), context)
    return watch.saved()


def _office(deed: Deed, case: Case, work: UnitOfWork) -> UUID | None:
    """Choose where to: the offices that have a PC in this history come first."""
    offices = sorted(work.directory.offices(), key=lambda office: office.uid)
    free = [office for office in offices if office.uid != case.complained_office_uid]
    villages = [office for office in free if office.kind.value == "village"]
    office = chosen_of(villages if deed.choice % 4 else free, deed.pick)
    return None if office is None else office.uid


def _write(deed: Deed, context: DeskContext) -> Saved | None:
    kind, right = (
        (EntryKind.PROGRESS, Right.PROGRESS)
        if deed.choice % 3 == 0
        else (EntryKind.NOTE, Right.NOTE)
    )
    return _written(deed, kind, right, context)


def _reply(deed: Deed, context: DeskContext) -> Saved | None:
    return _written(deed, EntryKind.REPLY, Right.REPLY, context)


def _attach(deed: Deed, context: DeskContext) -> Saved | None:
    file = file_of(deed, context)
    return _written(deed, EntryKind.NOTE, Right.NOTE, context, file)


def _written(
    deed: Deed, kind: EntryKind, right: Right, context: DeskContext, *files: KeptFile
) -> Saved | None:
    case = chosen_of(workable(context, right), deed.pick)
    if case is None:
        return None
    watch = Watch(deed, case.uid, context)
    write_entry(WriteEntry(case.uid, kind, naming(deed, case.uid, context), files), context)
    return watch.saved()


def _letter(deed: Deed, context: DeskContext) -> Saved | None:
    case = chosen_of(workable(context, Right.ISSUE_LETTER), deed.pick)
    if case is None:
        return None
    text = replace(completed(letter_text(case.uid, "follow_up", context)), subject=deed.token)
    text = replace(text, addressee=text.addressee or "Kepala Kantor Contoh")
    watch = Watch(deed, case.uid, context)
    issued = _on_a_doubtful_date(
        lambda sure: issue_letter(IssueLetter(case.uid, text, date_confirmed=sure), context)
    )
    return replace(watch.saved(), printed=issued.letter.number)


def _spoil_letter(deed: Deed, context: DeskContext) -> Saved | None:
    year = context.today().year
    with context.open_read() as work:
        blocks = work.numbers.letter_blocks(year)
        spoilt = {void.uid for void in work.numbers.letter_voids(year)}
    free = [block.next_number for block in blocks if block.remaining > 0]
    number = chosen_of(free, deed.pick)
    if number is None:
        return None
    void_letter_number(VoidLetterNumber(year, number, deed.token), context)
    with context.open_read() as work:
        (new,) = {void.uid for void in work.numbers.letter_voids(year)} - spoilt
    return Saved(deed.act, deed.token, context.office.uid, letter_void=new)


def _void(deed: Deed, context: DeskContext) -> Saved | None:
    """Take a case back; where some were taken back or refused before, bring one of them back."""
    with context.open_read() as work:
        refused = [c for c in work.outbox.rejected() if c.reject_code == "EDITED_SINCE"]
    again = chosen_of(refused, deed.pick) if deed.choice % 3 == 0 else None
    if again is not None:
        watch = Watch(deed, again.case_uid, context)
        void_again(again.uid, context)
        return replace(watch.saved(), replaced=(UUID(again.body["entry"]["uid"]),))
    voided = _voided_here(context)
    back = chosen_of(voided, deed.pick) if deed.choice % 3 == 1 else None
    if back is not None:
        watch = Watch(deed, back, context)
        revive_case(back, context)
        return watch.saved()
    case = chosen_of(workable(context, Right.VOID), deed.pick)
    if case is None:
        return None
    watch = Watch(deed, case.uid, context)
    void_case(VoidCase(case.uid, deed.token), context)
    return watch.saved()


def _voided_here(context: DeskContext) -> list[UUID]:
    with context.open_read() as work:
        waiting = work.outbox.waiting(1_000)
        touched = sorted({change.case_uid for change in waiting})
        return [uid for uid in touched if work.cases.is_voided(uid)]


def _send_again(deed: Deed, context: DeskContext) -> Saved | None:
    with context.open_read() as work:
        change = chosen_of(work.outbox.rejected(), deed.pick)
    if change is None:
        return None
    send_again(change.uid, context)
    return Saved(deed.act, deed.token, change.case_uid)


def _release(deed: Deed, context: DeskContext) -> Saved | None:
    """Let an office know of a case or of who reported, or take back what it was let know."""
    options = [
        (case.uid, request)
        for case in cases_of(context)
        for request in _releases_open(case, naming(deed, case.uid, context), context)
    ]
    chosen = chosen_of(options, deed.pick)
    if chosen is None:
        return None
    uid, request = chosen
    watch = Watch(deed, uid, context)
    if isinstance(request, GiveRelease):
        give_release(request, context)
    else:
        end_release(request, context)
    return watch.saved()


def _releases_open(
    case: Case, reason: str, context: DeskContext
) -> Iterator[GiveRelease | EndRelease]:
    uid = case.uid
    with context.open_read() as work:
        releases = work.releases.of_case(uid)
        office, until = case.complained_office_uid, context.today() + timedelta(days=300)
        may_case = office is not None and may_release_case(office, context, work)
        # An office that has the case may know who reported; the chosen day lies beyond any history.
        to, may_name = case.assigned_office_uid, may_release_identity(case, context)
    for kind, told, is_open, last in (
        (ReleaseKind.CASE, office, may_case, None),
        (ReleaseKind.IDENTITY, to, may_name and to not in {office, context.office.uid}, until),
    ):
        standing = [one for one in standing_releases(releases, kind) if one.to_office_uid == told]
        if told is not None and is_open:
            if standing:
                yield EndRelease(uid, kind, told, reason)
            else:
                yield GiveRelease(uid, kind, told, reason, last)


def _restore_value(deed: Deed, context: DeskContext) -> Saved | None:
    with context.open_read() as work:
        mine = [c for c in work.conflicts.all() if c.person_uid == context.person.uid]
        conflict = chosen_of(mine, deed.pick)
        case = work.cases.get(conflict.case_uid) if conflict is not None else None
    if conflict is None or case is None:
        return None
    watch = Watch(deed, case.uid, context)
    if deed.choice % 3 == 0:
        leave_value(conflict.uid, context)
        let_go = SetValue(conflict.field, str(conflict.theirs), str(conflict.mine))
        return replace(watch.saved(), decided=(let_go,))
    stood = restore_value(conflict.uid, context).stood
    return watch.saved(SetValue(conflict.field, str(stood), str(conflict.mine)))


def _on_a_doubtful_date(save: Callable[[bool], T]) -> T:
    """Save, and once more after somebody has looked at the date on this PC."""
    try:
        return save(False)
    except ExpectedError as error:
        if error.trouble is not Trouble.CLOCK_DOUBTFUL:
            raise
    return save(True)


_HANDS: Mapping[Act, Callable[[Deed, DeskContext], Saved | None]] = {
    Act.REGISTER: _register,
    Act.CORRECT: _correct,
    Act.MOVE: _move,
    Act.ASSIGN: _assign,
    Act.WRITE: _write,
    Act.REPLY: _reply,
    Act.ATTACH: _attach,
    Act.LETTER: _letter,
    Act.SPOIL_LETTER: _spoil_letter,
    Act.VOID: _void,
    Act.SEND_AGAIN: _send_again,
    Act.RESTORE_VALUE: _restore_value,
    Act.RELEASE: _release,
    **REPORTER_HANDS,
}
