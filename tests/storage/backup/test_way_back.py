"""The return in front of the locked work: whose copy it is, and what opens it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.bootstrap.known_people import known_people
from desktop_app.bootstrap.way_back import way_back_of
from desktop_app.domain.backups import Restored
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.ui.shell.doors import FoundCopy, ReturnForm
from desktop_app.ui.shell.return_screen import LOCAL
from desktop_app.ui.words.backups import restored_words
from desktop_app.ui.words.troubles import trouble_words
from tests.builders import VERIFIER_UID
from tests.desk import PASSWORD, a_desk
from tests.storage.backup.conftest import ZONE, CopiedDesk


def opened(folder: Path) -> OpenProfile:
    return Profile.open(folder, VERIFIER_UID, PASSWORD)


def back_to(copied: CopiedDesk, found: FoundCopy, *, is_sure: bool = False) -> Restored:
    form = ReturnForm(found, VERIFIER_UID, PASSWORD, is_sure)
    way_back = way_back_of(copied.folder, clock=copied.desk.clock)
    return way_back.return_to(form, tell=lambda _: None, cancelled=lambda: False)


@dataclass(frozen=True)
class Stick:
    """A folder with a copy of another PC of the same office, where the same people sign in."""

    folder: Path
    key_file: bytes

    def copy_for(self, copied: CopiedDesk) -> FoundCopy:
        """Return its copy as it is found at a PC."""
        (found,) = found_in(copied, self.folder)
        return found


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    folder = tmp_path / "stick"
    folder.mkdir()
    with a_desk(tmp_path / "other") as desk:
        other = CopiedDesk(desk, tmp_path / "other" / "profile", desk.profile.copies(ZONE))
        other.copies.claim(folder)
        other.carry(other.back_up(), folder)
    return Stick(folder, (tmp_path / "other" / "profile" / "keys.json").read_bytes())


def all_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"lock", "tries.json"}
    }


def break_first_page(copied: CopiedDesk) -> None:
    with (copied.folder / "office.db").open("r+b") as file:
        file.write(bytes(32))


def test_a_copy_of_another_pc_takes_no_place_of_data_that_lives(copied: CopiedDesk, stick: Stick):
    copied.desk.profile.close()
    before = all_of(copied.folder)
    found = stick.copy_for(copied)
    assert found.is_foreign

    with pytest.raises(ExpectedError) as refused:
        back_to(copied, found, is_sure=True)

    assert refused.value.trouble is Trouble.BACKUP_FOREIGN
    words = trouble_words(refused.value)
    assert "dari komputer lain" in words
    assert copied.context.office.name in words
    assert all_of(copied.folder) == before


def test_a_damaged_pc_with_copies_of_its_own_is_led_to_them(copied: CopiedDesk, stick: Stick):
    made = copied.back_up()
    copied.desk.profile.close()
    break_first_page(copied)
    (copied.folder / "keys.json").unlink()

    with pytest.raises(ExpectedError) as refused:
        back_to(copied, stick.copy_for(copied), is_sure=True)

    assert refused.value.trouble is Trouble.BACKUP_FOREIGN
    (own,) = found_in(copied)
    assert not own.is_foreign
    assert back_to(copied, own).backup.name == made.name


def test_where_nothing_tells_whose_the_data_was_it_is_asked_and_all_is_kept(
    copied: CopiedDesk, stick: Stick
):
    copied.desk.profile.close()
    break_first_page(copied)
    (copied.folder / "keys.json").write_bytes(b"{")
    before = all_of(copied.folder)
    found = stick.copy_for(copied)

    with pytest.raises(ExpectedError) as asked:
        back_to(copied, found)

    assert asked.value.trouble is Trouble.BACKUP_OWNER_UNKNOWN
    assert copied.context.office.name in trouble_words(asked.value)
    assert all_of(copied.folder) == before
    done = back_to(copied, found, is_sure=True)
    assert (copied.folder / done.kept_aside / "office.db").read_bytes() == before["office.db"]
    assert any(path.read_bytes() == b"{" for path in copied.folder.glob("aside/*/keys.json"))
    opened(copied.folder).close()


def test_keys_of_lost_data_give_way_to_those_of_the_copy_that_was_chosen(
    copied: CopiedDesk, stick: Stick
):
    copied.desk.profile.close()
    keys = (copied.folder / "keys.json").read_bytes()
    for path in copied.folder.glob("office.db*"):
        path.unlink()
    found = stick.copy_for(copied)

    with pytest.raises(ExpectedError) as asked:
        back_to(copied, found)
    assert asked.value.trouble is Trouble.BACKUP_OWNER_UNKNOWN
    back_to(copied, found, is_sure=True)

    assert (copied.folder / "keys.json").read_bytes() == stick.key_file
    assert any(path.read_bytes() == keys for path in copied.folder.glob("aside/*/keys.json"))
    opened(copied.folder).close()


def test_its_own_copy_on_a_stick_is_known_though_nothing_here_opens(
    copied: CopiedDesk, stick: Stick
):
    copied.copies.claim(stick.folder)
    made = copied.carry(copied.back_up(), stick.folder)
    copied.desk.profile.close()
    shutil.rmtree(copied.place)
    break_first_page(copied)

    own, other = found_in(copied, stick.folder)
    assert (own.is_foreign, other.is_foreign) == (False, True)
    assert back_to(copied, own).backup.name == made.name


def test_a_new_pc_becomes_what_the_copy_is(copied: CopiedDesk, stick: Stick):
    copied.desk.profile.close()
    shutil.rmtree(copied.folder)
    found = stick.copy_for(copied)
    assert not found.is_foreign
    back_to(copied, found)
    opened(copied.folder).close()


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
