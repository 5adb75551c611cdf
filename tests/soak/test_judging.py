"""The judges see what they are there for: each failure is made by hand in a healed history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from central_server.case_store import StandingCase
from central_server.files import FileShelf
from central_server.push import unheard
from central_server.push.bench import Bench
from central_server.push.standing import Block
from desktop_app.domain.erasure import Traces
from desktop_app.storage.file_store import EncryptedFiles
from tests.soak.deeds import Act
from tests.soak.desk_view import DeskView
from tests.soak.fast_tier import FastTier
from tests.soak.faults import Fault
from tests.soak.findings import Kind
from tests.soak.world import World


@pytest.fixture
def world(fast_tier: FastTier, tmp_path: Path) -> Iterator[World]:
    """The counter has registered a case and sent it; the village knows nothing of it."""
    made = World(fast_tier.site, tmp_path / "history", 2)
    made.deed(0, Act.REGISTER, 1, 1)
    made.round(0, {})
    yield made
    made.close()


def view(world: World, number: int = 0) -> DeskView:
    return world.sittings[number].seat.view()


def kinds(world: World) -> set[Kind]:
    return {found.kind for found in world.heal_and_judge()}


def test_a_quiet_history_has_nothing_to_tell(world: World) -> None:
    assert world.heal_and_judge() == []


def test_a_save_that_lies_nowhere_is_lost(world: World) -> None:
    world.deed(0, Act.WRITE, 0, 1)
    seat = world.sittings[0].seat
    with seat._running().profile.write() as work:  # type: ignore[attr-defined]  # a SeatHere
        for change in work.outbox.waiting(10):
            work.outbox.remove(change.uid)
        work.commit()
    assert Kind.LOST in kinds(world)


def test_a_note_that_arrives_under_two_uids_is_doubled(world: World) -> None:
    world.deed(0, Act.WRITE, 0, 1)
    world._tokens -= 1
    world.deed(0, Act.WRITE, 0, 1)
    assert kinds(world) == {Kind.DOUBLED}


def test_a_case_on_a_desk_that_may_not_see_it_is_unexplained(world: World) -> None:
    counter, village = (sitting.seat for sitting in world.sittings)
    (uid,) = view(world).cases
    with counter._running().profile.read() as work:  # type: ignore[attr-defined]  # a SeatHere
        case = work.cases.get(uid)
    assert case is not None
    with village._running().profile.write() as work:  # type: ignore[attr-defined]  # a SeatHere
        work.cases.put(case)
        work.commit()
    assert kinds(world) == {Kind.UNEXPLAINED}


def test_a_file_the_server_lost_is_lost_once_it_is_marked_as_sent(world: World) -> None:
    world.deed(0, Act.ATTACH, 0, 1)
    world.round(0, {})
    for file in world._server.files.glob("*/*"):
        file.unlink()
    assert kinds(world) == {Kind.LOST}


def test_what_a_dying_pc_took_with_it_is_excused(world: World) -> None:
    world.copy_desk(0)
    world.deed(0, Act.WRITE, 0, 1)
    world.restore_desk(0, 0)
    assert world.heal_and_judge() == []
    assert [promise.excused for promise in world.chronicle.promises] == [False, True]


def test_what_was_sent_before_a_pc_was_set_back_is_not_excused(world: World) -> None:
    world.copy_desk(0)
    world.deed(0, Act.WRITE, 0, 1)
    world.round(0, {})
    world.restore_desk(0, 0)
    assert world.heal_and_judge() == []
    assert not any(promise.excused for promise in world.chronicle.promises)


def test_two_desks_that_correct_one_field_leave_both_values(world: World) -> None:
    world.deed(0, Act.ASSIGN, 0, 1)
    world.deed(0, Act.ASSIGN, 0, 1)
    world.round(0, {})
    world.round(1, {})
    for seat in (0, 1):
        world.deed(seat, Act.CORRECT, 0, 0)
    assert world.heal_and_judge() == []
    (lost,) = [conflict for number in (0, 1) for conflict in view(world, number).conflicts]
    assert lost.field == "title"


def test_a_line_that_does_its_worst_is_healed(world: World) -> None:
    for number, fault in enumerate(Fault):
        world.deed(number, Act.WRITE, number, 1)
        world.round(number, {0: fault, 1: fault})
        world.round(number, {2: fault})
    assert world.faults > len(Fault)
    assert world.heal_and_judge() == []


def test_clocks_that_are_years_wrong_lose_nothing(world: World) -> None:
    for days in (-700, 3_650, 0):
        world.set_clock(0, timedelta(days=days))
        world.deed(0, Act.WRITE, 0, 1)
        world.deed(0, Act.REGISTER, 0, 1)
        world.round(0, {1: Fault.CUT_AFTER})
    assert world.heal_and_judge() == []


# --- who reported -----------------------------------------------------------------------------


def words_of(world: World) -> str:
    return " ".join(found.words for found in world.heal_and_judge())


def test_a_text_that_goes_on_naming_who_was_erased_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Traces, "struck", lambda _self, text: text)
    world.deed(0, Act.WRITE, 0, 1)
    world.round(0, {})
    world.deed(0, Act.ERASE, 0, 0)
    told = words_of(world)
    assert "an entry names them" in told
    assert "reporter_words names them" in told
    assert "case.create (taken) names them" in told


@pytest.mark.parametrize("hears_first", [True, False])
def test_a_text_that_was_on_its_way_is_found_where_its_desk_need_not_hear_first(
    fast_tier: FastTier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hears_first: bool
) -> None:
    if not hears_first:
        monkeypatch.setattr(unheard, "unheard_of", lambda *_: {})
    world = World(fast_tier.site, tmp_path / "history", 3)
    world.deed(0, Act.REGISTER, 0, 1)
    for seat in (0, 2):
        world.round(seat, {})
    world.deed(2, Act.WRITE, 0, 1)
    world.deed(0, Act.ERASE, 0, 0)
    for seat in (0, 2):
        world.round(seat, {})
    assert ("an entry names them" in words_of(world)) is not hears_first
    world.close()


@pytest.mark.parametrize("remembers", [True, False])
def test_a_former_name_that_stays_is_found_where_the_server_does_not_remember_it(
    fast_tier: FastTier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remembers: bool
) -> None:
    if not remembers:
        monkeypatch.setattr(Block, "once_said", property(lambda block: (block.reporter,)))
    world = World(fast_tier.site, tmp_path / "history", 3)
    world.deed(2, Act.REGISTER, 0, 1)
    world.deed(2, Act.WRITE, 0, 1)
    world.round(2, {})
    for field in (0, 1):
        world.deed(2, Act.CORRECT_REPORTER, 0, field)
    for seat in (2, 0):
        world.round(seat, {})
    world.deed(0, Act.ERASE, 0, 0)
    assert ("an entry has their former name" in words_of(world)) is not remembers
    world.close()


def test_a_block_that_somebody_still_has_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bench, "_put_block", lambda *_, **__: None)
    world.deed(0, Act.ERASE, 0, 0)
    assert "the server knows who reported" in words_of(world)


def test_bytes_of_an_erased_file_that_stay_are_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileShelf, "remove", lambda *_: None)
    monkeypatch.setattr(EncryptedFiles, "remove", lambda *_: None)
    world.deed(0, Act.ATTACH, 0, 1)
    world.round(0, {})
    world.deed(0, Act.ERASE, 0, 1)
    told = words_of(world)
    assert "the server has the bytes of an erased file" in told
    assert "counter has the bytes of an erased file" in told


def test_a_restricted_block_that_stays_elsewhere_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.deed(0, Act.ASSIGN, 0, 1)
    world.deed(0, Act.ASSIGN, 0, 1)
    world.deed(0, Act.RELEASE, 0, 0)
    world.round(0, {})
    world.round(1, {})
    assert view(world, 1).reporters
    monkeypatch.setattr(StandingCase, "names_reporter", True)
    world.deed(0, Act.RESTRICT, 0, 0)
    assert "village holds a reporter it may not" in words_of(world)


def test_a_correction_of_who_reported_that_did_not_stand_waits_for_its_author(
    fast_tier: FastTier, tmp_path: Path
) -> None:
    world = World(fast_tier.site, tmp_path / "three", 3)
    world.deed(0, Act.REGISTER, 1, 1)
    world.round(0, {})
    world.round(2, {})
    for seat in (0, 2):
        world.deed(seat, Act.CORRECT_REPORTER, 0, 0)
    assert world.heal_and_judge() == []
    (lost,) = [conflict for number in (0, 2) for conflict in view(world, number).conflicts]
    assert lost.field == "reporter_name"
    world.close()
