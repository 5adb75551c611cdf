"""The audit trail reaches the server: whole, in order, whatever becomes of either side."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from desktop_app.domain.audit import AuditKind, Link
from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.sync.audit_lane import bring_audit
from desktop_app.sync.report import Tally
from desktop_app.sync.server import CentralServer
from tests.builders import a_note
from tests.faults.line import Line
from tests.server_process import ServerProcess
from tests.sync.enrolled import RINA, EnrolledDesk, a_copy_of, a_regency, an_enrolled_desk
from tests.sync.odd_server import Asked, http


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    with a_regency(tmp_path / "server") as started:
        yield started


@pytest.fixture
def desk(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "first", server, RINA) as made:
        made.good_round()
        yield made


def marks(desk: EnrolledDesk) -> tuple[Link, Link]:
    with desk.profile.read() as work:
        return work.audit.head(), work.audit.kept()


def verified(server: ServerProcess) -> str:
    return server.cli("audit", "verify")


def test_a_round_brings_what_was_noted_since_the_last(desk: EnrolledDesk, server: ServerProcess):
    desk.register()
    desk.register()
    desk.good_round()
    head, kept = marks(desk)
    assert head == kept
    assert head.number == 3
    assert "3 entries" in verified(server)


def test_a_round_with_nothing_noted_asks_nothing(desk: EnrolledDesk, server: ServerProcess):
    desk.register()
    desk.good_round()
    before = marks(desk)
    server.stop()
    bring_audit(desk.parts(), CentralServer(desk.transport, desk.context.device), tally := Tally())
    server.start()
    assert (tally.trouble, marks(desk)) == (None, before)


def test_a_server_that_knows_no_trail_yet_spoils_no_round(server: ServerProcess, tmp_path: Path):
    with (
        Line(server.url) as line,
        an_enrolled_desk(tmp_path / "ahead", server, RINA, line=line.url) as ahead,
    ):
        line.on_request = partial(_without_trail, line)
        ahead.register()
        assert ahead.good_round().trouble is None
        head, kept = marks(ahead)
        assert kept.number < head.number
        line.on_request = line.carry
        ahead.good_round()
        assert len(set(marks(ahead))) == 1


def _without_trail(line: Line, asked: Asked) -> bytes:
    return http(404, b"{}") if asked.path == "/v1/audit" else line.carry(asked)


def test_more_than_one_request_holds_travels_in_one_round(
    desk: EnrolledDesk, server: ServerProcess
):
    with desk.profile.write() as work:
        for _ in range(1203):
            work.audit.note(a_note())
        work.commit()
    desk.good_round()
    assert marks(desk)[0] == marks(desk)[1]
    assert "1204 entries" in verified(server)


def test_two_copies_of_a_desk_are_both_kept_and_the_parting_is_named(
    desk: EnrolledDesk, server: ServerProcess, tmp_path: Path
):
    desk.register()
    desk.good_round()
    with a_copy_of(desk, tmp_path / "first", tmp_path / "copy") as copy:
        desk.register()
        copy.register()
        copy.register()
        for one in (desk, copy, desk, copy, desk, copy):
            one.good_round()
        told = [parted(one) for one in (desk, copy)]
        for one in (desk, copy):
            assert marks(one)[0] == marks(one)[1]
    said = verified(server)
    assert "parted" in said
    assert max(told) == ["2"]


def test_copies_that_both_go_on_note_their_parting_once(
    desk: EnrolledDesk, server: ServerProcess, tmp_path: Path
):
    desk.register()
    desk.good_round()
    with a_copy_of(desk, tmp_path / "first", tmp_path / "copy") as copy:
        for _ in range(4):
            for one in (desk, copy):
                one.register()
                one.good_round()
        assert [parted(one) for one in (desk, copy)] == [["2"], ["2"]]


def parted(desk: EnrolledDesk) -> list[str]:
    with desk.profile.read() as work:
        rows = work.audit.page(AuditQuery(kind=AuditKind.TRAIL_PARTED), before=None, most=9)
        return [row.entry.facts["after"] for row in rows if row.entry is not None]


def test_a_server_restored_from_an_old_copy_gets_again_what_it_lost(
    desk: EnrolledDesk, server: ServerProcess, tmp_path: Path
):
    desk.register()
    desk.good_round()
    server.stop()
    shutil.copytree(server.folder, tmp_path / "backup")
    server.start()
    for _ in range(3):
        desk.register()
        desk.good_round()
    server.stop()
    shutil.rmtree(server.folder)
    shutil.copytree(tmp_path / "backup", server.folder)
    server.start()
    desk.good_round()
    desk.good_round()
    head, kept = marks(desk)
    assert head == kept
    assert f"{head.number} entries" in verified(server)
    assert "whole" in verified(server)
