"""After an erasure nothing that named somebody can be read in any profile, nor at the server.

Databases are read with their keys, every table of them, and the files opened: this is what is left,
not what is hidden.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop_app.domain.drafts import UnfinishedText
from desktop_app.domain.releases import ReleaseKind
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.keep_file import keep_file
from desktop_app.services.keep_text import keep_text
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.personal_data.erase_reporter import (
    EraseReporter,
    erase_reporter,
    preview_erasure,
)
from desktop_app.services.personal_data.struck_changes import KNOWN
from desktop_app.services.privacy.release import GiveRelease, give_release
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.void_case import VoidCase, void_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.desk import an_intake
from tests.markers.forms import Search
from tests.markers.scan import places_of
from tests.soak.fast_tier import FastTier
from tests.soak.machinery import Machinery
from tests.soak.office import VILLAGE
from tests.soak.world import World

COUNTER, AT_VILLAGE, SECOND, AT_REGENCY = range(4)

NAME = "Wagiyemqaz Zuvexobi"
PHONE, SPELLED = "0812-9901-7733", "+62 812 9901 7733"
NIK = "3303094107800193"
ADDRESS = "Kradenanwex RT 99"
MISHEARD, LOST = "Kradenanfuq RT 98", "Kradenanzof RT 97"  # addresses that stand no more, and never
FILE_NAME, IN_FILE = "lampiranvuqa", "Catatanqifub"
NAMING = f"Ibu {NAME.upper()} ({SPELLED}), NIK 3303 0941 0780 0193, di {ADDRESS.lower()}"
# As any of it may still be written; a number is looked for without what stands between its digits.
WORDS = (
    *NAME.split(),
    *(address.split()[0] for address in (ADDRESS, MISHEARD, LOST)),
    "99017733",
    "9901-7733",
    "9901 7733",
    NIK,
    "3303 0941",
    FILE_NAME,
    IN_FILE,
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Machinery() as machinery:
        tier = FastTier(tmp_path / "tier", machinery)
        made = World(tier.site, tmp_path / "history", 4)
        yield made
        made.close()


def desk(world: World, number: int) -> DeskContext:
    seat: Any = world.sittings[number].seat
    context: DeskContext = seat._running().context
    return context


def rounds(world: World, *numbers: int) -> None:
    for number in numbers or range(4):
        world.round(number, {})


def everything_on(world: World, number: int) -> bytes:
    """Every table of a profile as it is read with the key, and every file opened."""
    seat: Any = world.sittings[number].seat
    context = desk(world, number)
    read = b""
    with seat._running().profile.read() as work:
        connection = work._connection
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in tables.all():
            rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
            read += b"\n".join(_as_bytes(value) for row in rows for value in row)
    folder: Path = context.files._folder  # type: ignore[attr-defined]  # an EncryptedFiles
    for path in folder.glob("??/*"):
        read += context.files.read(path.name)
    return read


def the_erasure(context: DeskContext) -> tuple[bytes, bytes]:
    """The erasure that waits as it lies in its table, and what it says but for whom it means."""
    with context.open_read() as work:
        connection = work._connection  # type: ignore[attr-defined]  # past every repository
        (body,) = connection.exec_driver_sql(
            "SELECT body FROM outbox WHERE operation = 'reporter.erase'"
        ).scalars()
    rest = {name: value for name, value in json.loads(body).items() if name != KNOWN}
    return str(body).encode(), json.dumps(rest).encode()


def everything_on_server(world: World) -> bytes:
    database = sqlite3.connect(world._server.files.parent / "server.db")
    read = b""
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        rows = database.execute(f'SELECT * FROM "{name}"')
        read += b"\n".join(_as_bytes(value) for row in rows for value in row)
    database.close()
    return read


def _as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def found(world: World) -> dict[str, set[str]]:
    """Return where which word can still be read."""
    search = Search(WORDS)
    places = {
        sitting.name: search.found_in(everything_on(world, number))
        for number, sitting in enumerate(world.sittings)
    }
    places["server"] = search.found_in(everything_on_server(world))
    places["server's files"] = set(places_of(WORDS, [world._server.files]))
    return {name: words for name, words in places.items() if words}


def work_on_a_case(world: World) -> UUID:
    """Name them in everything that people write, at four desks, and let some of it not stand."""
    counter = desk(world, COUNTER)
    photo = keep_file(f"%PDF-1.4 {IN_FILE} {NAME}".encode(), f"{FILE_NAME} {NAME}.pdf", counter)
    intake = an_intake(
        counter,
        title=f"Lampu di depan rumah {NAME}",
        words=f"Saya {NAMING}.",
        place=f"Samping rumah {NAME}",
        complained_about=f"Tetangga {NAME}",
        reporter_name=NAME,
        reporter_phone=PHONE,
        reporter_nik=NIK,
        reporter_address=MISHEARD,
    )
    uid = register_case(RegisterCase(intake), counter).case.uid
    move_case(MoveCase(uid, MoveName.VERIFY), counter)
    move_case(MoveCase(uid, MoveName.ASSIGN, f"Tolong, {NAMING}.", VILLAGE), counter)
    write_entry(WriteEntry(uid, EntryKind.NOTE, f"Telepon dari {NAMING}.", (photo,)), counter)
    until = counter.today() + timedelta(days=30)
    given = GiveRelease(uid, ReleaseKind.IDENTITY, VILLAGE, f"Hubungi {NAME}.", until)
    give_release(given, counter)
    rounds(world)
    rounds(world)
    village, second, regency = (desk(world, at) for at in (AT_VILLAGE, SECOND, AT_REGENCY))
    write_entry(WriteEntry(uid, EntryKind.PROGRESS, f"Sudah menemui {NAMING}."), village)
    # Values that do not stand, of the case and of who reported.
    correct_case(CorrectCase(uid, place=f"Belakang rumah {NAME}"), second)
    correct_reporter(CorrectReporter(uid, address=ADDRESS), second)
    rounds(world, SECOND)
    correct_case(CorrectCase(uid, place=f"Kiri rumah {NAME}"), counter)
    correct_reporter(CorrectReporter(uid, address=LOST), counter)
    correct_case(CorrectCase(uid, place=f"Kanan rumah {NAME}"), regency)
    # A change that is refused: others have worked on the case.
    void_case(VoidCase(uid, f"Keliru, {NAMING}."), second)
    rounds(world, AT_VILLAGE, COUNTER, SECOND, AT_REGENCY)
    rounds(world)
    for context in (counter, village, second, regency):
        half_written = UnfinishedText(uid, EntryKind.NOTE.value, {"text": f"Nanti, {NAMING}."})
        keep_text(half_written, context)
    return uid


def test_what_is_looked_for_is_there_before(world: World) -> None:
    work_on_a_case(world)
    places = found(world)
    for name in ("counter", "second", "village"):
        assert {*NAME.split(), NIK, "99017733", "Kradenanwex"} <= places[name]
    assert {NAME.split(maxsplit=1)[0], "Kradenanwex", FILE_NAME, IN_FILE} <= places["counter"]
    assert "Kradenanfuq" in places["counter"]
    assert "Kradenanzof" in places["counter"] & places["server"]
    assert IN_FILE in places["server's files"]
    for number in (COUNTER, SECOND, AT_REGENCY):
        with desk(world, number).open_read() as work:
            assert work.conflicts.all() or work.outbox.rejected()


def test_after_an_erasure_no_word_of_them_is_left_anywhere(world: World) -> None:
    uid = work_on_a_case(world)
    counter = desk(world, COUNTER)
    files = frozenset(file.uid for file in preview_erasure(uid, counter).files)
    erase_reporter(EraseReporter(uid, f"Diminta oleh {NAME}.", files), counter)
    erasure, rest = the_erasure(counter)
    assert Search(WORDS).found_in(erasure)  # whom it means goes along until the server has heard
    assert Search(WORDS).found_in(rest) == set()
    assert Search(WORDS).found_in(everything_on(world, COUNTER).replace(erasure, b"")) == set()
    rounds(world)
    rounds(world)
    assert found(world) == {}
