"""What hangs on a case: who reported, entries, files and letters."""

from __future__ import annotations

from threading import Thread
from typing import Any
from uuid import uuid4

import pytest

from desktop_app.domain.timeline import EntryKind
from tests.builders import a_reporter
from tests.server.server_desk import ServerDesk
from tests.server.world import World


def test_the_first_reply_marks_the_case_as_answered(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.write(case, EntryKind.REPLY, public=True))
    assert desk.holds("case")[str(case.uid)]["has_reply"] is True
    (second,) = desk.push(desk.write(case, EntryKind.REPLY, public=True))
    assert second["version"] == 2


def test_only_notes_replies_and_progress_are_written_freely(sqlite_desk: ServerDesk):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case))
    for kind in set(EntryKind) - {EntryKind.NOTE, EntryKind.REPLY, EntryKind.PROGRESS}:
        assert sqlite_desk.refused(sqlite_desk.write(case, kind)) == "BODY_UNREADABLE"


def test_a_reply_needs_the_right_to_reply(sqlite_desk: ServerDesk):
    case, clerk = sqlite_desk.new_case(), sqlite_desk.people["Tono"]
    sqlite_desk.done(sqlite_desk.create(case))
    reply = sqlite_desk.write(case, EntryKind.REPLY, person_uid=clerk.uid) | {
        "person": str(clerk.uid)
    }
    assert sqlite_desk.refused(reply) == "NO_RIGHT"


def test_an_entry_an_attachment_and_a_letter_are_each_stored_once(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    for change in (desk.write(case), desk.attach(case), desk.issue(case)):
        desk.done(change)
        copy = change | {"uid": str(uuid4()), "tx": str(uuid4())}
        assert desk.refused(copy) == "BODY_UNREADABLE"


def test_a_letter_number_is_used_once_a_year_in_an_office(world: World, desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), desk.issue(case, number="001/X/2026", sequence=1, year=2026))
    same_number = desk.issue(case, number="001/X/2026", sequence=None, year=2026)
    same_sequence = desk.issue(case, number="400/001/X/2026", sequence=1, year=2026)
    assert desk.refused(same_number) == "NUMBER_TAKEN"
    assert desk.refused(same_sequence) == "NUMBER_TAKEN"
    desk.done(desk.issue(case, number="001/X/2026", sequence=1, year=2027))
    other = ServerDesk(world, "KRN", "Hadi")
    theirs = other.new_case()
    desk.done(desk.issue(case, number="manual", sequence=None, year=2026))
    other.done(other.create(theirs), other.issue(theirs, number="001/X/2026", sequence=1))


def test_a_letter_number_typed_at_two_desks_at_the_same_moment_is_given_once(world: World):
    desks = [ServerDesk(world, "BBS", "Rina"), ServerDesk(world, "BBS", "Tono")]
    issues = []
    for desk in desks:
        case = desk.new_case()
        desk.done(desk.create(case))
        issues.append([desk.issue(case, number=f"{n}/X", sequence=None) for n in range(15)])
    answers: list[dict[str, Any]] = []
    threads = [
        Thread(target=lambda desk=desk, sent=sent: answers.extend(desk.push(*sent)))
        for desk, sent in zip(desks, issues, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer["answer"] for answer in answers) == ["done"] * 15 + ["rejected"] * 15
    assert {answer.get("code") for answer in answers} == {None, "NUMBER_TAKEN"}


def test_a_letter_or_file_is_of_the_office_that_sends_it(world: World, desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    stranger = world.office("KRN").uid
    assert desk.refused(desk.issue(case, office_uid=stranger)) == "BODY_UNREADABLE"
    assert desk.refused(desk.attach(case, office_uid=stranger)) == "BODY_UNREADABLE"


def test_who_reported_can_be_corrected_by_the_office_that_took_the_case(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case, a_reporter(case_uid=case.uid, name="Wagiman Contoh")))
    desk.done(desk.identify(case, a_reporter(case_uid=case.uid, name="Wagimin Contoh")))
    assert desk.holds("reporter")[str(case.uid)]["name"] == "Wagimin Contoh"
    (row,) = [row for row in desk.rows() if row["kind"] == "reporter"]
    assert row["version"] == 2


def test_somebody_who_may_not_see_who_reported_may_not_write_it(sqlite_desk: ServerDesk):
    case, signer = sqlite_desk.new_case(), sqlite_desk.people["Budi"]
    sqlite_desk.done(sqlite_desk.create(case))
    change = sqlite_desk.identify(case, a_reporter(case_uid=case.uid)) | {"person": str(signer.uid)}
    assert sqlite_desk.refused(change) == "NO_RIGHT"


@pytest.mark.parametrize(
    "text", ["a\0b", "\ud800", "x" * 20_001], ids=["nul", "half a letter", "too long"]
)
def test_text_that_no_database_takes_is_refused(sqlite_desk: ServerDesk, text: str):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case))
    assert sqlite_desk.refused(sqlite_desk.write(case, text=text)) == "BODY_UNREADABLE"


@pytest.mark.parametrize(
    "at", ["", "yesterday", "2026-11-21", "2026-11-21T09:12:00", "9999-12-31T23:59:59-12:00"]
)
def test_a_change_without_a_readable_time_is_refused(sqlite_desk: ServerDesk, at: str):
    assert (
        sqlite_desk.refused(sqlite_desk.create(sqlite_desk.new_case()) | {"at": at})
        == "BODY_UNREADABLE"
    )
