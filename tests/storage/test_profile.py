"""A profile folder: made once, opened by one program at a time, never written over."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from desktop_app.bootstrap.known_people import known_people
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.storage.engine import ClosedForGoodError
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.storage.profile_folder import is_profile
from tests.builders import CLERK_UID, TODAY, VERIFIER_UID, a_case
from tests.storage.secrets_for_tests import CHEAP, PASSWORD

ROOT = Path(__file__).resolve().parents[2]


def create(folder: Path) -> OpenProfile:
    return Profile.create(folder, CLERK_UID, "Sari Rekaan", PASSWORD, cost=CHEAP)


def trouble_on_opening(folder: Path, person=CLERK_UID, password=PASSWORD) -> Trouble:
    with pytest.raises(ExpectedError) as refused:
        Profile.open(folder, person, password)
    return refused.value.trouble


def save_a_case(profile: OpenProfile) -> None:
    with profile.write() as work:
        work.cases.put(a_case())
        work.commit()


def count_cases(profile: OpenProfile) -> int:
    with profile.read() as work:
        return work.cases.counts(TODAY).total


def test_what_was_saved_is_there_when_the_profile_is_opened_again(folder: Path):
    with closing(create(folder)) as profile:
        save_a_case(profile)
        sha256 = profile.files.keep(b"foto")
    with closing(Profile.open(folder, CLERK_UID, PASSWORD)) as profile:
        assert count_cases(profile) == 1
        assert profile.files.read(sha256) == b"foto"


def test_people_can_be_listed_before_anybody_signs_in(folder: Path):
    assert not is_profile(folder)
    create(folder).close()
    assert is_profile(folder)
    assert known_people(folder) == [KeyHolder(CLERK_UID, "Sari Rekaan")]


def test_a_wrong_password_opens_nothing_and_the_right_one_still_does(folder: Path):
    create(folder).close()
    assert trouble_on_opening(folder, password="salah sekali") is Trouble.WRONG_PASSWORD
    assert trouble_on_opening(folder, person=uuid4()) is Trouble.WRONG_PASSWORD
    Profile.open(folder, CLERK_UID, PASSWORD).close()


def test_a_second_person_opens_the_same_profile(folder: Path):
    with closing(create(folder)) as profile:
        save_a_case(profile)
        profile.keys.set_password(VERIFIER_UID, "Budi Rekaan", "lain sekali")
    with closing(Profile.open(folder, VERIFIER_UID, "lain sekali")) as profile:
        assert count_cases(profile) == 1
    assert trouble_on_opening(folder, VERIFIER_UID, PASSWORD) is Trouble.WRONG_PASSWORD


def test_an_open_profile_is_in_use_until_it_is_closed(profile: OpenProfile, folder: Path):
    assert trouble_on_opening(folder) is Trouble.PROFILE_IN_USE
    with pytest.raises(ExpectedError) as refused:
        Profile.discard(folder)
    assert refused.value.trouble is Trouble.PROFILE_IN_USE
    profile.close()
    Profile.open(folder, CLERK_UID, PASSWORD).close()


def test_a_profile_is_never_written_over(folder: Path):
    with closing(create(folder)) as profile:
        save_a_case(profile)
    with pytest.raises(FileExistsError):
        create(folder)
    with closing(Profile.open(folder, CLERK_UID, PASSWORD)) as profile:
        assert count_cases(profile) == 1


@pytest.mark.parametrize("lost", ["keys.json", "office.db"])
def test_a_profile_that_lost_a_file_is_damaged_and_not_new(folder: Path, lost):
    create(folder).close()
    (folder / lost).unlink()
    assert is_profile(folder)
    assert trouble_on_opening(folder) is Trouble.PROFILE_DAMAGED
    assert not (folder / lost).exists()


def test_a_power_cut_while_a_profile_is_made_leaves_it_usable_or_absent(folder: Path):
    with closing(create(folder)) as profile:
        save_a_case(profile)
    (folder / "office.db").rename(folder / "office.db.new")
    with closing(Profile.open(folder, CLERK_UID, PASSWORD)) as profile:
        assert count_cases(profile) == 1
    (folder / "keys.json").unlink()
    (folder / "office.db").rename(folder / "office.db.new")
    assert not is_profile(folder)
    with closing(create(folder)) as profile:
        assert count_cases(profile) == 0


def test_discarding_takes_back_what_creating_made_and_nothing_else(folder: Path):
    create(folder).close()
    (folder / "catatan.txt").write_text("milik orang lain")
    Profile.discard(folder)
    assert not is_profile(folder)
    assert [path.name for path in folder.iterdir()] == ["catatan.txt"]
    (folder / "catatan.txt").unlink()
    create(folder).close()
    Profile.discard(folder)
    assert not folder.exists()
    Profile.discard(folder)


def test_a_profile_whose_folder_is_gone_is_damaged(folder: Path):
    assert trouble_on_opening(folder) is Trouble.PROFILE_DAMAGED
    assert not folder.exists()


def test_opening_a_current_profile_loads_neither_alembic_nor_the_orm(folder: Path):
    create(folder).close()
    program = (
        "import sys, pathlib, uuid\n"
        "from desktop_app.storage.profile import Profile\n"
        "folder, person, password = sys.argv[1:]\n"
        "Profile.open(pathlib.Path(folder), uuid.UUID(person), password).close()\n"
        "print([name for name in ('alembic', 'sqlalchemy.orm') if name in sys.modules])\n"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program, str(folder), str(CLERK_UID), PASSWORD],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert loaded.stdout == "[]\n"


def test_a_folder_that_is_a_file_is_no_place_for_a_profile(folder: Path):
    folder.write_text("bukan folder")
    with pytest.raises(FileExistsError):
        create(folder)


def test_closing_twice_is_once(folder: Path):
    profile = create(folder)
    profile.close()
    profile.close()
    Profile.open(folder, CLERK_UID, PASSWORD).close()


def test_what_outlives_a_closed_profile_opens_nothing_again(folder: Path):
    """A round that is waiting for its server when the PC is locked, say."""
    profile = create(folder)
    late_write, late_read = profile.write, profile.read
    profile.close()

    for late in (late_write, late_read):
        with pytest.raises(ClosedForGoodError), late():
            pytest.fail("the database was opened again")


def test_closing_waits_for_the_transaction_at_hand_and_no_longer(folder: Path):
    profile = create(folder)
    began, ends = threading.Event(), threading.Event()

    def save() -> None:
        with profile.write() as work:
            began.set()
            ends.wait()
            work.state.set_fact("saved", "yes")
            work.commit()

    saver = threading.Thread(target=save)
    saver.start()
    began.wait()
    closer = threading.Thread(target=profile.close)
    closer.start()
    ends.set()
    saver.join()
    closer.join()

    again = Profile.open(folder, CLERK_UID, PASSWORD, cost=CHEAP)
    with closing(again), again.read() as work:
        assert work.state.fact("saved") == "yes"


def test_a_reading_that_is_still_under_way_does_not_keep_the_pc_locked(folder: Path):
    profile = create(folder)
    with profile.read() as reading:
        assert reading.state.fact("anything") is None
        profile.close()
        Profile.open(folder, CLERK_UID, PASSWORD, cost=CHEAP).close()
