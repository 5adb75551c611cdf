"""Who reported is erased for good: from all that this desk holds, and the case stays."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import ChangeState, Operation
from desktop_app.domain.erasure import NO_FILE, STRUCK
from desktop_app.domain.errors import ExpectedError, ProblemCode, Trouble
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_draft import keep_draft
from desktop_app.services.keep_file import keep_file
from desktop_app.services.letters.letter_values import letter_values
from desktop_app.services.open_case import open_case
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.personal_data.erase_reporter import (
    EraseReporter,
    erase_reporter,
    preview_erasure,
)
from desktop_app.services.personal_data.find_person import TypedPerson, find_person
from desktop_app.services.personal_data.struck_changes import without_known
from desktop_app.services.print_receipt import receipt_pdf
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.desk import Desk, an_intake
from tests.services.looking import (
    attachments_of,
    entries_of,
    outbox_of,
    stored_case,
    stored_reporter,
)
from tests.services.refusing import conflicts_of, overrule, refuse_last_save

NAME, PHONE, NIK = "Wening Purnama", "0812-3456-7890", "3303990101900001"
NAMED = f"Ibu wening  PURNAMA (telepon 0812 3456 7890, NIK {NIK}) melapor."
MARKS = ("ening", "PURNAMA", "urnama", "0812 3456", "6281234567890", NIK)
CARD = b"\xff\xd8\xff kartu rekaan"


def taken_in(desk: Desk, **changes: object) -> Case:
    filled = {"reporter_name": NAME, "reporter_phone": PHONE, "reporter_nik": NIK, "words": NAMED}
    return desk.registered(**(filled | changes)).case


def erased(desk: Desk, case: Case, *files: object) -> None:
    uids = frozenset(one.uid for one in attachments_of(desk.context, case.uid)) if files else ()
    erase_reporter(EraseReporter(case.uid, f"Diminta {NAME}.", frozenset(uids)), desk.context)


def every_row(desk: Desk) -> str:
    """All that lies in the database, as one text, once the server has heard of the erasures."""
    with desk.profile.write() as work:
        for change in work.outbox.waiting(1_000):
            if change.operation is Operation.REPORTER_ERASE:
                work.outbox.rewrite(without_known(change))
        work.commit()
    with desk.profile.read() as work:
        connection = work._connection  # past every repository
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).scalars()
        tables = [connection.exec_driver_sql(f'SELECT * FROM "{n}"') for n in names.all()]
        return str([tuple(row) for table in tables for row in table])  # rows leave out the middle


def test_nothing_in_the_database_names_them_afterwards(desk: Desk) -> None:
    case = taken_in(desk, title=f"Lampu dekat rumah {NAME}")
    write_entry(WriteEntry(case.uid, EntryKind.REPLY, NAMED), desk.context)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, NAMED), desk.context)
    refuse_last_save(desk, case.uid)
    correct_reporter(CorrectReporter(case.uid, address="Gang Mawar 3 Bobotsari"), desk.context)
    overrule(desk, case.uid, field="title", mine=NAMED, theirs=NAMED)
    overrule(desk, case.uid, field="reporter_name", mine=NAME, theirs="Wening P.")
    erased(desk, case)

    left = every_row(desk)
    for mark in (*MARKS, "Mawar"):
        assert mark not in left, mark
    assert stored_case(desk.context, case.uid).reporter_words == (
        f"Ibu {STRUCK} (telepon {STRUCK}, NIK {STRUCK}) melapor."
    )
    assert [conflict.field for conflict in conflicts_of(desk)] == ["title"]


def test_an_erasure_that_was_refused_names_them_no_more_once_another_was_taken(desk: Desk) -> None:
    case = taken_in(desk)
    known = stored_reporter(desk.context, case.uid)
    assert known is not None
    erased(desk, case)
    refuse_last_save(desk, case.uid)
    with desk.profile.write() as work:  # as the server tells it again
        work.cases.put(case)
        work.reporters.put(known)
        work.commit()
    erased(desk, case)
    assert [mark for mark in MARKS if mark in every_row(desk)] == []


def test_the_case_stays_with_its_number_and_its_story(desk: Desk) -> None:
    case = taken_in(desk)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Sudah dicek."), desk.context)
    before = entries_of(desk.context, case.uid)
    erased(desk, case)

    after = open_case(case.uid, desk.context)
    assert after.case.register_number == case.register_number
    assert after.case.identity_state is IdentityState.ERASED
    assert [entry.uid for entry in after.entries][:-1] == [entry.uid for entry in before]
    last = after.entries[-1]
    assert (last.kind, last.text) == (EntryKind.IDENTITY_ERASED, f"Diminta {STRUCK}.")
    assert find_person(TypedPerson(name=NAME), desk.context) == ()


def test_what_is_queued_can_still_be_sent(desk: Desk) -> None:
    case = taken_in(desk)
    write_entry(WriteEntry(case.uid, EntryKind.REPLY, NAMED), desk.context)
    erased(desk, case)

    waiting = outbox_of(desk.context, case.uid)
    assert [change.operation for change in waiting] == [
        Operation.CASE_CREATE,
        Operation.ENTRY_ADD,
        Operation.REPORTER_ERASE,
    ]
    assert "reporter" not in waiting[0].body
    assert {change.state for change in waiting} == {ChangeState.WAITING}


def test_papers_name_the_number_alone(desk: Desk) -> None:
    case = taken_in(desk)
    erased(desk, case)
    assert letter_values(case.uid, desk.context)["nama_pelapor"] == (
        f"Pelapor Nomor Register {case.register_number}"
    )
    words = " ".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(receipt_pdf(case.uid, desk.context))).pages
    )
    assert not any(mark in words for mark in MARKS)


def test_chosen_files_go_and_the_others_stay(desk: Desk) -> None:
    card = keep_file(CARD, f"Pengenal-{NAME}.jpg", desk.context)
    case = taken_in(desk, files=((card.sha256, card.name),))
    road = keep_file(b"\xff\xd8\xff jalan", "jalan.jpg", desk.context)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Foto.", (road,)), desk.context)
    (gone,) = (f for f in attachments_of(desk.context, case.uid) if f.sha256 == card.sha256)
    erase_reporter(EraseReporter(case.uid, "Diminta.", frozenset({gone.uid})), desk.context)

    assert not desk.context.files.has(card.sha256)
    assert desk.context.files.has(road.sha256)
    names = {file.name: file.sha256 for file in attachments_of(desk.context, case.uid)}
    assert names == {"": NO_FILE, "jalan.jpg": road.sha256}
    with desk.context.open_read() as work:
        assert [sha256 for _, sha256 in work.transfers.uploads()] == [road.sha256]
        assert work.transfers.missing() == []
    assert "Pengenal" not in every_row(desk)


def test_a_file_that_stays_no_longer_bears_their_name(desk: Desk) -> None:
    road = keep_file(b"\xff\xd8\xff jalan", f"Jalan dari {NAME}.jpg", desk.context)
    case = taken_in(desk, files=((road.sha256, road.name),))
    erase_reporter(EraseReporter(case.uid, "Diminta."), desk.context)
    (file,) = attachments_of(desk.context, case.uid)
    assert (file.name, file.sha256) == (f"Jalan dari {STRUCK}.jpg", road.sha256)
    assert NAME not in every_row(desk)


def test_one_of_two_records_of_a_file_leaves_its_bytes_to_be_sent(desk: Desk) -> None:
    card = keep_file(CARD, "satu.jpg", desk.context)
    case = taken_in(desk, files=((card.sha256, "satu.jpg"), (card.sha256, "dua.jpg")))
    one, _ = attachments_of(desk.context, case.uid)
    erase_reporter(EraseReporter(case.uid, "Diminta.", frozenset({one.uid})), desk.context)
    with desk.context.open_read() as work:
        assert work.transfers.uploads() == [(case.uid, card.sha256)]


def test_an_address_that_is_a_place_stays_in_the_words_of_the_case(desk: Desk) -> None:
    case = taken_in(desk, reporter_address="Gandasuli", title="Lampu mati di Gandasuli")
    erase_reporter(EraseReporter(case.uid, "Diminta."), desk.context)
    assert stored_case(desk.context, case.uid).title == "Lampu mati di Gandasuli"


def test_a_file_that_another_case_or_an_open_form_names_stays(desk: Desk) -> None:
    card = keep_file(CARD, "ktp.jpg", desk.context)
    case = taken_in(desk, files=((card.sha256, "ktp.jpg"),))
    keep_draft(an_intake(desk.context, files=((card.sha256, "ktp.jpg"),)), desk.context)
    erased(desk, case, card)
    assert desk.context.files.read(card.sha256) == CARD


def test_the_preview_counts_what_would_go_and_changes_nothing(desk: Desk) -> None:
    card = keep_file(CARD, "ktp.jpg", desk.context)
    case = taken_in(desk, files=((card.sha256, "ktp.jpg"),))
    write_entry(WriteEntry(case.uid, EntryKind.REPLY, f"Yth. {NAME}"), desk.context)
    before = every_row(desk)
    preview = preview_erasure(case.uid, desk.context)

    assert (preview.register_number, preview.has_identity) == (case.register_number, True)
    assert preview.places == 3 + 1
    assert [file.name for file in preview.files] == ["ktp.jpg"]
    assert preview.letters == 0
    assert every_row(desk) == before


def test_it_is_done_once_and_says_why(desk: Desk) -> None:
    case = taken_in(desk)
    for reason, code in (("  ", ProblemCode.REQUIRED), ("x" * 2_001, ProblemCode.TOO_LONG)):
        with pytest.raises(ExpectedError) as refused:
            erase_reporter(EraseReporter(case.uid, reason), desk.context)
        assert [problem.code for problem in refused.value.problems] == [code]
    assert stored_reporter(desk.context, case.uid) is not None
    erased(desk, case)
    with pytest.raises(ExpectedError) as refused:
        erased(desk, case)
    assert refused.value.trouble is Trouble.RECORD_CHANGED


def test_who_was_erased_is_not_corrected(desk: Desk) -> None:
    case = taken_in(desk)
    erased(desk, case)
    with pytest.raises(ExpectedError) as refused:
        correct_reporter(CorrectReporter(case.uid, name="Lain"), desk.context)
    assert refused.value.trouble is Trouble.NOT_ALLOWED
