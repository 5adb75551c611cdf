"""The server keeps what desks bring of their audit trails, whole and in order, and names faults."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from central_server.audit.checking import Checked, Fault, check
from central_server.schema import audit_entry
from desktop_app.domain.audit import (
    AuditEntry,
    AuditKind,
    Link,
    entry_from,
    entry_record,
    following,
)
from tests.builders import a_note
from tests.server.asgi import Answer
from tests.server.server_desk import ServerDesk, become
from tests.server.trails import a_trail, bring
from tests.server.world import World, golden


def kept(answer: Answer) -> tuple[int | None, int | None]:
    assert answer.status == 200, answer.body
    return answer.json["kept"], answer.json["parted"]


def checked(world: World) -> Checked:
    with world.parts.database.read() as connection:
        return check(connection, world.parts.card.server_id)


def named(world: World) -> list[tuple[Fault, int]]:
    return [(finding.fault, finding.number) for finding in checked(world).findings]


def count(world: World) -> int:
    with world.parts.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(audit_entry)) or 0


def test_entries_are_kept_in_the_order_of_their_chain(world: World, desk: ServerDesk):
    trail = a_trail(desk, 5)
    assert kept(bring(desk, trail[0].hash, trail[:3])) == (3, None)
    assert kept(bring(desk, trail[0].hash, trail[3:])) == (5, None)
    assert (checked(world).entries, checked(world).chains, named(world)) == (5, 1, [])


def test_a_lost_answer_costs_nothing(world: World, desk: ServerDesk):
    trail = a_trail(desk, 4)
    for upto in (3, 3, 4, 2, 4):
        assert kept(bring(desk, trail[0].hash, trail[:upto])) == (upto, None)
    assert (count(world), named(world)) == (4, [])


def test_entries_after_a_gap_are_not_kept_and_the_desk_asks_how_far(world: World, desk: ServerDesk):
    trail = a_trail(desk, 9)
    chain = trail[0].hash
    bring(desk, chain, trail[:4])
    assert kept(bring(desk, chain, trail[6:])) == (None, None)
    points = [[entry.number, entry.hash.hex()] for entry in (trail[8], trail[5], trail[2])]
    asked = desk.post("/v1/audit", {"schema": 2, "chain": chain.hex(), "points": points})
    assert kept(asked) == (3, None)
    assert kept(bring(desk, chain, trail[3:])) == (9, None)
    assert named(world) == []


def test_what_a_desk_lost_is_named_when_it_brings_the_rest_loose(world: World, desk: ServerDesk):
    trail = a_trail(desk, 6)
    bring(desk, trail[0].hash, trail[:2])
    assert kept(bring(desk, trail[0].hash, trail[3:], loose=True)) == (6, None)
    assert (Fault.MISSING, 4) in named(world)
    assert not checked(world).is_whole


def test_both_ways_of_a_copied_desk_are_kept_and_named(world: World, desk: ServerDesk):
    common = a_trail(desk, 3)
    mine, theirs = a_trail(desk, 2, after=common), other_way(desk, common, AuditKind.PRINTED)
    chain = common[0].hash
    assert kept(bring(desk, chain, [*common, *mine])) == (5, None)
    become(desk, Ed25519PrivateKey.generate())
    assert kept(bring(desk, chain, theirs)) == (4, 3)
    assert count(world) == 6
    [finding] = checked(world).findings
    assert (finding.fault, finding.number, finding.device_uid) == (Fault.PARTED, 4, desk.uid)
    assert checked(world).is_whole


def test_ways_that_go_on_are_told_the_same_parting_each_time(desk: ServerDesk):
    common = a_trail(desk, 3)
    chain = common[0].hash
    mine = a_trail(desk, 9, after=common)
    theirs = other_way(desk, common, AuditKind.PRINTED)
    theirs += a_trail(desk, 8, after=theirs)
    bring(desk, chain, [*common, *mine[:2]])
    assert kept(bring(desk, chain, theirs[:4])) == (7, 3)
    assert kept(bring(desk, chain, mine[2:6])) == (9, 3)
    assert kept(bring(desk, chain, theirs[4:6])) == (9, 3)
    third = other_way(desk, theirs[:6], AuditKind.EXPORTED)
    assert kept(bring(desk, chain, theirs[6:])) == (12, None)
    assert kept(bring(desk, chain, third)) == (10, 9)
    assert kept(bring(desk, chain, mine[6:])) == (12, 3)


def test_a_desk_that_rewrites_what_it_brought_is_named(world: World, desk: ServerDesk):
    trail = a_trail(desk, 5)
    bring(desk, trail[0].hash, trail)
    assert kept(bring(desk, trail[0].hash, other_way(desk, trail[:3], AuditKind.PRINTED)))
    assert named(world) == [(Fault.REWRITTEN, 4)]
    assert not checked(world).is_whole


def test_a_desk_that_came_back_from_a_copy_parts_and_is_whole(world: World, desk: ServerDesk):
    trail = a_trail(desk, 5)
    bring(desk, trail[0].hash, trail)
    bring(desk, trail[0].hash, other_way(desk, trail[:3], AuditKind.BACKUP_RESTORED))
    assert named(world) == [(Fault.PARTED, 4)]
    assert checked(world).is_whole


@pytest.mark.parametrize("is_renewed", [False, True])
def test_a_desk_that_begins_its_trail_anew_is_named(
    world: World, desk: ServerDesk, *, is_renewed: bool
):
    trail = a_trail(desk, 2)
    bring(desk, trail[0].hash, trail)
    if is_renewed:
        become(desk, Ed25519PrivateKey.generate())
    anew = [following(Link(), a_note(kind=AuditKind.PRINTED, device_uid=desk.uid))]
    bring(desk, anew[0].hash, anew)
    assert [fault for fault, _ in named(world)] == [Fault.RESTARTED]
    assert not checked(world).is_whole


def other_way(desk: ServerDesk, common: Sequence[AuditEntry], kind: AuditKind) -> list[AuditEntry]:
    """One entry of this desk that goes another way than it did."""
    return [following(common[-1].link, a_note(kind=kind, device_uid=desk.uid))]


def test_an_altered_entry_and_a_false_signature_are_refused(world: World, desk: ServerDesk):
    trail = a_trail(desk, 3)
    chain = trail[0].hash
    altered = [entry_record(entry) for entry in trail]
    altered[1]["kind"] = "printed"
    assert bring(desk, chain, trail, altered=altered).status == 400
    false = base64.b64encode(bytes(64)).decode()
    assert bring(desk, chain, trail, signature=false).status == 400
    assert bring(desk, bytes(32), trail).status == 400
    assert bring(desk, chain, [trail[0], trail[2]]).status == 400
    words = [entry_record(entry) for entry in trail[:1]]
    words[0]["facts"] = {"reason": "kata kata"}
    assert bring(desk, chain, trail[:1], altered=words).status == 400
    assert count(world) == 0


def test_a_chain_is_not_there_for_another_office(world: World, desk: ServerDesk):
    village = ServerDesk(world, "GDS", "Sari")
    trail = a_trail(desk, 3)
    bring(desk, trail[0].hash, trail)
    before = bring(village, trail[0].hash, a_trail(village, 1, after=trail))
    points = {"schema": 2, "chain": trail[0].hash.hex(), "points": [[3, trail[2].hash.hex()]]}
    assert (before.status, village.post("/v1/audit", points).status) == (404, 404)
    assert count(world) == 3


def test_a_colleagues_desk_of_the_office_may_go_on_with_a_chain(world: World, desk: ServerDesk):
    trail = a_trail(desk, 2)
    bring(desk, trail[0].hash, trail)
    again = ServerDesk(world, "BBS", "Rina")
    assert kept(bring(again, trail[0].hash, a_trail(again, 1, after=trail))) == (3, None)
    assert named(world) == []


def test_a_desk_takes_no_signature_from_the_chain_of_another(world: World, desk: ServerDesk):
    trail = a_trail(desk, 3)
    bring(desk, trail[0].hash, trail)
    hostile = ServerDesk(world, "BBS", "Rina")
    own = a_trail(hostile, 1)
    after = a_trail(hostile, 1, after=trail)
    bring(hostile, own[0].hash, own)
    assert kept(bring(hostile, own[0].hash, after, loose=True)) == (4, None)
    faults = [one for one in checked(world).findings if one.chain == trail[0].hash]
    assert faults == []


def test_lines_of_another_desk_are_refused_whatever_chain_they_are_said_to_be_of(
    world: World, desk: ServerDesk
):
    trail = a_trail(desk, 3)
    hostile = ServerDesk(world, "GDS", "Sari")
    for chain in (trail[0].hash, bytes(32)):
        assert bring(hostile, chain, trail[1:], loose=True).status == 400
    assert count(world) == 0
    assert kept(bring(desk, trail[0].hash, trail)) == (3, None)


def test_lines_kept_under_another_chain_do_not_stand_in_the_way(world: World, desk: ServerDesk):
    trail = a_trail(desk, 4)
    bring(desk, bytes(32), trail[1:], loose=True)
    assert kept(bring(desk, trail[0].hash, trail[:2])) == (2, None)
    assert kept(bring(desk, trail[0].hash, trail[2:])) == (4, None)
    assert count(world) == 7
    faults = {one.fault for one in checked(world).findings if one.chain != bytes(32)}
    assert faults <= {Fault.RESTARTED}


def test_a_renewed_desk_brings_what_it_noted_as_the_one_it_was(world: World, desk: ServerDesk):
    before = a_trail(desk, 2)
    former = desk.uid
    become(desk, Ed25519PrivateKey.generate())
    trail = [*before, *a_trail(desk, 1, after=before)]
    assert former != desk.uid
    assert kept(bring(desk, trail[0].hash, trail)) == (3, None)
    assert named(world) == []


@pytest.mark.parametrize(
    "attack",
    ["UPDATE audit_entry SET number = 9 WHERE number = 2", "DELETE FROM audit_entry"],
)
def test_the_database_refuses_to_change_or_remove_what_is_kept(
    world: World, desk: ServerDesk, attack: str
):
    trail = a_trail(desk, 3)
    bring(desk, trail[0].hash, trail)
    with (
        pytest.raises(IntegrityError, match="audit_entry_refuses"),
        world.parts.database.write() as connection,
    ):
        connection.exec_driver_sql(attack)


ATTACKS = [
    ("UPDATE audit_entry SET line = replace(line, 'seen', 'changed') WHERE number = 3",
     [(Fault.ALTERED, 3)]),
    ("UPDATE audit_entry SET hash = chain WHERE number = 3 AND hash <> chain AND FALSE", []),
    ("DELETE FROM audit_entry WHERE number = 3", [(Fault.MISSING, 4)]),
    ("DELETE FROM audit_entry WHERE number = 1", [(Fault.MISSING, 2)]),
    ("DELETE FROM audit_entry WHERE number >= 4",
     [(Fault.UNSIGNED, 3), (Fault.MISSING, 5)]),
    ("DELETE FROM audit_entry", [(Fault.MISSING, 5)]),
    ("DELETE FROM audit_head", [(Fault.UNSIGNED, 5)]),
    ("UPDATE audit_head SET number = 4", [(Fault.ALTERED, 4), (Fault.UNSIGNED, 5)]),
    ("UPDATE audit_entry SET number = 9 WHERE number = 5",
     [(Fault.ALTERED, 9), (Fault.UNSIGNED, 9), (Fault.MISSING, 5)]),
]  # fmt: skip


@pytest.mark.parametrize(("attack", "expected"), ATTACKS)
def test_whatever_an_operator_does_to_the_rows_is_found_and_named(
    world: World, desk: ServerDesk, attack: str, expected: list[tuple[Fault, int]]
):
    world.reusable = False
    trail = a_trail(desk, 5)
    bring(desk, trail[0].hash, trail)
    with world.parts.database.write() as connection:
        take_guards_away(connection)
        connection.exec_driver_sql(attack)
    assert named(world) == expected


def take_guards_away(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        return
    for deed in ("update", "delete"):
        connection.exec_driver_sql(f"DROP TRIGGER audit_entry_refuses_{deed}")


def test_a_server_set_back_asks_for_what_it_lost(world: World, desk: ServerDesk):
    world.reusable = False
    trail = a_trail(desk, 8)
    chain = trail[0].hash
    bring(desk, chain, trail[:5])
    bring(desk, chain, trail[5:])
    with world.parts.database.write() as connection:
        take_guards_away(connection)
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE number > 3")
        connection.exec_driver_sql("DELETE FROM audit_head")
    more = a_trail(desk, 1, after=trail)
    assert kept(bring(desk, chain, more)) == (None, None)
    assert kept(bring(desk, chain, [*trail[3:], *more])) == (9, None)
    assert named(world) == []


def test_the_golden_requests_get_the_golden_answers(world: World, desk: ServerDesk):
    request, points = golden("audit_request"), golden("audit_points_request")
    entries = [entry_from(record) for record in request["entries"]]
    answer = bring(desk, bytes.fromhex(request["chain"]), entries)
    assert (answer.status, answer.json) == (200, golden("audit_answer"))
    answer = desk.post("/v1/audit", points)
    assert (answer.status, answer.json) == (200, golden("audit_points_answer"))
