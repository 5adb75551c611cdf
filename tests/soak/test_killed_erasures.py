"""Bytes of an erased file go, whenever the program or the server dies over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from central_server import erasing, uploads
from central_server.schema import erased_file
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.context import DeskContext
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.services.personal_data.erased_files import are_to_be_taken
from desktop_app.storage.file_store import EncryptedFiles
from desktop_app.sync import file_lane
from tests.soak.deeds import Act
from tests.soak.fast_tier import FastTier
from tests.soak.faults import Fault
from tests.soak.server import SoakServer
from tests.soak.world import World

FREE = 1  # a choice of the hand that registers: nobody complained about
WITH_FILES, WITHOUT_FILES = 1, 0  # choices of the hand that erases
BEFORE, AFTER = 0, 1  # a choice that is odd lets the program die after its commit


@pytest.fixture
def world(fast_tier: FastTier, tmp_path: Path) -> Iterator[World]:
    """A case with a file at two PCs of an office and at the server."""
    made = World(fast_tier.site, tmp_path / "history", 3)
    made.deed(0, Act.REGISTER, 0, FREE)
    made.deed(0, Act.ATTACH, 0, FREE)
    made.round(0, {})
    made.round(2, {})
    yield made
    made.close()


def stored(world: World, number: int) -> frozenset[str]:
    return world.sittings[number].seat.view().stored_files


def on_server(world: World) -> frozenset[tuple[Any, str]]:
    return world._server_view().files


def is_noted(world: World, number: int) -> bool:
    with desk(world, number).open_read() as work:
        return are_to_be_taken(work)


def desk(world: World, number: int) -> DeskContext:
    seat: Any = world.sittings[number].seat
    context: DeskContext = seat._running().context
    return context


def noted_on_server(world: World) -> int:
    with world._server.database.read() as connection:
        return len(connection.execute(select(erased_file)).all())


# --- the desk that erases ---------------------------------------------------------------------


def test_a_desk_killed_after_the_erasure_takes_the_bytes_in_its_next_round(world: World) -> None:
    assert stored(world, 0)
    world.deed(0, Act.ERASE, 0, WITH_FILES, dies=0)
    assert stored(world, 0)
    assert is_noted(world, 0)
    world.round(0, {})
    assert not stored(world, 0)
    assert not is_noted(world, 0)
    assert world.heal_and_judge() == []


def test_it_takes_them_without_a_line_too(world: World) -> None:
    """The next erasure does, whatever it erases."""
    world.deed(0, Act.ERASE, 0, WITH_FILES, dies=0)
    world.deed(0, Act.REGISTER, 0, FREE)
    world.deed(0, Act.ERASE, 0, WITHOUT_FILES)
    assert not stored(world, 0)
    assert not is_noted(world, 0)
    assert world.heal_and_judge() == []


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
def test_a_desk_killed_as_it_takes_the_bytes_is_done_with_it_in_the_next_round(
    world: World, moment: int
) -> None:
    world.deed(0, Act.ERASE, 0, 2 + WITH_FILES, dies=1 + moment)
    world.round(0, {})
    assert not stored(world, 0)
    assert not is_noted(world, 0)
    assert world.heal_and_judge() == []


def test_a_desk_killed_before_the_erasure_was_safe_has_erased_nothing(world: World) -> None:
    world.deed(0, Act.ERASE, 0, WITHOUT_FILES, dies=0)
    view = world.sittings[0].seat.view()
    assert "identity_state" not in next(iter(view.cases.values()))
    assert not is_noted(world, 0)
    assert stored(world, 0)


def test_a_file_that_another_program_holds_does_not_undo_what_is_safe(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a file that is open cannot be taken: the save stands, and the note stays."""
    view = world.sittings[0].seat.view()
    (case_uid,), files = view.cases, frozenset(view.attachments)

    def held(_self: EncryptedFiles, _sha256: str) -> None:
        raise ExpectedError(Trouble.FILE_UNREADABLE)

    with monkeypatch.context() as patched:
        patched.setattr(EncryptedFiles, "remove", held)
        done = erase_reporter(EraseReporter(case_uid, "Diminta.", files), desk(world, 0))
        assert done.touched == {case_uid}
        assert is_noted(world, 0)
    world.round(0, {})
    assert not stored(world, 0)


# --- another desk -----------------------------------------------------------------------------


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("commit", range(5))
def test_a_desk_killed_as_it_hears_of_it_takes_the_bytes_in_its_next_round(
    world: World, commit: int, after: bool
) -> None:
    """Also where nothing else is left to do in that round."""
    world.deed(0, Act.ERASE, 0, WITH_FILES)
    world.round(0, {})
    assert stored(world, 2)
    world.round(2, {}, dies=commit, after=after)
    world.round(2, {})
    assert not stored(world, 2)
    assert not is_noted(world, 2)
    assert world.heal_and_judge() == []


def test_a_file_that_is_erased_while_it_arrives_is_not_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.deed(2, Act.ATTACH, 0, FREE)
    world.round(2, {})
    receive = file_lane._receive

    def erased_meanwhile(*asked: Any) -> bool:
        came = receive(*asked)
        view = world.sittings[0].seat.view()
        (case_uid,), files = view.cases, frozenset(view.attachments)
        erase_reporter(EraseReporter(case_uid, "Diminta.", files), desk(world, 0))
        return came

    with monkeypatch.context() as patched:
        patched.setattr(file_lane, "_receive", erased_meanwhile)
        world.round(0, {})
    assert not stored(world, 0)
    assert world.heal_and_judge() == []


# --- the server -------------------------------------------------------------------------------


def test_a_server_killed_after_the_erasure_takes_the_bytes_when_it_is_told_again(
    world: World,
) -> None:
    world.deed(0, Act.ERASE, 0, WITH_FILES)
    world.round(0, {0: Fault.SERVER_DIES_AFTER})
    assert on_server(world)
    assert noted_on_server(world)
    world.round(0, {})
    assert not on_server(world)
    assert not noted_on_server(world)
    assert world.heal_and_judge() == []


@pytest.mark.parametrize("next_one", ["another erasure", "its own start"])
def test_a_server_that_is_not_told_again_takes_them_with_the_next_or_when_it_starts(
    world: World, next_one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk has its answer; what was left for after it never happened."""
    world.deed(0, Act.ERASE, 0, WITH_FILES)
    world.deed(0, Act.REGISTER, 0, FREE)
    with monkeypatch.context() as patched:
        patched.setattr(erasing, "take_files", lambda *_: None)
        world.round(0, {})
    assert on_server(world)
    assert noted_on_server(world)
    server = world._server
    assert isinstance(server, SoakServer)
    if next_one == "its own start":
        parts = server._parts
        uploads.tidy(parts.database, parts.files, parts.clock())
    else:
        world.deed(0, Act.ERASE, 0, WITHOUT_FILES)
        world.round(0, {})
    assert not on_server(world)
    assert not noted_on_server(world)
    assert world.heal_and_judge() == []
