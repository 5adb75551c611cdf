"""A case that leaves the scope of the office leaves the desk."""

from __future__ import annotations

from uuid import uuid4

from desktop_app.domain.ports import OpenWork
from tests.builders import a_case, a_change, a_letter, a_reporter, an_attachment, an_entry


def test_a_case_that_leaves_takes_along_all_but_the_letters_written_here(empty_desk: OpenWork):

    leaving, staying = a_case(), a_case()
    with empty_desk() as work:
        for case in (leaving, staying):
            work.cases.put(case)
            work.reporters.put(a_reporter(case_uid=case.uid))
            work.timeline.put(an_entry(case_uid=case.uid))
            work.attachments.put(an_attachment(case_uid=case.uid, sha256=uuid4().hex * 2))
            work.letters.put(a_letter(case_uid=case.uid, sha256=uuid4().hex * 2))
        work.cases.remove(leaving.uid)
        for case, left in ((leaving, 0), (staying, 1)):
            assert bool(work.cases.get(case.uid)) == bool(left)
            assert bool(work.reporters.get(case.uid)) == bool(left)
            assert len(work.timeline.of_case(case.uid)) == left
            assert len(work.attachments.of_case(case.uid)) == left
            assert len(work.letters.of_case(case.uid)) == 1


def test_letters_of_the_office_outlive_the_case_here(empty_desk: OpenWork):
    case = a_case()
    with empty_desk() as work:
        work.cases.put(case)
        work.letters.put(a_letter(case_uid=case.uid, number="470/12/2026"))
        work.cases.remove(case.uid)
        (kept,) = work.letters.of_case(case.uid)
        assert kept.number == "470/12/2026"


def test_unsent_changes_stay_queued_when_their_case_leaves(empty_desk: OpenWork):

    case = a_case()
    with empty_desk() as work:
        work.cases.put(case)
        work.outbox.add(a_change(case_uid=case.uid))
        work.transfers.queue_upload(case.uid, "ab" * 32)
        work.cases.remove(case.uid)
        assert work.outbox.count_waiting() == 1
        assert work.transfers.uploads() == [(case.uid, "ab" * 32)]
