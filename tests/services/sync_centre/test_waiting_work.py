"""What has not reached the server is told case by case, with the files that follow."""

from __future__ import annotations

from desktop_app.domain.changes import Operation
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.letters.void_letter_number import VoidLetterNumber, void_letter_number
from desktop_app.services.sync_centre.waiting_work import MOST_CHANGES, waiting_work
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import a_change
from tests.desk import Desk


def test_the_changes_of_a_case_are_told_together_since_the_oldest(desk: Desk) -> None:
    case = desk.registered().case
    begun = desk.clock.now
    desk.clock.pass_days(1)
    for words in ("Satu", "Dua"):
        write_entry(WriteEntry(case.uid, EntryKind.NOTE, words), desk.context)
    (waiting,) = waiting_work(desk.context).cases
    assert waiting.counts == ((Operation.CASE_CREATE, 1), (Operation.ENTRY_ADD, 2))
    assert waiting.since == begun
    assert (waiting.about.register_number, waiting.about.is_here) == (case.register_number, True)


def test_a_file_is_told_with_its_case_and_size(desk: Desk) -> None:
    photo = keep_file(b"\xff\xd8\xff" + bytes(2000), "jalan.jpg", desk.context)
    case = desk.registered(files=((photo.sha256, photo.name),)).case
    work = waiting_work(desk.context)
    (file,) = work.files
    assert (file.name, file.size, file.about.case_uid) == ("jalan.jpg", 2003, case.uid)
    assert work.all_files == 1


def test_a_backlog_of_months_is_counted_and_only_begun(desk: Desk) -> None:
    with desk.context.open_work() as work:
        for _ in range(MOST_CHANGES + 7):
            work.outbox.add(a_change())
        work.commit()
    work_waiting = waiting_work(desk.context)
    assert (work_waiting.changes, work_waiting.more_changes) == (MOST_CHANGES + 7, 7)


def test_a_spoilt_letter_number_belongs_to_the_book_and_no_case(desk: Desk) -> None:
    void_letter_number(VoidLetterNumber(2026, 1, "Kertas sobek"), desk.context)
    (waiting,) = waiting_work(desk.context).cases
    assert not waiting.about.is_case
