"""A follow-up letter is prepared, numbered from the device's block, frozen and filed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation
from desktop_app.domain.documents import OfficialLetter, Paper, SignatureBlock
from desktop_app.domain.drafts import LETTER
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.letter_numbers import (
    DEFAULT_ARCHIVE_CODE,
    DEFAULT_PATTERN,
    LetterBlock,
    formatted_number,
)
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office, Person, Role
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import entry_record, letter_record
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.typed_text import typed
from desktop_app.services.clock_check import check_date
from desktop_app.services.context import (
    DeskContext,
    Done,
    Save,
    begin_save,
    case_or_trouble,
)
from desktop_app.services.demand import demand, demand_on
from desktop_app.services.entries import new_entry
from desktop_app.services.letters.letter_templates import missing_in
from desktop_app.services.letters.letterheads import letterhead_of

_NUMBER_LENGTH = 80
_LINE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class LetterText:
    """The words of a letter as they stand in the dialog, placeholders filled."""

    template: str
    subject: str
    nature: str
    enclosure: str
    addressee: str
    addressee_place: str
    paragraphs: tuple[str, ...]
    copies: tuple[str, ...] = ()
    signer_uid: UUID | None = None
    paper: Paper = Paper.F4


@dataclass(frozen=True, slots=True)
class IssueLetter:
    """Issue this letter; an empty `manual_number` takes the next one of the block."""

    case_uid: UUID
    text: LetterText
    manual_number: str = ""
    date_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """The filed letter and its frozen PDF."""

    letter: Letter
    pdf: bytes
    done: Done


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """What the letter dialog starts from: who may sign, and the number the letter would get.

    `expired_on` is set where no number is left but such as may not be given any more.
    """

    case: Case
    signers: tuple[Person, ...]
    next_number: str
    numbers_left: int
    expired_on: date | None = None
    offices: Mapping[UUID, Office] = field(default_factory=dict)


def letter_desk(case_uid: UUID, context: DeskContext) -> LetterDesk:
    """Gather what the dialog needs; raises RECORD_GONE, NOT_ALLOWED."""
    with context.open_read() as work:
        case = case_or_trouble(work, case_uid)
        demand_on(Right.ISSUE_LETTER, case, context)
        today = context.today()
        free = _free(work, today, context)
        return LetterDesk(
            case=case,
            signers=_signers(work, context),
            next_number=_number(free, today, context) if free else "",
            numbers_left=free.remaining if free else 0,
            expired_on=None if free else _last_expiry(work, today),
            offices={office.uid: office for office in work.directory.offices()},
        )


def preview_letter(text: LetterText, number: str, context: DeskContext) -> bytes:
    """Draw the letter as it stands; the same drawing is printed when it is issued.

    Raises NOT_ALLOWED.
    """
    demand(Right.ISSUE_LETTER, context)
    with context.open_read() as work:
        signer = _signer(work, text, context)
    letter = _official(text, number, context.today(), signer=signer, context=context)
    return context.printer.official_letter(letter)


def issue_letter(request: IssueLetter, context: DeskContext) -> Issued:
    """Number, draw, freeze and file a letter in one transaction, with its entry and outbox.

    Raises ExpectedError: RECORD_GONE, NOT_ALLOWED, PROBLEMS, CLOCK_DOUBTFUL (ask, then confirm
    the date), NUMBERS_USED_UP (type one by hand; fact `expired_on` where numbers are left that
    may not be given any more).
    """
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        demand_on(Right.ISSUE_LETTER, case, context)
        save = begin_save(context, work, case.uid)
        problems = _problems(request, save)
        if problems:
            raise ExpectedError(Trouble.PROBLEMS, problems=problems)
        check_date(save, confirmed=request.date_confirmed)
        number, sequence = _take_number(typed(request.manual_number), save)
        signer = _signer(work, request.text, context)
        pdf = context.printer.official_letter(
            _official(request.text, number, save.today, signer=signer, context=context)
        )
        letter = Letter(
            uid=context.new_uid(),
            case_uid=case.uid,
            office_uid=context.office.uid,
            template=request.text.template,
            number=number,
            sequence=sequence,
            year=save.today.year,
            letter_date=save.today,
            subject=typed(request.text.subject),
            addressee=typed(request.text.addressee),
            sha256=context.files.keep(pdf),
            size=len(pdf),
            person_uid=context.person.uid,
            issued_at=save.at,
        )
        entry = new_entry(
            save, EntryKind.LETTER, text=f"{number} · {letter.subject}", uid=save.transaction
        )
        work.letters.put(letter)
        work.timeline.put(entry)
        work.transfers.queue_upload(case.uid, letter.sha256)
        save.queue(
            Operation.LETTER_ISSUE,
            letter.uid,
            {"letter": letter_record(letter), "entry": entry_record(entry)},
            uid=entry.uid,
        )
        save.forget_text(LETTER)
        return Issued(letter, pdf, save.finish())


def letter_pdf(letter_uid: UUID, context: DeskContext) -> bytes:
    """Return the frozen PDF of an issued letter: a reprint is that very file.

    Raises NOT_ALLOWED, RECORD_GONE, FILE_MISSING, FILE_UNREADABLE.
    """
    demand(Right.READ, context)
    with context.open_read() as work:
        letter = work.letters.get(letter_uid)
    if letter is None:
        raise ExpectedError(Trouble.RECORD_GONE)
    pdf = context.files.read(letter.sha256)
    if hashlib.sha256(pdf).hexdigest() != letter.sha256:
        raise ExpectedError(Trouble.FILE_UNREADABLE)
    return pdf


def _problems(request: IssueLetter, save: Save) -> tuple[Problem, ...]:
    text, found = request.text, list[Problem]()
    for field_name, words in (("addressee", text.addressee), ("subject", text.subject)):
        if not typed(words):
            found.append(Problem(field_name, ProblemCode.REQUIRED))
        elif len(words) > _LINE_LENGTH:
            found.append(Problem(field_name, ProblemCode.TOO_LONG))
    if not any(typed(paragraph) for paragraph in text.paragraphs):
        found.append(Problem("body", ProblemCode.REQUIRED))
    elif missing_in("\n".join((text.addressee, text.subject, *text.paragraphs))):
        found.append(Problem("body", ProblemCode.UNFILLED))
    manual = typed(request.manual_number)
    if len(manual) > _NUMBER_LENGTH:
        found.append(Problem("manual_number", ProblemCode.TOO_LONG))
    elif _is_taken(manual, save.work, save.today, context=save.context):
        found.append(Problem("manual_number", ProblemCode.NUMBER_TAKEN))
    return tuple(found)


def _take_number(manual: str, save: Save) -> tuple[str, int | None]:
    """Use the typed number, or the next of the blocks that nothing has taken already."""
    if manual:
        return manual, None
    context, day, work = save.context, save.today, save.work
    free = _free(work, day, context)
    if free is None:
        expired = _last_expiry(work, day)
        facts = {"expired_on": expired.isoformat()} if expired else {}
        raise ExpectedError(Trouble.NUMBERS_USED_UP, facts=facts)
    work.numbers.put_letter_block(free.taken())
    return _number(free, day, context), free.next_number


def _free(work: UnitOfWork, day: date, context: DeskContext) -> LetterBlock | None:
    """Return the block from the number that the next letter gets; None if none is left."""
    voids = {void.sequence for void in work.numbers.letter_voids(day.year)}
    for start in work.numbers.letter_blocks(day.year):
        block = start
        while block.expires_on >= day and block.remaining > 0:
            taken = _is_taken(_number(block, day, context), work, day, context=context)
            if not taken and block.next_number not in voids:
                return block
            block = block.taken()
    return None


def _last_expiry(work: UnitOfWork, day: date) -> date | None:
    """Return when the last block expired that still had numbers; None if all were used up."""
    blocks = work.numbers.letter_blocks(day.year)
    ends = [block.expires_on for block in blocks if block.remaining > 0 and block.expires_on < day]
    return max(ends, default=None)


def _is_taken(number: str, work: UnitOfWork, day: date, *, context: DeskContext) -> bool:
    return work.letters.has_number(context.office.uid, day.year, number)


def _number(block: LetterBlock, day: date, context: DeskContext) -> str:
    return formatted_number(
        DEFAULT_PATTERN,
        block.next_number,
        day,
        archive_code=DEFAULT_ARCHIVE_CODE,
        unit=context.office.letter_unit or context.office.code,
    )


def _signers(work: UnitOfWork, context: DeskContext) -> tuple[Person, ...]:
    people = work.directory.people_of(context.office.uid)
    return tuple(person for person in people if person.active and Role.SIGNER in person.roles)


def _signer(work: UnitOfWork, text: LetterText, context: DeskContext) -> Person:
    signers = _signers(work, context)
    chosen = next((person for person in signers if person.uid == text.signer_uid), None)
    return chosen or next(iter(signers), context.person)


def _official(
    text: LetterText, number: str, day: date, *, signer: Person, context: DeskContext
) -> OfficialLetter:
    return OfficialLetter(
        letterhead=letterhead_of(context),
        place=context.office.place or context.office.name,
        letter_date=day,
        number=number,
        nature=text.nature,
        enclosure=text.enclosure or "-",
        subject=text.subject.strip(),
        addressee=text.addressee.strip(),
        addressee_place=text.addressee_place.strip(),
        paragraphs=tuple(p.strip() for p in text.paragraphs if p.strip()),
        signature=SignatureBlock(signer.position, signer.name, signer.rank, signer.nip),
        copies=tuple(copy.strip() for copy in text.copies if copy.strip()),
        paper=text.paper,
        title=f"Surat {number}".strip(),
    )
