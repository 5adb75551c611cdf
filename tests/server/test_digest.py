"""Desk and server find out what differs between them, and only that is read again."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from central_server.schema import feed_head
from desktop_app.domain.digest import BUCKETS, Digest, bucket_of, hash_from, hash_text, record_hash
from desktop_app.domain.records import case_from
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.workflow import MoveName
from tests.server.server_desk import ServerDesk
from tests.server.world import BACKENDS, World

Rows = list[dict[str, Any]]


def a_busy_week(world: World, desk: ServerDesk) -> None:
    """Cases of every fate: changed, identified, assigned on, given back, taken back."""
    village = ServerDesk(world, "GDS", "Sari")
    for turn in range(4):
        case = desk.new_case()
        reporter = Reporter(case.uid, name="Wati Contoh", phone="+6281200000001")
        desk.done(desk.create(case, reporter), desk.correct(case, title=f"Judul {turn}"))
        desk.done(desk.write(case), desk.attach(case), desk.issue(case, number=f"{turn}/X"))
        desk.done(desk.identify(case, reporter))
        if turn % 2:
            desk.done(
                desk.move(case, MoveName.VERIFY),
                desk.move(case, MoveName.ASSIGN, assigned_office_uid=village.office.uid),
            )
            assert village.page()["rows"]
    (record, _) = village.holds("case").values()
    village.done(village.move(case_from(record), MoveName.RETURN, assigned_office_uid=None))


def digest_of(rows: Rows) -> dict[str, Digest]:
    """Add up what a desk that kept these rows holds."""
    sums: dict[str, Digest] = {}
    for row in rows:
        sums.setdefault(row["scope"], Digest())
        if not row["gone"]:
            number = record_hash(row["kind"], UUID(row["id"]), row["version"], row["body"])
            assert row["hash"] == hash_text(number)
            sums[row["scope"]] = sums[row["scope"]].plus(number)
    return sums


def told(page: dict[str, Any]) -> dict[str, Digest]:
    return {
        scope: Digest(digest["count"], hash_from(digest["sum"]))
        for scope, digest in page["digest"].items()
    }


@pytest.mark.parametrize(("office", "name"), [("BBS", "Tono"), ("GDS", "Sari"), ("PBG", "Dewi")])
def test_the_digest_is_that_of_the_rows_each_office_gets(
    world: World, desk: ServerDesk, office: str, name: str
):
    a_busy_week(world, desk)
    reader = ServerDesk(world, office, name)
    rows = reader.rows()
    page = reader.page({row["scope"]: row["seq"] for row in rows})
    assert page["rows"] == []
    assert told(page) == digest_of(rows)
    assert told(page)[f"office:{reader.office.uid}"].count > 0


def test_only_the_last_page_carries_the_digest(desk: ServerDesk):
    desk.done(desk.create(desk.new_case()))
    first = desk.page(limit=5)
    assert first["more"]
    assert "digest" not in first
    assert "digest" in desk.page()


def test_an_empty_scope_has_the_empty_digest(desk: ServerDesk):
    assert told(desk.page())[f"office:{desk.office.uid}"] == Digest()


def test_the_buckets_are_the_digest_in_parts(world: World, desk: ServerDesk):
    a_busy_week(world, desk)
    rows = desk.rows()
    own = f"office:{desk.office.uid}"
    answer = desk.post("/v1/digest", desk.asks(scope=own)).json
    parts = [Digest(count, hash_from(total)) for count, total in answer["buckets"]]
    assert len(parts) == BUCKETS
    for bucket, part in enumerate(parts):
        held = [row for row in rows if bucket_of(UUID(row["id"])) == bucket]
        assert part == digest_of(held).get(own, Digest())
    assert answer["seq"] == max(row["seq"] for row in rows if row["scope"] == own)
    assert answer["epoch"] == desk.epoch


def test_the_rows_of_a_bucket_are_listed_with_their_hashes(world: World, desk: ServerDesk):
    a_busy_week(world, desk)
    own = f"office:{desk.office.uid}"
    rows = [row for row in desk.rows() if row["scope"] == own]
    buckets = sorted({bucket_of(UUID(row["id"])) for row in rows})[:16]
    asked = desk.asks(scope=own, buckets=buckets)
    answer = desk.post("/v1/digest/rows", asked).json
    expected = {
        (row["kind"], row["id"]): row["hash"]
        for row in rows
        if bucket_of(UUID(row["id"])) in buckets
    }
    assert {(row["kind"], row["id"]): row["hash"] for row in answer["rows"]} == expected
    assert answer["seq"] == max(row["seq"] for row in rows)


def test_what_is_gone_is_listed_as_gone_and_no_longer_counted(world: World, desk: ServerDesk):
    village = ServerDesk(world, "GDS", "Sari")
    case = desk.new_case()
    desk.done(
        desk.create(case),
        desk.move(case, MoveName.VERIFY),
        desk.move(case, MoveName.ASSIGN, assigned_office_uid=village.office.uid),
    )
    (record,) = village.holds("case").values()
    village.done(village.move(case_from(record), MoveName.RETURN, assigned_office_uid=None))
    own = f"office:{village.office.uid}"
    assert told(village.page())[own] == Digest()
    asked = village.asks(scope=own, buckets=[bucket_of(UUID(record["uid"]))])
    listed = village.post("/v1/digest/rows", asked).json["rows"]
    (gone,) = [row for row in listed if row["kind"] == "case"]
    assert gone == {"kind": "case", "id": record["uid"], "gone": True, "hash": None}


def test_rows_are_given_once_more_as_in_a_pull(world: World, desk: ServerDesk):
    a_busy_week(world, desk)
    own = f"office:{desk.office.uid}"
    rows = [row for row in desk.rows() if row["scope"] == own]
    items = [{"kind": row["kind"], "id": row["id"]} for row in rows]
    unknown = {"kind": "case", "id": str(uuid4())}
    asked = desk.asks(scope=own, items=[unknown, *items])
    answer = desk.post("/v1/rows", asked)
    assert answer.json == {"rows": rows, "epoch": desk.epoch}
    assert {row["kind"] for row in rows} == {"case", "entry", "reporter", "attachment", "letter"}


def test_a_case_that_a_scope_never_had_is_gone_from_there(world: World, desk: ServerDesk):
    """A desk that holds it has it from a life of the database that nobody remembers."""
    case, taken_back = desk.new_case(), desk.new_case()
    desk.done(desk.create(case), desk.create(taken_back), desk.void(taken_back, seen=1))
    village = ServerDesk(world, "GDS", "Sari")
    names = [str(case.uid), str(taken_back.uid), str(uuid4())]
    for asking, gone in ((village, names[:2]), (desk, names[1:2])):
        scope = f"office:{asking.office.uid}"
        items = [{"kind": "case", "id": name} for name in names]
        rows = asking.post("/v1/rows", asking.asks(scope=scope, items=items)).json["rows"]
        assert {row["id"] for row in rows if row["gone"]} == set(gone)
        assert all(not row.get("body") for row in rows if row["gone"])


@pytest.mark.parametrize(
    ("path", "more"),
    [("/v1/digest", {}), ("/v1/digest/rows", {"buckets": [1]}), ("/v1/rows", {"items": []})],
)
def test_another_scope_than_ones_own_is_not_there(
    world: World, desk: ServerDesk, path: str, more: dict[str, Any]
):
    for scope in (f"office:{world.office('GDS').uid}", "everything", ""):
        answer = desk.post(path, desk.asks(scope=scope, **more))
        assert (answer.status, answer.code) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/v1/digest/rows", {"buckets": [256]}),
        ("/v1/digest/rows", {"buckets": [-1]}),
        ("/v1/digest/rows", {"buckets": list(range(17))}),
        ("/v1/rows", {"items": [{"kind": "case", "id": str(uuid4())}] * 501}),
    ],
)
def test_no_more_is_asked_at_once_than_allowed(
    sqlite_desk: ServerDesk, path: str, more: dict[str, Any]
):
    answer = sqlite_desk.post(path, sqlite_desk.asks(scope="reference", **more))
    assert (answer.status, answer.code) == (400, "UNREADABLE")


def test_the_mark_and_the_epoch_are_judged_as_in_a_pull(desk: ServerDesk):
    old = desk.mark
    for _ in range(2):
        desk.done(desk.create(desk.new_case()))
    desk.mark = old
    assert desk.post("/v1/digest", desk.asks(scope="reference")).code == "CLONE"
    asked = desk.asks(scope="reference", items=[]) | {"epoch": str(uuid4())}
    assert desk.post("/v1/rows", asked).code == "EPOCH"


@pytest.mark.parametrize("backend", [name for name in BACKENDS if name == "postgresql"])
def test_what_was_never_numbered_is_never_called_gone(world: World):
    """Between a commit and its stamp the writer's desk is ahead; it must keep its own work."""
    desk = ServerDesk(world, "BBS", "Rina")
    case = desk.new_case()
    desk.done(desk.create(case))
    own = f"office:{desk.office.uid}"
    note = desk.write(case)
    asked = {"scope": own, "buckets": [bucket_of(UUID(note["entity"]))]}
    with world.parts.database.write() as busy:
        busy.execute(select(feed_head).with_for_update())  # as a stamper at work
        desk.done(note)
        assert told(desk.page())[own].count == 2
        listed = desk.post("/v1/digest/rows", desk.asks(**asked)).json["rows"]
        assert note["entity"] not in {row["id"] for row in listed}
    listed = desk.post("/v1/digest/rows", desk.asks(**asked)).json["rows"]
    assert note["entity"] in {row["id"] for row in listed if not row["gone"]}
    assert told(desk.page())[own].count == 3


@pytest.mark.parametrize("backend", [name for name in BACKENDS if name == "postgresql"])
def test_a_row_that_changes_is_counted_as_it_was_until_it_is_numbered(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    case = desk.new_case()
    desk.done(desk.create(case))
    before = desk.page()
    with world.parts.database.write() as busy:
        busy.execute(select(feed_head).with_for_update())  # as a stamper at work
        desk.done(desk.correct(case, title="Judul lain"))
        during = desk.page(before["cursors"])
        assert during["rows"] == []
        assert during["digest"] == before["digest"]
    assert told(desk.page()) == digest_of(desk.rows())
