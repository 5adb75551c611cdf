"""The return in front of the locked work: whose copy it is, and what opens it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.bootstrap.way_back import way_back_of
from desktop_app.bootstrap.way_in import known_people
from desktop_app.domain.backups import Restored
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.ui.shell.doors import FoundCopy, ReturnForm
from desktop_app.ui.shell.return_screen import LOCAL
from desktop_app.ui.words.backups import restored_words
from desktop_app.ui.words.troubles import trouble_words
from tests.builders import VERIFIER_UID
from tests.desk import PASSWORD
from tests.storage.backup.conftest import CopiedDesk


def opened(folder: Path) -> OpenProfile:
    return Profile.open(folder, VERIFIER_UID, PASSWORD)


def back_to(copied: CopiedDesk, found: FoundCopy) -> Restored:
    form = ReturnForm(found, VERIFIER_UID, PASSWORD)
    way_back = way_back_of(copied.folder, clock=copied.desk.clock)
    return way_back.return_to(form, tell=lambda _: None, cancelled=lambda: False)


def found_in(copied: CopiedDesk, folder: Path | None = None) -> list[FoundCopy]:
    return way_back_of(copied.folder, clock=copied.desk.clock).find(folder)


def lose(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


@pytest.mark.parametrize("spoil", [lose, damage])
def test_a_whole_database_gets_its_key_file_back_and_stays_as_it_is(
    copied: CopiedDesk, spoil: Callable[[Path], None]
):
    copied.back_up()
    copied.desk.registered()
    copied.desk.profile.close()
    database = (copied.folder / "office.db").read_bytes()
    spoil(copied.folder / "keys.json")
    with pytest.raises(ExpectedError) as noticed:
        known_people(copied.folder)
    assert noticed.value.trouble is Trouble.KEYS_LOST
    assert "kunci" in trouble_words(noticed.value)

    (found,) = found_in(copied)
    done = back_to(copied, found)

    assert done.keys_only
    assert "Data tidak berubah" in restored_words(done, LOCAL)
    assert (copied.folder / "office.db").read_bytes() == database
    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert work.cases.count() == 4


def test_a_damaged_database_without_its_key_file_comes_back_as_a_whole(copied: CopiedDesk):
    copied.back_up()
    copied.desk.registered()
    copied.desk.profile.close()
    (copied.folder / "keys.json").unlink()
    with (copied.folder / "office.db").open("r+b") as file:
        file.truncate(5000)

    (found,) = found_in(copied)
    done = back_to(copied, found)

    assert not done.keys_only
    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert work.cases.count() == 3


@pytest.mark.parametrize("spoil", [lose, damage])
def test_a_copy_without_its_key_file_is_opened_by_that_of_another(
    copied: CopiedDesk, tmp_path: Path, spoil: Callable[[Path], None]
):
    stick = tmp_path / "stick"
    stick.mkdir()
    copied.copies.claim(stick)
    for _ in range(2):
        copied.desk.clock.pass_days(1)
        copied.carry(copied.back_up(), stick)
    copied.desk.profile.close()
    newest, _older = found_in(copied, stick)
    for path in copied.folder.glob("office.db*"):
        path.unlink()
    (copied.folder / "keys.json").unlink()
    spoil(newest.place / newest.backup.name / "keys.json")

    newest, _older = found_in(copied, stick)
    assert [person.uid for person in newest.people] == [VERIFIER_UID]
    back_to(copied, newest)

    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert work.cases.count() == 3


def test_where_no_key_file_is_left_that_is_said(copied: CopiedDesk):
    made = copied.back_up()
    copied.desk.profile.close()
    (copied.folder / "keys.json").unlink()
    (copied.place / made.name / "keys.json").unlink()

    (found,) = found_in(copied)
    with pytest.raises(ExpectedError) as refused:
        back_to(copied, found)

    assert refused.value.trouble is Trouble.KEYS_LOST
    assert "cadangan lain" in trouble_words(refused.value)
