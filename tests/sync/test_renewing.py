"""A copied desk becomes one of its own, a restored server gets back what it lost: both go on."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.digest import Digest
from desktop_app.domain.errors import Trouble
from desktop_app.domain.feed_index import Delivered
from desktop_app.domain.notices import NoticeKind
from desktop_app.sync.device_key import key_of
from tests.builders import DISTRICT_UID, NOW, a_case, a_change
from tests.house.tree import ROOT
from tests.sync.odd_server import HANG_UP, http_json
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import (
    EPOCH,
    ScriptedServer,
    done,
    error,
    in_full,
    nothing_new,
    page,
)

GOLDEN = ROOT / "tests" / "contract"
CLONE = error(409, "CLONE")
SCOPE = f"office:{DISTRICT_UID}"


def renewal() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((GOLDEN / "renew_answer.json").read_text(encoding="utf-8"))
    return told | {"epoch": EPOCH}


def cloned_until_renewed(server: ScriptedServer) -> None:
    """The server takes this desk for a copy until it asks for an identity of its own."""
    renewed: list[Any] = []

    def renew(asked: Any) -> bytes:
        renewed.append(asked)
        return http_json(renewal())

    server.on["/v1/renew"] = renew
    server.on_push = lambda changes: done(changes) if renewed else CLONE


def test_a_copied_desk_takes_a_new_identity_and_sends_its_work_in_the_same_round(
    desk: RoundDesk, server: ScriptedServer
):
    before, case = desk.identity(), a_case()
    desk.put(case)
    change = a_change(case_uid=case.uid)
    desk.queue(change)
    cloned_until_renewed(server)

    report = desk.round()

    assert (report.trouble, report.sent, desk.waiting()) == (None, 1, [])
    now = desk.identity()
    assert (now.letter, before.letter) == ("B", "A")
    assert str(now.device_uid) == renewal()["device"]["uid"]
    assert (now.server_id, now.office_uid) == (before.server_id, before.office_uid)
    [asked] = server.asked_at("/v1/renew")
    assert base64.b64decode(asked["public_key"]) == key_of(now.private_key).public
    assert now.private_key != before.private_key
    [notice] = desk.notices()
    assert (notice.kind, notice.facts) == (
        NoticeKind.IDENTITY_RENEWED, {"old": "A", "new": "B"},
    )  # fmt: skip
    assert desk.case(case) is not None
    pushes = server.asked_at("/v1/push")
    assert [push["mark"] for push in pushes] == ["", ""]
    assert pushes[0]["changes"] == pushes[1]["changes"]
    challenged = server.asked_at("/v1/challenge")[-1]
    assert challenged == {"device": str(now.device_uid)}


def test_a_renewed_desk_counts_anew_and_reads_everything_anew(
    desk: RoundDesk, server: ScriptedServer
):
    server.on_pull = lambda _: page(cursors={SCOPE: 9})
    desk.round()
    desk.store(lambda work: work.numbers.next_register_sequence(2026))
    desk.queue(a_change())
    cloned_until_renewed(server)
    server.on_pull = nothing_new
    desk.round()
    assert server.asked_at("/v1/pull")[-1]["cursors"] == {}
    with desk.profile.write() as work:
        assert work.numbers.next_register_sequence(2026) == 1
        assert [block.first for block in work.numbers.letter_blocks(2026)] == [51]


def test_a_lost_renewal_is_asked_for_again_with_the_same_key(
    desk: RoundDesk, server: ScriptedServer
):
    desk.queue(a_change())
    cloned_until_renewed(server)
    give = server.on["/v1/renew"]
    server.on["/v1/renew"] = lambda _: HANG_UP

    report = desk.round()

    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
    assert (desk.identity().letter, len(desk.waiting())) == ("A", 1)
    server.on["/v1/renew"] = give
    assert desk.round().trouble is None
    first, second = server.asked_at("/v1/renew")
    assert first == second
    assert desk.identity().letter == "B"


def test_a_desk_that_is_always_called_a_copy_renews_once_a_round(
    desk: RoundDesk, server: ScriptedServer
):
    desk.queue(a_change())
    server.on["/v1/renew"] = lambda _: http_json(renewal())
    server.on_push = lambda _: CLONE
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.DEVICE_CLONED
    assert len(server.asked_at("/v1/renew")) == 1
    assert len(desk.waiting()) == 1


def knows_only(server: ScriptedServer, *devices: UUID) -> None:
    """The server gives tokens to these devices alone."""
    give = server.on_token

    def give_to_known() -> bytes:
        asking = server.asked_at("/v1/token")[-1]["device"]
        return give() if UUID(asking) in devices else error(401, "TOKEN")

    server.on_token = give_to_known


def test_a_renewed_desk_that_the_server_has_forgotten_renews_as_what_it_was_before(
    desk: RoundDesk, server: ScriptedServer
):
    original = desk.identity()
    desk.queue(a_change())
    cloned_until_renewed(server)
    desk.round()
    forgotten, mark = desk.identity(), desk.marks().mark
    newest = uuid4()
    knows_only(server, original.device_uid, newest)
    told = renewal() | {"device": {"uid": str(newest), "letter": "C"}}
    server.on["/v1/renew"] = lambda _: http_json(told)
    desk.transport.token = ""

    report = desk.round()

    assert (report.trouble, report.sent, desk.waiting()) == (None, 1, [])
    assert desk.identity().letter == "C"
    assert desk.identity().private_key != forgotten.private_key
    [first, again] = server.asked_at("/v1/renew")
    assert "before" not in first
    assert again["before"] == {"device": str(forgotten.device_uid), "mark": mark}
    facts = [notice.facts for notice in desk.notices()]
    assert facts == [{"old": "A", "new": "B"}, {"old": "B", "new": "C"}]


def test_a_desk_that_no_server_knows_says_so_and_changes_nothing(
    desk: RoundDesk, server: ScriptedServer
):
    desk.queue(a_change())
    cloned_until_renewed(server)
    desk.round()
    before = desk.identity()
    knows_only(server)
    desk.transport.token = ""
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.DEVICE_UNKNOWN
    assert (desk.identity(), len(server.asked_at("/v1/renew"))) == (before, 1)


def epoch_changes(server: ScriptedServer, new: str) -> None:
    """Every request with the old epoch is refused; the new one is spoken of."""

    def pull(asked: dict[str, Any]) -> bytes:
        if asked["epoch"] != new:
            return error(409, "EPOCH", {"epoch": new})
        told = {"rows": [], "cursors": {}, "more": False, "epoch": new, "time": NOW.isoformat()}
        return http_json(told)

    def push(asked: dict[str, Any]) -> bytes:
        if asked["epoch"] != new:
            return error(409, "EPOCH", {"epoch": new})
        return done(in_full(asked["changes"]))

    server.on["/v1/pull"], server.on["/v1/push"] = pull, push


def test_a_restored_server_is_offered_again_what_it_had_taken(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case()
    taken, waits = a_change(case_uid=case.uid), a_change()
    desk.put(case)
    desk.queue(taken)
    desk.round()
    mark = desk.marks().mark
    delivered = Delivered(SCOPE, "case", case.uid, case.uid, 1, 1)
    desk.store(lambda work: work.feed.put([delivered]))
    desk.queue(waits)
    epoch_changes(server, "epoch-2")

    report = desk.round()

    assert (report.trouble, desk.waiting()) == (None, [])
    [refused, offered] = server.asked_at("/v1/push")[1:]
    assert [change["uid"] for change in offered["changes"]] == [str(taken.uid), str(waits.uid)]
    assert (refused["mark"], offered["mark"]) == (mark, mark)
    assert server.asked_at("/v1/pull")[-1]["cursors"] == {}
    assert desk.marks().epoch == "epoch-2"
    assert [notice.kind for notice in desk.notices()] == [NoticeKind.SERVER_RESTORED]
    assert desk.case(case) is not None
    with desk.profile.read() as work:
        assert work.feed.digests().get(SCOPE, Digest()) == Digest()


def test_a_desk_that_never_heard_of_an_epoch_is_told_and_nobody_notices(
    desk: RoundDesk, server: ScriptedServer
):
    desk.store(lambda work: work.state.set_sync_marks(SyncMarks({}, "")))
    epoch_changes(server, "epoch-1")
    assert desk.round().trouble is None
    told = [asked["epoch"] for asked in server.asked_at("/v1/pull")]
    assert told == ["00000000-0000-0000-0000-000000000000", "epoch-1"]
    assert (desk.marks().epoch, desk.notices()) == ("epoch-1", [])


def test_a_server_whose_epoch_never_stands_still_ends_the_round(
    desk: RoundDesk, server: ScriptedServer
):
    server.on["/v1/pull"] = lambda _: error(409, "EPOCH", {"epoch": str(uuid4())})
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_RESTORED
    assert len(server.asked_at("/v1/pull")) == 2


def test_an_epoch_that_is_not_told_changes_nothing(desk: RoundDesk, server: ScriptedServer):
    server.on["/v1/pull"] = lambda _: error(409, "EPOCH")
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert desk.marks().epoch == EPOCH


def test_a_page_of_another_life_of_the_server_is_not_kept(desk: RoundDesk, server: ScriptedServer):
    other = {"rows": [], "cursors": {SCOPE: 5}, "more": False, "epoch": "epoch-9",
             "time": NOW.isoformat()}  # fmt: skip
    server.on_pull = lambda _: http_json(other)
    desk.round()
    assert desk.marks().cursors == {SCOPE: 5}
    assert desk.marks().epoch == "epoch-9"
    assert [asked["epoch"] for asked in server.asked_at("/v1/pull")] == [EPOCH, "epoch-9"]


def test_a_program_that_is_too_old_sends_its_work_and_its_files(
    desk: RoundDesk, server: ScriptedServer
):
    desk.queue(a_change())
    sha256 = desk.profile.files.keep(b"foto")
    desk.store(lambda work: work.transfers.queue_upload(uuid4(), sha256))
    server.on["/v1/pull"] = lambda _: error(422, "SCHEMA_OLD", {"speaks": [3, 4]})
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.PROGRAM_TOO_OLD
    assert (report.sent, desk.waiting()) == (1, [])
    assert any(path.startswith(("PATCH", "PUT", "HEAD")) for path in server.paths)


def test_a_desk_from_before_the_feed_index_reads_everything_once(
    desk: RoundDesk, server: ScriptedServer
):
    marks = desk.marks()
    desk.store(lambda work: work.state.set_sync_marks(replace(marks, cursors={SCOPE: 7})))
    server.on_pull = lambda _: page(cursors={SCOPE: 9})
    desk.round()
    desk.round()
    assert [asked["cursors"] for asked in server.asked_at("/v1/pull")] == [{}, {SCOPE: 9}]


def test_each_round_stands_in_the_history_also_one_that_met_trouble(
    desk: RoundDesk, server: ScriptedServer
):
    desk.queue(a_change())
    good = desk.round()
    server.refuse_token = True
    bad = desk.round()
    with desk.profile.read() as work:
        assert work.rounds.last(5) == [bad.record, good.record]
    assert good.record is not None
    assert bad.record is not None
    assert (good.record.sent, good.record.trouble) == (1, "")
    assert bad.record.trouble == Trouble.DEVICE_UNKNOWN.value


def test_the_servers_key_for_bundles_is_kept(desk: RoundDesk, server: ScriptedServer):
    desk.round()
    with desk.profile.read() as work:
        assert work.state.server_key() == bytes(range(32))


def test_files_wait_while_the_line_is_not_for_them(desk: RoundDesk, server: ScriptedServer):
    sha256 = desk.profile.files.keep(b"foto")
    desk.store(lambda work: work.transfers.queue_upload(uuid4(), sha256))
    assert desk.round(files_allowed=False).trouble is None
    assert not any("/v1/files/" in path for path in server.paths)
