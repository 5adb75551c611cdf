"""A desk or a person that may no longer take part: the work is kept, told and handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.domain.errors import Trouble
from desktop_app.services.sync_centre.export_unsent import as_json, unsent_work
from desktop_app.services.sync_centre.refused_work import refused_saves, send_again
from desktop_app.services.sync_centre.waiting_work import waiting_work
from tests.faults.served import ServedWorld
from tests.server.world import World
from tests.server_process import ServerProcess
from tests.sync.enrolled import RINA, TONO, EnrolledDesk, an_enrolled_desk


@pytest.fixture
def desk(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "desk", server, RINA) as made:
        made.good_round()
        yield made


def with_tono(desk: EnrolledDesk) -> EnrolledDesk:
    """Let a colleague sit down at the same PC."""
    with desk.profile.read() as work:
        tono = work.directory.person(UUID(TONO[1]))
    assert tono is not None
    return replace(desk, context=replace(desk.context, person=tono))


def test_unsent_work_of_a_person_who_left_is_set_aside_and_holds_up_no_colleague(
    server: ServerProcess, desk: EnrolledDesk
):
    shared = desk.register()
    desk.good_round()
    tonos = with_tono(desk).register(title="Dari Tono")
    with_tono(desk).note(shared, "Catatan Tono.")
    desk.note(shared, "Catatan Rina.")
    server.cli("user", "leave", TONO[1])

    report = desk.good_round()

    assert desk.waiting() == []
    assert report.rejected == 2
    assert {refused.code for refused in refused_saves(desk.context)} == {"PERSON_UNKNOWN"}
    assert "Catatan Rina." in [e.text for e in desk.entries(shared) if e.server_time]
    assert desk.case(tonos).title == "Dari Tono"
    assert "Catatan Tono." in as_json(unsent_work(desk.context))
    server.cli("user", "return", TONO[1])
    for refused in refused_saves(desk.context):
        send_again(refused.uid, desk.context)
    desk.good_round()
    assert desk.rejected() == desk.waiting() == []
    assert all(entry.server_time for case in (shared, tonos) for entry in desk.entries(case))


def test_a_desk_that_was_shut_out_keeps_its_work_and_gives_it_to_people(
    server: ServerProcess, desk: EnrolledDesk
):
    case = desk.register(title="Sebelum PC dicabut")
    desk.good_round()
    desk.note(case, "Belum terkirim.")
    server.cli("device", "revoke", str(desk.context.device.device_uid))
    for _ in range(2):
        report = desk.round()
        assert report.trouble is not None
        assert report.trouble.trouble is Trouble.DEVICE_REVOKED
    assert waiting_work(desk.context).changes == 1
    assert desk.knows(case)
    assert "Belum terkirim." in as_json(unsent_work(desk.context))


def test_a_sign_in_that_expired_with_unsent_work_is_renewed_in_the_same_round(
    world: World, tmp_path: Path
):
    with (
        ServedWorld(world) as served,
        an_enrolled_desk(tmp_path / "desk", served, RINA) as desk,
    ):
        desk.good_round()
        case = desk.register()
        world.clock.turn(timedelta(hours=13))
        assert desk.good_round().sent == len(desk.entries(case))
        assert desk.waiting() == []
