"""A new desk is set up wholly or not at all, and can work at once without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.deadlines import WorkCalendar
from desktop_app.domain.devices import SyncMarks
from desktop_app.services.set_up_desk import FreeDay, SetUpDesk, set_up_desk
from desktop_app.storage.profile import OpenProfile, Profile
from tests.builders import (
    CLERK_UID,
    TODAY,
    a_category,
    a_letter_block,
    a_person,
    an_identity,
    an_office,
)
from tests.desk import CHEAP, PASSWORD, Desk
from tests.services.power_cut import PowerCutError, cut_off

IDENTITY = an_identity()
REQUEST = SetUpDesk(
    identity=IDENTITY,
    office=an_office(),
    person=a_person(),
    letter_block=a_letter_block(),
    categories=[a_category(code="b", name="Bantuan"), a_category(code="a", name="Air")],
    free_days=[FreeDay(date(2026, 12, 25), "Hari Natal", "holiday")],
    calendar_version="2026-2026",
    epoch="d9b2c1de-0000-4000-8000-000000000001",
    server_key=bytes(range(32)),
)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    made = Profile.create(tmp_path / "p", CLERK_UID, "Sari Rekaan", PASSWORD, cost=CHEAP)
    with closing(made):
        yield made


def test_everything_that_enrolment_gave_is_there(profile: OpenProfile) -> None:
    set_up_desk(REQUEST, profile.write)
    with profile.read() as work:
        assert work.state.identity() == IDENTITY
        assert work.directory.offices() == [REQUEST.office]
        assert work.directory.person(CLERK_UID) == REQUEST.person
        assert work.numbers.letter_block(2026, TODAY) == REQUEST.letter_block
        assert [category.code for category in work.reference.categories()] == ["b", "a"]
        assert work.reference.work_calendar() == WorkCalendar(
            frozenset({date(2026, 12, 25)}), "2026-2026"
        )
        assert work.state.sync_marks() == SyncMarks({}, REQUEST.epoch)
        assert work.state.server_key() == REQUEST.server_key


def test_a_power_cut_at_the_last_moment_leaves_a_desk_that_is_not_set_up(
    profile: OpenProfile,
) -> None:
    with pytest.raises(PowerCutError):
        set_up_desk(REQUEST, cut_off(profile.write))
    with profile.read() as work:
        assert work.state.identity() is None
        assert work.directory.offices() == []
        assert work.reference.categories() == []
        assert work.numbers.letter_block(2026, TODAY) is None


def test_setting_up_again_after_a_failure_gives_no_number_back(profile: OpenProfile) -> None:
    set_up_desk(REQUEST, profile.write)
    with profile.write() as work:
        work.numbers.put_letter_block(REQUEST.letter_block.taken())
        work.commit()
    set_up_desk(REQUEST, profile.write)
    with profile.read() as work:
        assert work.numbers.letter_block(2026, TODAY) == REQUEST.letter_block.taken()


def test_a_new_desk_registers_its_first_case_at_once(desk: Desk) -> None:
    assert desk.registered().case.register_number.startswith("BBS/26/A-000001-")
