"""Every use case there is, with the right that it needs and a way to call it.

A new use case gets a line here; `test_who_may` fails until it has one.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

from desktop_app.domain.cases import Classification
from desktop_app.domain.confidential import Because, DisclosureReason
from desktop_app.domain.documents import ReceiptPaper
from desktop_app.domain.inbox import InboxQuery
from desktop_app.domain.notices import Notice
from desktop_app.domain.permissions import RULES, Right, Side
from desktop_app.domain.releases import ReleaseKind
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.access.let_in import let_in
from desktop_app.services.access.lock_setting import set_lock_after
from desktop_app.services.access.recovery_code import code_is_on_paper, renew_recovery_code
from desktop_app.services.access.shut_out import shut_out
from desktop_app.services.audit.check_trail import check_everything
from desktop_app.services.audit.export_trail import export_trail
from desktop_app.services.context import DeskContext
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.keep_file import keep_file
from desktop_app.services.letters.compose_letter import draw_letter, letter_text, start_letter
from desktop_app.services.letters.issue_letter import (
    issue_letter,
    letter_desk,
    letter_pdf,
    preview_letter,
)
from desktop_app.services.letters.letter_ledger import letter_ledger
from desktop_app.services.letters.void_letter_number import VoidLetterNumber, void_letter_number
from desktop_app.services.list_cases import case_counts, case_keys, case_rows
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case, read_file
from desktop_app.services.personal_data.answer_person import AnswerPerson, answer_person
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.personal_data.erase_reporter import (
    EraseReporter,
    erase_reporter,
    preview_erasure,
)
from desktop_app.services.personal_data.find_person import TypedPerson, find_person
from desktop_app.services.personal_data.processing_register import register_pdf
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.personal_data.retention import (
    preview_retention,
    run_retention,
    set_retention_rules,
)
from desktop_app.services.print_receipt import (
    drawn_receipt,
    full_receipt_pdf,
    receipt_of,
    receipt_pdf,
)
from desktop_app.services.privacy.disclosing import open_confidential
from desktop_app.services.privacy.release import (
    EndRelease,
    GiveRelease,
    end_release,
    give_release,
)
from desktop_app.services.privacy.reveal_identity import reveal_identity
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.export_unsent import full_unsent_work, unsent_work
from desktop_app.services.sync_centre.file_lane_choice import FilesTravel, choose_files_travel
from desktop_app.services.sync_centre.read_notices import put_notice_away
from desktop_app.services.sync_centre.refused_work import refused_saves, send_again
from desktop_app.services.sync_centre.restore_value import (
    restore_value,
    take_decision_back,
)
from desktop_app.services.sync_centre.waiting_work import waiting_work
from desktop_app.services.void_case import VoidCase, revive_case, void_again, void_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import VILLAGE_UID, a_notice
from tests.desk import Desk, an_intake
from tests.services.copies import OF_COPIES
from tests.services.guarded import Call, Guarded
from tests.services.letter_writing import a_letter_about
from tests.services.people import CAMAT_UID
from tests.services.refusing import a_refused_note_with_a_photo, overrule, refuse_last_save

FOR_WORK = Because(DisclosureReason.WORK)


def _case(desk: Desk, **changes: object) -> UUID:
    return desk.registered(**changes).case.uid


def _ready(call: Callable[[UUID, DeskContext], object]) -> Callable[[Desk], Call]:
    """Call it with the uid of a case that was just registered."""

    def ready(desk: Desk) -> Call:
        uid = _case(desk)
        return lambda context: call(uid, context)

    return ready


def _plain(call: Call) -> Callable[[Desk], Call]:
    return lambda _desk: call


def _written(kind: EntryKind) -> Callable[[Desk], Call]:
    return _ready(lambda uid, context: write_entry(WriteEntry(uid, kind, "Tertulis."), context))


def _again(desk: Desk) -> Call:
    uid = _case(desk)
    void_case(VoidCase(uid, "Salah catat."), desk.context)
    (change,) = refuse_last_save(desk, uid, "EDITED_SINCE")
    return lambda context: void_again(change.uid, context)


def _revived(desk: Desk) -> Call:
    uid = _case(desk)
    void_case(VoidCase(uid, "Salah catat."), desk.context)
    return lambda context: revive_case(uid, context)


def _restored(desk: Desk) -> Call:
    conflict = overrule(desk, _case(desk))
    return lambda context: restore_value(conflict.uid, context)


def _taken_back(desk: Desk) -> Call:
    conflict = overrule(desk, _case(desk))
    decided = restore_value(conflict.uid, desk.context)
    return lambda context: take_decision_back(decided, context)


def _sent_again(desk: Desk) -> Call:
    change, *_ = a_refused_note_with_a_photo(desk)
    return lambda context: send_again(change.uid, context)


def _put_away(desk: Desk) -> Call:
    notice: Notice = a_notice()
    with desk.context.open_work() as work:
        work.notices.add(notice)
        work.commit()
    return lambda context: put_notice_away(notice.uid, context)


def _letter(desk: Desk) -> Call:
    uid = _case(desk)
    request = a_letter_about(uid, desk.context)
    return lambda context: issue_letter(request, context)


def _drawn(draw: Callable[..., object]) -> Callable[[Desk], Call]:
    def ready(desk: Desk) -> Call:
        text = letter_text(_case(desk), "follow_up", desk.context)
        return lambda context: draw(text, "001", context)

    return ready


def _reprinted(desk: Desk) -> Call:
    issued = issue_letter(a_letter_about(_case(desk), desk.context), desk.context)
    return lambda context: letter_pdf(issued.letter.uid, context)


def _read(desk: Desk) -> Call:
    kept = keep_file(b"\xff\xd8\xff foto", "foto.jpg", desk.context)
    return lambda context: read_file(kept.sha256, context)


def _registered(desk: Desk) -> Call:
    draft = an_intake(desk.context)
    return lambda context: register_case(RegisterCase(draft), context)


def _moved(name: MoveName, *before: MoveName) -> Callable[[Desk], Call]:
    """Call a move on a case that took these before."""

    def ready(desk: Desk) -> Call:
        uid = _case(desk)
        for earlier in before:
            move_case(MoveCase(uid, earlier, "Sudah."), desk.context)
        return lambda context: move_case(MoveCase(uid, name, "Sudah.", VILLAGE_UID), context)

    return ready


def _counter_answer(desk: Desk) -> Call:
    uid = _case(desk, classification=Classification.INFORMATION_REQUEST)
    move = MoveCase(uid, MoveName.ANSWER_AT_COUNTER, "Dijawab.")
    return lambda context: move_case(move, context)


def _released(desk: Desk) -> Call:
    uid = _case(desk, complained_office_uid=VILLAGE_UID)
    request = GiveRelease(uid, ReleaseKind.CASE, VILLAGE_UID, "Diminta penjelasan.")
    return lambda context: give_release(request, context)


def _withheld(desk: Desk) -> Call:
    uid = _case(desk, complained_office_uid=VILLAGE_UID)
    give_release(GiveRelease(uid, ReleaseKind.CASE, VILLAGE_UID, "Penjelasan."), desk.context)
    request = EndRelease(uid, ReleaseKind.CASE, VILLAGE_UID, "Sudah dijelaskan.")
    return lambda context: end_release(request, context)


GUARDED: dict[str, Guarded] = {
    **OF_COPIES,
    "access.let_in.let_in": Guarded(Right.LET_IN, _plain(lambda c: let_in(CAMAT_UID, c))),
    "access.lock_setting.set_lock_after": Guarded(
        Right.LET_IN, _plain(lambda c: set_lock_after(5, c))
    ),
    "access.recovery_code.code_is_on_paper": Guarded(Right.LET_IN, _plain(code_is_on_paper)),
    "access.recovery_code.renew_recovery_code": Guarded(Right.LET_IN, _plain(renew_recovery_code)),
    "access.shut_out.shut_out": Guarded(Right.LET_IN, _plain(lambda c: shut_out(CAMAT_UID, c))),
    "correct_case.correct_case": Guarded(
        Right.CORRECT, _ready(lambda uid, c: correct_case(CorrectCase(uid, title="Baru"), c))
    ),
    "keep_file.keep_file": Guarded(
        Right.NOTE, _plain(lambda c: keep_file(b"%PDF-1.4", "surat.pdf", c))
    ),
    "letters.compose_letter.draw_letter": Guarded(Right.ISSUE_LETTER, _drawn(draw_letter)),
    "letters.compose_letter.letter_text": Guarded(
        Right.ISSUE_LETTER, _ready(lambda uid, c: letter_text(uid, "follow_up", c))
    ),
    "letters.compose_letter.start_letter": Guarded(Right.ISSUE_LETTER, _ready(start_letter)),
    "letters.issue_letter.issue_letter": Guarded(Right.ISSUE_LETTER, _letter),
    "letters.issue_letter.letter_desk": Guarded(Right.ISSUE_LETTER, _ready(letter_desk)),
    "letters.issue_letter.letter_pdf": Guarded(Right.READ, _reprinted),
    "letters.issue_letter.preview_letter": Guarded(Right.ISSUE_LETTER, _drawn(preview_letter)),
    "letters.letter_ledger.letter_ledger": Guarded(
        Right.READ, _plain(lambda c: letter_ledger(2026, c))
    ),
    "letters.void_letter_number.void_letter_number": Guarded(
        Right.ISSUE_LETTER,
        _plain(lambda c: void_letter_number(VoidLetterNumber(2026, 9, "Sobek."), c)),
    ),
    "list_cases.case_counts": Guarded(Right.READ, _plain(case_counts)),
    "list_cases.case_keys": Guarded(Right.READ, _plain(lambda c: case_keys(InboxQuery(), c))),
    "list_cases.case_rows": Guarded(Right.READ, _plain(lambda c: case_rows([], c))),
    "move_case.move_case": Guarded(
        Right.VERIFY, _ready(lambda uid, c: move_case(MoveCase(uid, MoveName.VERIFY), c))
    ),
    "move_case.move_case (assign)": Guarded(Right.ASSIGN, _moved(MoveName.ASSIGN, MoveName.VERIFY)),
    "move_case.move_case (close)": Guarded(
        Right.CLOSE, _moved(MoveName.CLOSE, MoveName.VERIFY, MoveName.FOLLOW_UP)
    ),
    "move_case.move_case (follow up)": Guarded(
        Right.WORK, _moved(MoveName.FOLLOW_UP, MoveName.VERIFY)
    ),
    "move_case.move_case (at the counter)": Guarded(Right.HEAR, _counter_answer),
    "open_case.open_case": Guarded(Right.READ, _ready(open_case)),
    "open_case.read_file": Guarded(Right.READ, _read),
    "personal_data.answer_person.answer_person": Guarded(
        Right.PERSONAL_DATA, _ready(lambda uid, c: answer_person(AnswerPerson((uid,)), c))
    ),
    "personal_data.correct_reporter.correct_reporter": Guarded(
        Right.CORRECT_IDENTITY,
        _ready(lambda uid, c: correct_reporter(CorrectReporter(uid, name="Nama Betul"), c)),
    ),
    "personal_data.erase_reporter.preview_erasure": Guarded(
        Right.PERSONAL_DATA, _ready(preview_erasure)
    ),
    "personal_data.erase_reporter.erase_reporter": Guarded(
        Right.PERSONAL_DATA,
        _ready(lambda uid, c: erase_reporter(EraseReporter(uid, "Diminta."), c)),
    ),
    "personal_data.restrict_reporter.restrict_reporter": Guarded(
        Right.PERSONAL_DATA,
        _ready(lambda uid, c: restrict_reporter(RestrictReporter(uid, "Diminta."), c)),
    ),
    "personal_data.retention.set_retention_rules": Guarded(
        Right.SET_UP_OFFICE,
        _plain(lambda c: set_retention_rules({Classification.COMPLAINT: 24}, c)),
    ),
    "personal_data.retention.preview_retention": Guarded(
        Right.PERSONAL_DATA, _plain(preview_retention)
    ),
    "personal_data.retention.run_retention": Guarded(
        Right.PERSONAL_DATA, _plain(lambda c: run_retention((), c, with_files=False))
    ),
    "personal_data.find_person.find_person": Guarded(
        Right.PERSONAL_DATA, _plain(lambda c: find_person(TypedPerson(name="Contoh"), c))
    ),
    "personal_data.processing_register.register_pdf": Guarded(
        Right.PERSONAL_DATA, _plain(register_pdf)
    ),
    "print_receipt.receipt_of": Guarded(Right.PRINT_RECEIPT, _ready(receipt_of)),
    "print_receipt.receipt_pdf": Guarded(Right.PRINT_RECEIPT, _ready(receipt_pdf)),
    "print_receipt.drawn_receipt": Guarded(
        Right.PRINT_RECEIPT, _ready(lambda uid, c: drawn_receipt(uid, c, ReceiptPaper.A5_PAIR))
    ),
    "print_receipt.full_receipt_pdf": Guarded(
        Right.PRINT_RECEIPT,
        _ready(lambda uid, c: full_receipt_pdf(uid, FOR_WORK, c, ReceiptPaper.A5_PAIR)),
    ),
    "privacy.disclosing.open_confidential": Guarded(
        Right.READ, _ready(lambda uid, c: open_confidential(uid, FOR_WORK, c))
    ),
    "privacy.release.give_release": Guarded(Right.RELEASE, _released),
    "privacy.release.end_release": Guarded(Right.RELEASE, _withheld),
    "privacy.reveal_identity.reveal_identity": Guarded(Right.SEE_IDENTITY, _ready(reveal_identity)),
    "register_case.register_case": Guarded(Right.REGISTER, _registered),
    "sync_centre.export_unsent.unsent_work": Guarded(Right.KEEP_IN_STEP, _plain(unsent_work)),
    "sync_centre.export_unsent.full_unsent_work": Guarded(
        Right.KEEP_IN_STEP, _plain(lambda c: full_unsent_work(FOR_WORK, c))
    ),
    "sync_centre.file_lane_choice.choose_files_travel": Guarded(
        Right.SET_UP_OFFICE, _plain(lambda c: choose_files_travel(FilesTravel.ALWAYS, c))
    ),
    "sync_centre.read_notices.put_notice_away": Guarded(Right.KEEP_IN_STEP, _put_away),
    "sync_centre.refused_work.refused_saves": Guarded(Right.READ, _plain(refused_saves)),
    "sync_centre.refused_work.send_again": Guarded(Right.KEEP_IN_STEP, _sent_again),
    "sync_centre.restore_value.restore_value": Guarded(Right.CORRECT, _restored),
    "sync_centre.restore_value.take_decision_back": Guarded(Right.CORRECT, _taken_back),
    "sync_centre.waiting_work.waiting_work": Guarded(Right.READ, _plain(waiting_work)),
    "void_case.revive_case": Guarded(Right.VOID, _revived),
    "void_case.void_again": Guarded(Right.VOID, _again),
    "void_case.void_case": Guarded(
        Right.VOID, _ready(lambda uid, c: void_case(VoidCase(uid, "Salah catat."), c))
    ),
    "write_entry.write_entry": Guarded(Right.NOTE, _written(EntryKind.NOTE)),
    "write_entry.write_entry (reply)": Guarded(Right.REPLY, _written(EntryKind.REPLY)),
    "audit.check_trail.check_everything": Guarded(Right.SEE_TRAIL, _plain(check_everything)),
    "audit.export_trail.export_trail": Guarded(
        Right.SEE_TRAIL, _plain(lambda c: export_trail(BytesIO(), c))
    ),
    "write_entry.write_entry (progress)": Guarded(Right.PROGRESS, _written(EntryKind.PROGRESS)),
}

# Their right holds on some cases only, but these are called before there is one.
_ABOUT_NO_CASE = frozenset(
    {
        "keep_file.keep_file",
        "letters.compose_letter.draw_letter",
        "letters.issue_letter.preview_letter",
        "letters.void_letter_number.void_letter_number",
        "personal_data.find_person.find_person",
        "personal_data.processing_register.register_pdf",
        "personal_data.retention.preview_retention",
        "personal_data.retention.run_retention",
    }
)
ABOUT_A_CASE = [
    name
    for name, one in GUARDED.items()
    if RULES[one.right].side is not Side.OFFICE and name not in _ABOUT_NO_CASE
]

# What use cases are made of, and what is asked before anybody has signed in.
PARTS: frozenset[str] = frozenset(
    {
        "audit.noting.note",
        "audit.noting.note_alone",
        "backup.last_try.note_try",
        "context.begin_save",
        "context.may_see_identity",
        "demand.demand",
        "demand.demand_on",
        "demand.not_allowed",
        "personal_data.correct_reporter.demand_correctable",
        "personal_data.erase_reporter.erase_in",
        "privacy.disclosing.demand_opened",
        "privacy.disclosing.may_tell",
        "privacy.disclosing.note_disclosure",
        "privacy.release.may_release_case",
        "privacy.release.may_release_identity",
        "letters.letter_values.letter_values",
        "letters.letterheads.letterhead_of",
        "sync_centre.told_change.may_read_identity_of",
    }
)
