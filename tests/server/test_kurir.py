"""A bundle does what its desk would have done with a line; a bad one does nothing at all."""

from __future__ import annotations

import base64
import hashlib
import json
import tracemalloc
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from central_server import epochs
from central_server.cli import main
from central_server.kurir import sealing
from central_server.kurir.answering import KurirPost
from desktop_app.domain.attachments import LARGEST_FILE, MEBIBYTE
from desktop_app.domain.kurir_frame import (
    LARGEST_BUNDLE,
    FrameContent,
    FrameWriter,
    Header,
    Kind,
    read_frame,
)
from desktop_app.domain.timeline import EntryKind
from tests.builders import a_reporter
from tests.server.bundles import Bundle, answered, carried, count_rows, derived, refusal
from tests.server.server_desk import ServerDesk, one_save
from tests.server.world import GOLDEN, World, golden

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 300
SHA256 = hashlib.sha256(PHOTO).hexdigest()
NAME = "Pelapor Penanda Dua"


def outcomes(answer: dict[str, Any]) -> list[str]:
    return [change["answer"] for change in answer["push"]["answers"]]


# --- what a bundle does ---------------------------------------------------------------------------


def test_a_bundle_brings_work_and_files_and_takes_home_what_is_new(
    desk: ServerDesk, carrier: ServerDesk
):
    case = desk.new_case()
    changes = [desk.create(case, a_reporter(case_uid=case.uid)), desk.attach(case, sha256=SHA256)]
    answer = answered(carrier, Bundle(desk, changes, [(case.uid, SHA256, PHOTO)]))
    assert outcomes(answer) == ["done", "done"]
    assert answer["files"] == [SHA256]
    assert desk.ask("GET", f"/v1/files/{case.uid}/{SHA256}").body == PHOTO
    (page,) = answer["pull"]
    assert page["more"] is False
    assert {row["kind"] for row in page["rows"]} >= {"case", "entry", "reporter", "office"}
    assert page["rows"] == desk.page()["rows"]
    assert page["digest"] == desk.page()["digest"]


def test_a_bundle_is_judged_by_the_device_that_wrote_it(desk: ServerDesk, carrier: ServerDesk):
    case = desk.new_case()
    answered(carrier, Bundle(desk, [desk.create(case)]))
    assert str(case.uid) in desk.holds("case")
    assert carrier.holds("case") == {}


def test_the_carrier_reads_nothing_of_it(desk: ServerDesk, carrier: ServerDesk):
    case = desk.new_case()
    changes = [desk.create(case, a_reporter(case_uid=case.uid, name=NAME))]
    bundle = Bundle(desk, changes)
    there = bundle.written()
    back = carried(carrier, there).body
    assert json.dumps(bundle.opened(back)).count(NAME) == 1
    for carried_bytes in (there, back):
        assert NAME.encode() not in carried_bytes
        assert str(case.uid).encode() not in carried_bytes


def test_a_bundle_brought_twice_does_nothing_twice(desk: ServerDesk, carrier: ServerDesk):
    case = desk.new_case()
    bundle = Bundle(desk, [desk.create(case), desk.attach(case, sha256=SHA256)])
    bundle.files = [(case.uid, SHA256, PHOTO)]
    there = bundle.written()
    first = bundle.opened(carried(carrier, there).body)
    before = count_rows(desk.world)
    second = bundle.opened(carried(carrier, there).body)
    assert count_rows(desk.world) == before
    assert outcomes(first) == ["done", "done"]
    assert outcomes(second) == ["repeated", "repeated"]
    assert second["files"] == [SHA256]


def test_two_answers_to_one_bundle_are_never_sealed_alike(desk: ServerDesk, carrier: ServerDesk):
    there = Bundle(desk).written()
    headers = [read_frame(BytesIO(carried(carrier, there).body)).header for _ in range(2)]
    assert headers[0].ephemeral != headers[1].ephemeral


def test_bundles_that_were_written_one_after_the_other_come_in_any_order(
    desk: ServerDesk, carrier: ServerDesk
):
    cases = [desk.new_case() for _ in range(3)]
    changes = [desk.create(case) for case in cases]
    bundles = [Bundle(desk, changes[: number + 1]) for number in range(3)]
    told = [outcomes(answered(carrier, bundles[number])) for number in (1, 2, 0)]
    assert told == [["done"] * 2, ["repeated"] * 2 + ["done"], ["repeated"]]
    assert desk.push(desk.write(cases[0]))[0]["answer"] == "done"


def test_a_bundle_does_not_make_its_desk_a_copy_of_itself(desk: ServerDesk, carrier: ServerDesk):
    case = desk.new_case()
    create = desk.create(case)
    late = Bundle(desk, [create]).written()
    desk.done(create)
    first = desk.mark
    desk.done(desk.write(case))
    assert desk.mark != first
    carried(carrier, late)
    desk.done(desk.write(case))
    answer = answered(carrier, Bundle(desk, [desk.write(case)]))
    assert outcomes(answer) == ["done"]
    assert answer["push"]["mark"] == desk.mark
    desk.done(desk.write(case))


def test_a_copy_of_a_desk_is_told_so_in_its_answer(desk: ServerDesk, carrier: ServerDesk):
    case = desk.new_case()
    for change in (desk.create(case), desk.write(case), desk.write(case)):
        desk.done(change)
    answer = answered(carrier, Bundle(desk, [desk.write(case)], mark=""))
    assert answer["push"]["error"]["code"] == "CLONE"
    assert answer["pull"] == []


def test_a_bundle_from_before_a_restore_is_told_the_new_epoch(
    desk: ServerDesk, carrier: ServerDesk
):
    case = desk.new_case()
    bundle = Bundle(desk, [desk.create(case)])
    there = bundle.written()
    with desk.world.parts.database.write() as connection:
        epoch = epochs.begin_epoch(connection, desk.world.clock())
    answer = bundle.opened(carried(carrier, there).body)
    assert answer["push"]["error"]["code"] == "EPOCH"
    assert answer["push"]["epoch"] == str(epoch)
    assert answer["pull"] == []
    desk.epoch = str(epoch)
    assert outcomes(answered(carrier, Bundle(desk, bundle.changes))) == ["done"]


def test_a_save_is_taken_whole_or_not_at_all(desk: ServerDesk, carrier: ServerDesk):
    case = desk.new_case()
    nobodys = desk.write(desk.new_case(), EntryKind.NOTE)
    other = desk.new_case()
    changes = [desk.create(case), *one_save(desk.create(other), nobodys)]
    assert outcomes(answered(carrier, Bundle(desk, changes))) == ["done", "rejected", "rejected"]
    assert set(desk.holds("case")) == {str(case.uid)}


def test_a_bundle_may_hold_more_changes_than_a_line_takes_at_once(sqlite_desk: ServerDesk):
    case = sqlite_desk.new_case()
    changes = [sqlite_desk.create(case)]
    changes += [sqlite_desk.write(case) for _ in range(2500)]
    answer = answered(sqlite_desk, Bundle(sqlite_desk, changes))
    assert outcomes(answer) == ["done"] * 2501
    assert len(answer["pull"]) == 6
    assert [page["more"] for page in answer["pull"]] == [True] * 5 + [False]
    rows = [row for page in answer["pull"] for row in page["rows"]]
    assert rows == sqlite_desk.rows()


def test_an_answer_holds_what_is_new_since_the_bundle_was_written(
    desk: ServerDesk, carrier: ServerDesk
):
    case = desk.new_case()
    desk.done(desk.create(case))
    cursors = desk.page()["cursors"]
    desk.done(desk.write(case))
    (page,) = answered(carrier, Bundle(desk, cursors=cursors))["pull"]
    assert [row["kind"] for row in page["rows"]] == ["entry"]


def test_an_answer_that_would_be_too_large_stops_and_says_that_there_is_more(
    sqlite_desk: ServerDesk, monkeypatch
):
    from central_server.kurir import answering

    monkeypatch.setattr(answering, "LARGEST_CONTENT", 60_000)
    monkeypatch.setattr(answering, "_PAGE_ROWS", 20)
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case), *[sqlite_desk.write(case) for _ in range(200)])
    bundle = Bundle(sqlite_desk)
    back = carried(sqlite_desk, bundle.written()).body
    assert len(back) < 64_000
    pages = bundle.opened(back)["pull"]
    assert pages
    assert all(page["more"] for page in pages)
    rest = answered(sqlite_desk, Bundle(sqlite_desk, cursors=pages[-1]["cursors"]))["pull"]
    rows = [row for page in pages + rest for row in page["rows"]]
    assert len({row["id"] for row in rows}) == len(rows)


def test_a_bundle_as_large_as_may_be_is_answered_in_little_memory(
    sqlite_desk: ServerDesk, tmp_path: Path
):
    case = sqlite_desk.new_case()
    contents = [bytes([number]) * LARGEST_FILE for number in range(3)]
    named = [hashlib.sha256(content).hexdigest() for content in contents]
    sqlite_desk.done(
        sqlite_desk.create(case), *(sqlite_desk.attach(case, sha256=sha256) for sha256 in named)
    )
    bundle = Bundle(sqlite_desk)
    bundle.files = [(case.uid, *file) for file in zip(named, contents, strict=True)]
    there = tmp_path / "there.kurir"
    there.write_bytes(bundle.written())
    parts = sqlite_desk.world.parts
    post = KurirPost(parts.database, parts.files, parts.card, parts.clock)
    back = BytesIO()
    tracemalloc.start()
    try:
        with there.open("rb") as source:
            post.answer(source, back)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert bundle.opened(back.getvalue())["files"] == named
    assert peak < MEBIBYTE * 4


def test_files_that_no_record_names_or_that_differ_are_left_out(
    desk: ServerDesk, carrier: ServerDesk
):
    case = desk.new_case()
    scan = b"%PDF-1.7 peta"
    good = hashlib.sha256(scan).hexdigest()
    bundle = Bundle(desk, [desk.create(case), desk.attach(case, sha256=SHA256)])
    bundle.changes.append(desk.attach(case, sha256=good))
    bundle.files = [
        (case.uid, "ab" * 32, b"unnamed"),
        (case.uid, SHA256, PHOTO[:-1] + b"!"),
        (uuid4(), good, scan),
        (case.uid, good, scan),
    ]
    answer = answered(carrier, bundle)
    assert answer["files"] == [good]
    assert outcomes(answer) == ["done"] * 3
    assert desk.ask("GET", f"/v1/files/{case.uid}/{SHA256}").status == 404


# --- the operator's command line ------------------------------------------------------------------


def run(world: World, *arguments: str) -> int:
    settings = world.settings
    return main(
        ["--database", settings.database, "--files", str(settings.files), "kurir", *arguments]
    )


def test_the_operator_answers_a_bundle(desk: ServerDesk, tmp_path: Path, capsys):
    case = desk.new_case()
    bundle = Bundle(desk, [desk.create(case), desk.attach(case, sha256=SHA256)])
    bundle.files = [(case.uid, SHA256, PHOTO)]
    source, target = tmp_path / "a.kurir", tmp_path / "b.kurir"
    source.write_bytes(bundle.written())
    assert run(desk.world, str(source), str(target)) == 0
    answer = bundle.opened(target.read_bytes())
    assert outcomes(answer) == ["done", "done"]
    assert answer["files"] == [SHA256]
    assert desk.ask("GET", f"/v1/files/{case.uid}/{SHA256}").body == PHOTO
    assert str(target) in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.glob("*.kurir*")) == ["a.kurir", "b.kurir"]


def test_the_operator_is_told_what_is_wrong_with_a_bundle(
    sqlite_desk: ServerDesk, tmp_path: Path, capsys
):
    source, target = tmp_path / "a.kurir", tmp_path / "b.kurir"
    there = Bundle(sqlite_desk).written()
    with source.open("wb") as file:
        file.truncate(LARGEST_BUNDLE + 1)
    cases = [
        (there[:-1], "cut off or altered"),
        (None, "cut off or altered"),
        (Bundle(sqlite_desk, server_id=uuid4()).written(), "another server"),
    ]
    for content, words in cases:
        if content is not None:
            source.write_bytes(content)
        else:
            with source.open("wb") as file:
                file.truncate(LARGEST_BUNDLE + 1)
        assert run(sqlite_desk.world, str(source), str(target)) == 1
        assert words in capsys.readouterr().err
    assert run(sqlite_desk.world, str(tmp_path / "none"), str(target)) == 1
    assert run(sqlite_desk.world, str(source), str(tmp_path / "no" / "folder")) == 1
    assert not target.exists()


def test_a_bundle_is_good_for_long(desk: ServerDesk, carrier: ServerDesk):
    bundle = Bundle(desk, [desk.create(desk.new_case())])
    there = bundle.written()
    desk.world.clock.turn(timedelta(days=300))
    carrier.token = carrier.take_token(carrier.challenge()).json["token"]
    assert outcomes(bundle.opened(carried(carrier, there).body)) == ["done"]


# --- the golden bundle ----------------------------------------------------------------------------


def key(name: str) -> bytes:
    return base64.b64decode(golden("kurir")[name])


def test_the_golden_bundle_is_read_to_the_byte():
    told = golden("kurir")
    source = BytesIO((GOLDEN / "kurir_outward.kurir").read_bytes())
    frame = read_frame(source)
    assert json.loads(frame.raw_header) == told["outward_header"]
    sealing.demand_signature(frame, key("device_public_key"))
    cipher = sealing.outward_cipher(key("server_private_key"), frame.header)
    content = FrameContent(source, frame, cipher)
    assert json.loads(content.line(10_000)) == told["outward"]
    assert b"".join(content.pieces(content.left)) == bytes(range(256)) * 274


def test_the_golden_answer_is_written_to_the_byte():
    told = golden("kurir")
    fixed = {name: UUID(told["answer_header"][name]) for name in ("bundle", "server_id", "device")}
    ephemeral = base64.b64decode(told["answer_header"]["ephemeral"])
    header = Header(Kind.ANSWER, ephemeral=ephemeral, **fixed)
    answer_key = base64.b64decode(told["outward"]["answer_key"])
    target = BytesIO()
    writer = FrameWriter(target, header, sealing.answer_cipher(answer_key, header))
    writer.write(json.dumps(told["answer"], separators=(",", ":")).encode() + b"\n")
    writer.end()
    assert target.getvalue() == (GOLDEN / "kurir_answer.kurir").read_bytes()


def test_a_key_that_is_none_is_unreadable(module_desk: ServerDesk):
    own = X25519PrivateKey.generate()
    header = Header(
        Kind.OUTWARD, uuid4(), module_desk.world.parts.card.server_id, module_desk.uid, bytes(32)
    )
    target = BytesIO()
    writer = FrameWriter(target, header, derived(own.private_bytes_raw(), header.bundle.bytes))
    writer.write(b"{}\n")
    writer.end(module_desk.key.sign)
    assert refusal(carried(module_desk, target.getvalue())) == (400, "UNREADABLE")
