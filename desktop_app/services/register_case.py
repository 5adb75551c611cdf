"""A report becomes a case with a number on paper, in one save, without a network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop_app.domain.cases import Case, Classification, Status
from desktop_app.domain.changes import Operation
from desktop_app.domain.confidential import Disclosed
from desktop_app.domain.deadlines import SP4N_PROFILE, due_dates
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.moves import moved
from desktop_app.domain.nik import plain_nik
from desktop_app.domain.permissions import Right
from desktop_app.domain.phone import PhoneError, normalise_phone
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import (
    case_record,
    entry_record,
    reporter_record,
)
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.domain.reporters import Reporter, reporter_problems
from desktop_app.domain.timeline import TEXT_LENGTH, EntryKind
from desktop_app.domain.typed_text import typed
from desktop_app.domain.workflow import MoveName
from desktop_app.services.clock_check import check_date
from desktop_app.services.context import DeskContext, Done, Save, begin_save
from desktop_app.services.demand import demand
from desktop_app.services.entries import (
    add_entry,
    link_files,
    move_entry,
    new_entry,
    store_move,
)
from desktop_app.services.keep_file import kept_file
from desktop_app.services.privacy.disclosing import TOOK, note_disclosure
from desktop_app.services.privacy.withholding import note_kept_from


@dataclass(frozen=True, slots=True)
class RegisterCase:
    """Save this form; `date_confirmed` says that a person looked at the date on this PC."""

    draft: IntakeDraft
    date_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Registered:
    """The saved case, its number as printed."""

    case: Case
    done: Done


def intake_problems(draft: IntakeDraft, today: date) -> list[Problem]:
    """List what is wrong with a form, in the order of its fields; warnings do not stop a save."""
    found: list[Problem] = []
    if not draft.anonymous and not typed(draft.reporter_name):
        found.append(Problem("reporter_name", ProblemCode.REQUIRED))
    found.extend(
        reporter_problems(
            name=draft.reporter_name,
            phone=draft.reporter_phone,
            address=draft.reporter_address,
            nik=draft.reporter_nik,
        )
    )
    found.extend(draft.text.problems(today))
    if draft.village_typed.strip() and not draft.text.village_code:
        found.append(Problem("village", ProblemCode.VILLAGE_UNKNOWN))
    if len(draft.answer) > TEXT_LENGTH:
        found.append(Problem("answer", ProblemCode.TOO_LONG))
    return found


def register_case(request: RegisterCase, context: DeskContext) -> Registered:
    """Number and store a case, its identity block, timeline and files, and queue all of it.

    Saving the same form again changes nothing and returns the case it became. Raises
    ExpectedError: NOT_ALLOWED, PROBLEMS, CLOCK_DOUBTFUL (ask, then confirm the date).
    """
    demand(Right.REGISTER, context)
    draft = request.draft
    stopping = tuple(p for p in intake_problems(draft, context.today()) if not p.warning)
    if stopping:
        raise ExpectedError(Trouble.PROBLEMS, problems=stopping)
    files = tuple(kept_file(sha256, name, context) for sha256, name in draft.files)
    with context.open_work() as work:
        work.drafts.drop(context.person.uid)
        before = saved_before(draft, work)
        if before is not None:
            work.commit()
            return Registered(before, Done(frozenset({before.uid})))
        is_taken = work.cases.get(draft.uid) is not None
        save = begin_save(context, work, context.new_uid() if is_taken else draft.uid)
        check_date(save, confirmed=request.date_confirmed)
        case = _new_case(draft, save)
        _store(case, _reporter(draft, case.uid), save)
        link_files(save, files)
        if typed(draft.answer):
            case = _answer(case, draft.answer, save)
        return Registered(case, save.finish())


def saved_before(draft: IntakeDraft, work: UnitOfWork) -> Case | None:
    """Return the case that this very form has become already, if it has.

    A form that kept its uid but says something else is another case: nothing typed is lost.
    """
    case = work.cases.get(draft.uid)
    if case is None:
        return None
    kept = work.reporters.get(case.uid) or Reporter(case.uid)
    said = (typed(draft.text.title), typed(draft.text.words))
    is_same = said == (case.reporter_title, case.reporter_words)
    return case if is_same and _reporter(draft, case.uid) == kept else None


def _letter(save: Save) -> str:
    """Return the letter of this desk now: a copied one gets another while people are at work."""
    identity = save.work.state.identity() or save.context.device
    return identity.letter


def _new_case(draft: IntakeDraft, save: Save) -> Case:
    context, text = save.context, draft.text
    today = save.today
    number = RegisterNumber(
        context.office.code,
        today.year,
        _letter(save),
        save.work.numbers.next_register_sequence(today.year),
    )
    return Case(
        uid=save.case_uid,
        register_number=str(number),
        office_uid=context.office.uid,
        channel=draft.channel,
        classification=text.classification,
        reporter_title=typed(text.title),
        reporter_words=typed(text.words),
        title=typed(text.title),
        category=text.category,
        village_code=text.village_code,
        place=typed(text.place),
        happened_on=text.happened_on,
        happened_words=typed(text.happened_words),
        anonymous=draft.anonymous,
        confidential=draft.confidential,
        complained_office_uid=text.complained_office_uid,
        complained_about=typed(text.complained_about),
        complained_person_uid=text.complained_person_uid,
        status=Status.RECEIVED,
        assigned_office_uid=None,
        due=due_dates(
            SP4N_PROFILE, text.classification.value, today, save.work.reference.work_calendar()
        ),
        paused_since=None,
        received_at=save.at,
        registered_by=context.person.uid,
    )


def _reporter(draft: IntakeDraft, case_uid: UUID) -> Reporter:
    return Reporter(
        case_uid=case_uid,
        name=typed(draft.reporter_name),
        phone=_phone(draft.reporter_phone),
        address=typed(draft.reporter_address),
        nik=typed(plain_nik(draft.reporter_nik)),
    )


def _phone(text: str) -> str:
    """Normalise a number; one that stops a save anyway is left as it was typed."""
    try:
        return normalise_phone(text) if text.strip() else ""
    except PhoneError:
        return text


def _store(case: Case, reporter: Reporter, save: Save) -> None:
    entry = new_entry(save, EntryKind.REGISTERED, public=True)
    body: dict[str, object] = {"case": case_record(case), "entries": [entry_record(entry)]}
    save.work.cases.put(case)
    note_kept_from(case, save.context.office, save.work)
    if case.confidential:
        note_disclosure(Disclosed.CASE, case.uid, TOOK, save.context, work=save.work)
    save.work.timeline.put(entry)
    if not reporter.is_empty:
        save.work.reporters.put(reporter)
        body["reporter"] = reporter_record(reporter)
    save.queue(Operation.CASE_CREATE, case.uid, body)


def _answer(case: Case, answer: str, save: Save) -> Case:
    """Answer an information request; of any other report the typed answer is kept as a note."""
    if case.classification is not Classification.INFORMATION_REQUEST:
        add_entry(new_entry(save, EntryKind.NOTE, text=answer), save)
        return case
    move_name = MoveName.ANSWER_AT_COUNTER
    after = moved(case, move_name, save.today, work_calendar=save.work.reference.work_calendar())
    store_move(case, after, move_entry(save, move_name, text=answer), save)
    return after
