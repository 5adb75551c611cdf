"""What waits is sent in order; each answer is settled on its own, and nothing is ever dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import PendingChange
from desktop_app.domain.errors import Trouble
from desktop_app.domain.records import case_record
from desktop_app.sync.report import Pace
from tests.builders import CLERK_UID, NOW, a_case, a_change, an_identity
from tests.sync.odd_server import HANG_UP, http
from tests.sync.rounds import RoundDesk, a_round_desk
from tests.sync.scripted_server import Changes, ScriptedServer, done, error, pushed

PAGE = http(200, b"<!doctype html><title>WiFi</title>", content_type="text/html")


def a_correction(case: Case, title: str, **changes: Any) -> PendingChange:
    body = {"set": {"title": title}, "base": {"title": case.title}}
    return a_change(case_uid=case.uid, entity_uid=case.uid, body=body, **changes)


def uids(changes: list[PendingChange]) -> list[str]:
    return [str(change.uid) for change in changes]


def sent(changes: Changes) -> list[str]:
    return [change["uid"] for change in changes]


def some_changes(count: int) -> list[PendingChange]:
    return [a_change() for _ in range(count)]


def test_what_waits_is_sent_in_order_and_leaves_the_queue(desk: RoundDesk, server: ScriptedServer):
    changes = some_changes(3)
    desk.queue(*changes)

    report = desk.round()

    assert report.trouble is None
    assert (report.sent, report.rejected, report.conflicts) == (3, 0, 0)
    assert sent(server.pushes[0]) == uids(changes)
    assert [change["n"] for change in server.pushes[0]] == [1, 2, 3]
    assert desk.waiting() == []
    assert report.touched == {change.case_uid for change in changes}


def test_a_round_without_work_asks_for_nothing_but_news(desk: RoundDesk, server: ScriptedServer):
    assert desk.round().trouble is None
    assert server.paths == ["POST /v1/challenge", "POST /v1/token", "POST /v1/pull"]
    desk.round()
    assert server.paths[3:] == ["POST /v1/pull"]


def test_an_acknowledged_case_has_the_servers_version(desk: RoundDesk, server: ScriptedServer):
    case = a_case()
    desk.put(case)
    desk.queue(a_correction(case, "Baru"))
    server.on_push = lambda changes: pushed(
        {"uid": changes[0]["uid"], "answer": "done", "version": 6}
    )
    desk.round()
    assert desk.case(case) == replace(case, version=6)


def test_an_answer_that_was_lost_is_asked_for_again(desk: RoundDesk, server: ScriptedServer):
    change = a_change()
    desk.queue(change)
    server.on_push = lambda _: HANG_UP

    report = desk.round()

    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
    assert uids(desk.waiting()) == [str(change.uid)]

    server.on_push = lambda changes: pushed(
        {"uid": changes[0]["uid"], "answer": "repeated", "outcome": "done", "version": 2}
    )
    report = desk.round()
    assert (report.trouble, report.sent, desk.waiting()) == (None, 1, [])
    assert sent(server.pushes[1]) == [str(change.uid)]


def test_a_refused_change_goes_to_quarantine_and_the_rest_goes_on(
    desk: RoundDesk, server: ScriptedServer
):
    theirs = a_case(title="Lama")
    bad, good = a_correction(theirs, "Milik saya"), a_change()
    desk.put(replace(theirs, title="Milik saya"))
    desk.queue(bad, good)
    current = {**case_record(replace(theirs, title="Milik pusat")), "version": 4}

    def refuse(changes: Changes) -> bytes:
        refused = {"uid": str(bad.uid), "answer": "rejected", "code": "NO_RIGHT", "words": "Tidak."}
        return pushed(
            {**refused, "current": current},
            {"uid": str(good.uid), "answer": "done", "version": 1},
        )

    server.on_push = refuse
    report = desk.round()

    assert (report.trouble, report.sent, report.rejected) == (None, 1, 1)
    assert desk.waiting() == []
    [kept] = desk.rejected()
    assert (kept.uid, kept.body) == (bad.uid, bad.body)
    assert (kept.reject_code, kept.reject_words) == ("NO_RIGHT", "Tidak.")
    assert desk.case(theirs) == replace(theirs, title="Milik pusat", version=4)


def test_a_refusal_without_the_case_leaves_the_case_as_it_is(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case()
    desk.put(case)
    desk.queue(a_correction(case, "Baru"))
    server.on_push = lambda changes: pushed(
        {"uid": changes[0]["uid"], "answer": "rejected", "code": "NOT_IN_SCOPE", "words": "-"}
    )
    assert desk.round().rejected == 1
    assert desk.case(case) == case


def test_a_value_that_did_not_stand_is_kept_for_its_author(desk: RoundDesk, server: ScriptedServer):
    case = a_case(title="Lama")
    change = a_correction(case, "Milik saya")
    desk.put(replace(case, title="Milik saya"))
    desk.queue(change)
    stands = replace(case, title="Milik dia", version=5)
    server.on_push = lambda _: pushed(
        {
            "uid": str(change.uid),
            "answer": "conflict",
            "version": 5,
            "fields": [{"field": "title", "mine": "Milik saya", "theirs": "Milik dia"}],
            "current": {**case_record(stands), "version": 5},
        }
    )

    report = desk.round()

    assert (report.trouble, report.sent, report.conflicts) == (None, 1, 1)
    assert desk.waiting() == []
    assert desk.case(case) == stands
    [kept] = desk.conflicts()
    assert (kept.case_uid, kept.field, kept.mine, kept.theirs) == (
        case.uid, "title", "Milik saya", "Milik dia",
    )  # fmt: skip
    assert (kept.person_uid, kept.noticed_at) == (CLERK_UID, NOW)


def test_what_still_waits_stands_over_a_case_that_an_answer_brings(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case(title="Lama", place="Pasar")
    first = a_correction(case, "Milik saya")
    later = a_change(
        case_uid=case.uid, body={"set": {"place": "Balai desa"}, "base": {"place": "Pasar"}}
    )
    desk.put(replace(case, title="Milik saya", place="Balai desa"))
    desk.queue(first, later)
    current = {**case_record(replace(case, title="Milik dia")), "version": 5}
    server.on_push = lambda _: pushed(
        {"uid": str(first.uid), "answer": "rejected", "code": "NO_RIGHT", "current": current}
    )
    desk.round()
    assert uids(desk.waiting()) == [str(later.uid)]
    assert desk.case(case) == replace(case, title="Milik dia", place="Balai desa", version=5)


def test_a_change_without_an_answer_waits_with_its_case_and_the_others_go_on(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case()
    unlucky, later_of_it, other = a_correction(case, "Satu"), a_correction(case, "Dua"), a_change()
    desk.queue(unlucky, later_of_it, other)
    desk.pace = Pace(batch=1)

    def answer(changes: Changes) -> bytes:
        if str(unlucky.uid) in sent(changes):
            return pushed({"uid": str(unlucky.uid), "answer": "perhaps"})
        return done(changes)

    server.on_push = answer
    report = desk.round()

    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert uids(desk.waiting()) == uids([unlucky, later_of_it])
    assert [sent(push) for push in server.pushes] == [[str(unlucky.uid)], [str(other.uid)]]

    server.on_push = done
    assert desk.round().trouble is None
    assert desk.waiting() == []


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (HANG_UP, Trouble.SERVER_UNREACHABLE),
        (PAGE, Trouble.SERVER_NONSENSE),
        (http(200, b'{"answers": ['), Trouble.SERVER_NONSENSE),
        (http(200, b'{"answers": "all done"}'), Trouble.SERVER_NONSENSE),
        (error(400, "UNREADABLE"), Trouble.SERVER_REFUSED),
        (error(401, "TOKEN"), Trouble.DEVICE_UNKNOWN),
        (error(403, "DEVICE_REVOKED"), Trouble.DEVICE_REVOKED),
        (error(409, "ORDER"), Trouble.SERVER_REFUSED),
        (error(422, "SCHEMA"), Trouble.SERVER_TOO_OLD),
        (error(422, "SCHEMA_NEW"), Trouble.SERVER_TOO_OLD),
        (error(422, "SCHEMA_OLD"), Trouble.PROGRAM_TOO_OLD),
        (error(429, "BUSY", Retry_After="30"), Trouble.SERVER_BUSY),
        (error(500, "FAILED"), Trouble.SERVER_FAILED),
    ],
)
def test_whatever_the_server_does_the_work_stays_queued(
    desk: RoundDesk, server: ScriptedServer, answer: bytes, trouble: Trouble
):
    changes = some_changes(2)
    desk.queue(*changes)
    server.on_push = lambda _: answer
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is trouble
    assert uids(desk.waiting()) == uids(changes)
    assert (report.sent, report.rejected, desk.rejected()) == (0, 0, [])


def test_too_much_at_once_is_halved_until_it_passes_and_grows_back(
    desk: RoundDesk, server: ScriptedServer
):
    changes = some_changes(20)
    desk.queue(*changes)
    server.on_push = lambda sent: error(413, "TOO_LARGE") if len(sent) > 5 else done(sent)
    report = desk.round()
    assert (report.trouble, report.sent, desk.waiting()) == (None, 20, [])
    assert [len(push) for push in server.pushes[:4]] == [20, 10, 5, 10]
    accepted = [uid for push in server.pushes if len(push) <= 5 for uid in sent(push)]
    assert accepted == uids(changes)


def test_a_save_is_sent_whole_however_small_the_batch(desk: RoundDesk, server: ScriptedServer):
    transaction = uuid4()
    save = [a_change(transaction=transaction) for _ in range(4)]
    desk.queue(a_change(), *save)
    server.on_push = lambda sent: error(413, "TOO_LARGE") if len(sent) > 4 else done(sent)
    assert desk.round().trouble is None
    assert [len(push) for push in server.pushes] == [5, 1, 4]


@pytest.mark.parametrize("before", [0, 1])
def test_a_save_longer_than_the_batch_is_never_sent_in_parts(
    desk: RoundDesk, server: ScriptedServer, before: int
):
    transaction = uuid4()
    save = [a_change(transaction=transaction) for _ in range(3)]
    desk.queue(*some_changes(before), *save, a_change())
    desk.pace = Pace(batch=1)
    assert desk.round().trouble is None
    together = [len(push) for push in server.pushes if push[0]["tx"] == str(transaction)]
    assert together == [3]


def test_a_save_too_large_on_its_own_waits_and_holds_up_nobody(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case()
    large, later_of_it = a_correction(case, "x"), a_correction(case, "y")
    others = some_changes(4)
    desk.queue(large, later_of_it, *others)

    def limited(changes: Changes) -> bytes:
        return error(413, "TOO_LARGE") if str(large.uid) in sent(changes) else done(changes)

    server.on_push = limited
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_TOO_LARGE
    assert report.sent == 4
    assert uids(desk.waiting()) == uids([large, later_of_it])
    assert desk.rejected() == []


def test_a_change_the_server_stumbles_over_stops_holding_up_the_others(
    desk: RoundDesk, server: ScriptedServer
):
    poison, *_ = changes = some_changes(9)
    desk.queue(*changes)

    def stumble(changes: Changes) -> bytes:
        return error(500, "FAILED") if str(poison.uid) in sent(changes) else done(changes)

    server.on_push = stumble
    rounds = 0
    while len(desk.waiting()) > 1:
        before = len(server.pushes)
        report = desk.round()
        assert report.trouble is not None
        rounds += 1
        assert rounds <= 9
        if len(desk.waiting()) > 1:
            assert len(server.pushes) == before + 1  # a failing server is asked once a round
    assert uids(desk.waiting()) == [str(poison.uid)]
    assert rounds == 4  # 9, 4, 2, and the one alone

    late = a_change()
    desk.queue(late)
    assert desk.round().sent == 1
    assert uids(desk.waiting()) == [str(poison.uid)]

    server.on_push = done
    assert desk.round().trouble is None
    assert desk.waiting() == []


def test_a_server_that_fails_at_everything_is_left_in_peace(
    desk: RoundDesk, server: ScriptedServer
):
    desk.queue(*some_changes(5))
    desk.pace = Pace(batch=1)
    server.on_push = lambda _: error(500, "FAILED")
    report = desk.round()
    assert report.trouble is not None
    assert len(server.pushes) == 2
    assert len(desk.waiting()) == 5


def test_an_expired_token_is_renewed_once_without_anybody_noticing(
    desk: RoundDesk, server: ScriptedServer
):
    desk.round()
    desk.transport.token = "token-of-yesterday"
    desk.queue(a_change())
    assert desk.round().trouble is None
    assert server.tokens_given == 2
    assert desk.waiting() == []


def test_a_device_that_is_no_longer_known_keeps_its_work(desk: RoundDesk, server: ScriptedServer):
    server.refuse_token = True
    desk.queue(a_change())
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.DEVICE_UNKNOWN
    assert (server.tokens_given, len(desk.waiting())) == (1, 1)


def test_a_round_can_be_called_off_between_two_requests(desk: RoundDesk, server: ScriptedServer):
    desk.queue(*some_changes(3))
    desk.pace = Pace(batch=1)
    report = desk.round(cancelled=lambda: bool(server.pushes))
    assert report.cancelled
    assert (report.trouble, report.sent, len(desk.waiting())) == (None, 1, 2)
    assert "POST /v1/pull" not in server.paths


def test_a_round_ends_although_somebody_saves_faster_than_it_sends(
    desk: RoundDesk, server: ScriptedServer
):
    waiting = some_changes(3)
    meanwhile: list[PendingChange] = []

    def push(changes: Changes) -> bytes:
        meanwhile.append(a_change())
        desk.queue(meanwhile[-1])
        return done(changes)

    server.on_push = push
    desk.queue(*waiting)
    desk.pace = Pace(batch=1)
    assert desk.round().sent == 3
    assert [change.uid for change in desk.waiting()] == [change.uid for change in meanwhile]


def test_a_desk_that_was_never_enrolled_asks_nobody(server: ScriptedServer, tmp_path: Path):
    identity = an_identity(server_url=server.url)
    with a_round_desk(tmp_path / "profile", identity, enrolled=False) as desk:
        report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.NOT_ENROLLED
    assert server.asked == []
