"""What is new arrives page by page; own unsent work stands over it, and no row is passed by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import Trouble
from desktop_app.domain.records import (
    attachment_record,
    entry_record,
    letter_record,
    office_record,
    person_record,
    reporter_record,
)
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.sync.report import Progress, Stage
from tests.builders import (
    NOW,
    a_case,
    a_change,
    a_letter,
    a_person,
    a_reporter,
    an_attachment,
    an_entry,
    an_office,
)
from tests.sync.feed_rows import SCOPE, a_row, case_row, entry_row, feed, gone_row, hashed
from tests.sync.odd_server import http
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import ScriptedServer, error, page, pushed

SERVER_TIME = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)


def test_every_kind_of_record_arrives(desk: RoundDesk, server: ScriptedServer):
    case = a_case()
    reporter = a_reporter(case_uid=case.uid)
    entry = an_entry(case_uid=case.uid)
    attachment = an_attachment(case_uid=case.uid)
    letter = a_letter(case_uid=case.uid)
    office, person = an_office(), a_person()
    feed(
        server,
        a_row(1, "office", office_record(office), scope="reference"),
        a_row(2, "person", person_record(person), scope="reference"),
        a_row(3, "entry", entry_record(entry)),
        case_row(4, case),
        a_row(5, "reporter", reporter_record(reporter)),
        a_row(6, "attachment", attachment_record(attachment)),
        a_row(7, "letter", letter_record(letter)),
        a_row(8, "weather", {"uid": str(uuid4()), "words": "known to newer programs only"}),
    )

    report = desk.round()

    assert report.trouble is None
    assert report.received == 8
    assert report.touched == {case.uid}
    assert desk.case(case) == replace(case, version=3, server_time=SERVER_TIME)
    with desk.profile.read() as work:
        assert work.reporters.get(case.uid) == reporter
        assert work.timeline.of_case(case.uid) == [replace(entry, server_time=SERVER_TIME)]
        assert work.attachments.of_case(case.uid) == [replace(attachment, server_time=SERVER_TIME)]
        assert work.letters.of_case(case.uid) == [replace(letter, server_time=SERVER_TIME)]
        assert work.directory.office(office.uid) == office
        assert work.directory.person(person.uid) == person
    assert desk.cursors() == {"reference": 2, SCOPE: 8}


def test_a_round_that_went_well_is_remembered_with_the_servers_time(
    desk: RoundDesk, server: ScriptedServer
):
    desk.round()
    with desk.profile.read() as work:
        assert work.state.last_round_at() == NOW
        assert work.state.last_server_time() == datetime(2026, 11, 20, 2, 31, tzinfo=UTC)
        assert work.state.sync_marks().epoch == "epoch-1"


def test_no_page_is_asked_for_once_a_round_is_called_off(desk: RoundDesk, server: ScriptedServer):
    case = a_case()
    server.on_pull = lambda _: page(case_row(1, case), cursors={SCOPE: 1}, more=True)
    report = desk.round(cancelled=lambda: "POST /v1/pull" in server.paths)
    assert report.cancelled
    assert report.trouble is None
    assert server.paths.count("POST /v1/pull") == 1
    assert desk.case(case) is not None
    assert desk.cursors() == {SCOPE: 1}


def test_pages_follow_each_other_until_there_are_no_more(desk: RoundDesk, server: ScriptedServer):
    cases = [a_case() for _ in range(5)]

    def one_at_a_time(cursors: dict[str, int]) -> bytes:
        seq = cursors.get(SCOPE, 0) + 1
        return page(case_row(seq, cases[seq - 1]), cursors={SCOPE: seq}, more=seq < 5)

    server.on_pull = one_at_a_time
    assert desk.round().received == 5
    assert None not in [desk.case(case) for case in cases]
    assert desk.cursors() == {SCOPE: 5}


def test_pages_that_came_before_trouble_are_kept(desk: RoundDesk, server: ScriptedServer):
    case = a_case()

    def then_fail(cursors: dict[str, int]) -> bytes:
        if cursors.get(SCOPE):
            return error(500, "FAILED")
        return page(case_row(1, case), cursors={SCOPE: 1}, more=True)

    server.on_pull = then_fail
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_FAILED
    assert report.received == 1
    assert desk.case(case) is not None
    assert desk.cursors() == {SCOPE: 1}
    with desk.profile.read() as work:
        assert work.state.last_round_at() is None


def test_a_server_that_goes_round_in_circles_is_stopped(desk: RoundDesk, server: ScriptedServer):
    server.on_pull = lambda _: page(cursors={SCOPE: 7}, more=True)
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert server.paths.count("POST /v1/pull") == 2


@pytest.mark.parametrize(
    "answer",
    [
        http(200, b"<html>", content_type="text/html"),
        http(200, b'{"rows": []}'),
        http(200, b'{"rows": [], "cursors": {"a": "b"}, "more": false, "epoch": "", "time": ""}'),
        http(200, b'{"rows": [], "cursors": {"a": 1}, "more": false, "epoch": "", "time": "now"}'),
    ],
)
def test_a_page_of_nonsense_changes_nothing(desk: RoundDesk, server: ScriptedServer, answer: bytes):
    server.on_pull = lambda _: answer
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert desk.cursors() == {}


def test_a_row_that_cannot_be_read_is_asked_for_until_it_can(
    desk: RoundDesk, server: ScriptedServer
):
    before, broken, after = a_case(), a_case(), a_case()
    bad = case_row(2, broken)
    bad = hashed(bad | {"body": {**bad["body"], "status": "vanished"}})
    feed(server, case_row(1, before), bad, case_row(3, after))

    report = desk.round()

    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert report.received == 2
    assert desk.case(before) is not None
    assert desk.case(after) is not None
    assert desk.case(broken) is None
    assert desk.cursors() == {SCOPE: 1}

    feed(server, case_row(1, before), case_row(2, broken), case_row(3, after))
    assert desk.round().trouble is None
    assert desk.case(broken) is not None
    assert desk.cursors() == {SCOPE: 3}


def test_work_saved_before_the_desk_heard_of_an_erasure_brings_nobody_back(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case(title="Lampu")
    known = a_reporter(case_uid=case.uid, name="Wening Purnama")
    fields = {"set": {"title": "Lampu dekat Wening Purnama"}, "base": {"title": "Lampu"}}
    told = {"set": {"address": "Gang Mawar 3"}, "base": {"address": known.address}}
    correction = a_change(case_uid=case.uid, body=fields)
    put = a_change(case_uid=case.uid, operation=Operation.REPORTER_SET, body=told)
    restrict = a_change(
        case_uid=case.uid, operation=Operation.REPORTER_RESTRICT, body={"restricted": True}
    )
    desk.put(case)
    with desk.profile.write() as work:
        work.reporters.put(known)
        work.commit()

    def meanwhile(_: dict[str, int]) -> bytes:
        desk.queue(correction, put, restrict)
        erased = replace(case, identity_state=IdentityState.ERASED)
        nobody = reporter_record(Reporter(case.uid))
        return page(case_row(1, erased, version=4), a_row(2, "reporter", nobody), cursors={})

    server.on_pull = meanwhile
    assert desk.round().trouble is None

    shown = desk.case(case)
    assert shown is not None
    assert (shown.title, shown.identity_state) == ("Lampu dekat [dihapus]", IdentityState.ERASED)
    with desk.profile.read() as work:
        assert work.reporters.get(case.uid) == Reporter(case.uid)


def test_struck_entries_that_come_before_their_case_strike_its_words_too(
    desk: RoundDesk, server: ScriptedServer
):
    home = UUID(SCOPE.removeprefix("office:"))
    case = a_case(office_uid=home, reporter_words="Wening Purnama melapor.")
    entry = an_entry(case_uid=case.uid, text="Wening Purnama menelepon.")
    desk.put(case)
    with desk.profile.write() as work:
        work.reporters.put(a_reporter(case_uid=case.uid, name="Wening Purnama"))
        work.timeline.put(entry)
        work.commit()
    feed(server, entry_row(1, replace(entry, text="[dihapus] menelepon.")))
    assert desk.round().trouble is None

    shown = desk.case(case)
    assert shown is not None
    assert shown.reporter_words == "[dihapus] melapor."


def test_work_saved_during_the_round_stands_over_what_arrives(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case(title="Lama", place="Pasar")
    theirs = replace(case, title="Milik dia", place="Balai desa")
    correction = a_change(case_uid=case.uid, body={"set": {"title": "Milik saya"}, "base": {}})
    own = a_reporter(case_uid=case.uid, name="Nama yang benar")
    put = a_change(case_uid=case.uid, operation=Operation.REPORTER_PUT, body=reporter_record(own))
    desk.put(case)

    def meanwhile(_: dict[str, int]) -> bytes:
        desk.queue(correction, put)
        foreign = reporter_record(a_reporter(case_uid=case.uid))
        return page(case_row(1, theirs, version=4), a_row(2, "reporter", foreign), cursors={})

    server.on_pull = meanwhile
    assert desk.round().trouble is None

    shown = desk.case(case)
    assert shown == replace(theirs, title="Milik saya", version=4, server_time=SERVER_TIME)
    with desk.profile.read() as work:
        assert work.reporters.get(case.uid) == own
    assert [change.uid for change in desk.waiting()] == [correction.uid, put.uid]


def test_a_case_that_left_the_office_leaves_the_desk(desk: RoundDesk, server: ScriptedServer):
    case, stays = a_case(), a_case()
    entry = an_entry(case_uid=case.uid)
    desk.put(case, stays)
    desk.store(lambda work: work.timeline.put(entry))
    feed(server, gone_row(1, case), a_row(2, "entry", {}, id=str(entry.uid), gone=True))

    report = desk.round()

    assert report.trouble is None
    assert report.touched == {case.uid}
    assert desk.case(case) is None
    assert desk.case(stays) == stays
    with desk.profile.read() as work:
        assert work.timeline.of_case(case.uid) == []


def test_a_case_with_unsent_work_leaves_only_after_the_server_answered_for_it(
    desk: RoundDesk, server: ScriptedServer
):
    case, other = a_case(), a_case()
    change = a_change(case_uid=case.uid)
    desk.put(case)
    rows = (case_row(1, other), gone_row(2, case), case_row(3, other, version=4))

    def meanwhile(cursors: dict[str, int]) -> bytes:
        desk.queue(change)
        feed(server, *rows)
        return server.on_pull(cursors)

    server.on_pull = meanwhile
    assert desk.round().trouble is None
    assert desk.case(case) == case
    assert desk.cursors() == {SCOPE: 1}

    refusal = {"uid": str(change.uid), "answer": "rejected", "code": "NOT_IN_SCOPE", "words": "-"}
    server.on_push = lambda _: pushed(refusal)
    assert desk.round().trouble is None
    assert desk.case(case) is None
    assert desk.cursors() == {SCOPE: 3}
    assert [kept.uid for kept in desk.rejected()] == [change.uid]


def test_a_round_tells_how_far_it_is(desk: RoundDesk, server: ScriptedServer):
    desk.queue(a_change(), a_change())
    feed(server, case_row(1, a_case()))
    desk.round()
    assert desk.told == [
        Progress(Stage.SENDING, 2, None),
        Progress(Stage.RECEIVING, 1, None),
    ]
