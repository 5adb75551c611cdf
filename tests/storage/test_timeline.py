"""The story of a case is told in order and never rewritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from desktop_app.domain.ports import OpenWork
from tests.builders import NOW, an_entry


def test_entries_stand_in_the_order_of_server_time_else_device_time_else_uid(empty_desk: OpenWork):
    case_uid = uuid4()
    hour = timedelta(hours=1)
    told = [
        an_entry(case_uid=case_uid, device_time=NOW),
        an_entry(case_uid=case_uid, device_time=NOW - 9 * hour, server_time=NOW + hour),
        an_entry(case_uid=case_uid, uid=UUID(int=1), device_time=NOW + 2 * hour),
        an_entry(case_uid=case_uid, uid=UUID(int=2), device_time=NOW + 2 * hour),
    ]
    with empty_desk() as work:
        for entry in told[::-1]:
            work.timeline.put(entry)
        assert work.timeline.of_case(case_uid) == told


def test_an_entry_is_not_rewritten_but_by_the_server(empty_desk: OpenWork):
    written = an_entry(text="Sudah kami perbaiki.")
    told = replace(written, text="Sudah kami perbaiki!", server_time=NOW + timedelta(minutes=5))
    with empty_desk() as work:
        work.timeline.put(written)
        work.timeline.put(replace(written, text="Lain sekali."))
        assert work.timeline.of_case(written.case_uid) == [written]
        work.timeline.put(told)
        work.timeline.put(written)
        assert work.timeline.of_case(written.case_uid) == [told]


def test_an_entry_that_was_refused_says_so_until_it_is_sent_again(empty_desk: OpenWork):
    written = an_entry()
    with empty_desk() as work:
        work.timeline.put(written)
        work.timeline.set_refused(written.uid, refused=True)
        work.timeline.put(written)
        assert work.timeline.of_case(written.case_uid) == [replace(written, refused=True)]
        work.timeline.set_refused(written.uid, refused=False)
        assert work.timeline.of_case(written.case_uid) == [written]


def test_an_entry_that_the_server_has_is_refused_no_more(empty_desk: OpenWork):
    written = an_entry()
    with empty_desk() as work:
        work.timeline.put(replace(written, refused=True))
        work.timeline.put(replace(written, server_time=NOW))
        assert work.timeline.of_case(written.case_uid) == [replace(written, server_time=NOW)]
