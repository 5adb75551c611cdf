"""A keyring opens a profile, and whatever is wrong with one, the password still does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from desktop_app.bootstrap.known_people import known_people
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage import system_keyring
from desktop_app.storage.profile import OpenProfile, Profile
from tests.builders import CLERK_UID
from tests.keyrings import (
    BrokenKeyring,
    ForgetfulKeyring,
    MemoryKeyring,
    PlainKeyring,
    RefusingKeyring,
    SilentKeyring,
    the_keyring,
)
from tests.storage.secrets_for_tests import CHEAP, PASSWORD

MISSING, REFUSED = Trouble.KEYRING_MISSING, Trouble.KEYRING_REFUSED


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    chosen = MemoryKeyring()
    with the_keyring(chosen):
        yield chosen


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    made = Profile.create(tmp_path / "office", CLERK_UID, "Sari", PASSWORD, cost=CHEAP)
    with closing(made):
        yield made


def trouble_of(work) -> Trouble:
    with pytest.raises(ExpectedError) as refused:
        work()
    return refused.value.trouble


def opens_by_keyring(folder: Path) -> bool:
    secret = Profile.keyring_secret(folder, CLERK_UID)
    Profile.open_by_keyring(folder, CLERK_UID, secret, cost=CHEAP).close()
    return True


def test_a_keyring_opens_the_profile_until_it_is_turned_off(
    profile: OpenProfile, memory: MemoryKeyring, tmp_path: Path
):
    folder = tmp_path / "office"
    profile.keys.open_by_keyring(CLERK_UID, "Sari")
    profile.close()
    assert opens_by_keyring(folder)

    with closing(Profile.open(folder, CLERK_UID, PASSWORD, cost=CHEAP)) as again:
        again.keys.forget_keyring(CLERK_UID)
    assert memory.kept == {}
    assert trouble_of(lambda: opens_by_keyring(folder)) is Trouble.KEYRING_LOST
    assert not (known_people(folder) or [])[0].has_keyring


def test_neither_password_nor_key_lies_in_the_keyring_and_no_secret_in_the_file(
    profile: OpenProfile, memory: MemoryKeyring, tmp_path: Path
):
    profile.keys.open_by_keyring(CLERK_UID, "Sari")

    (secret,) = memory.kept.values()
    assert PASSWORD not in secret
    assert secret.encode() not in (tmp_path / "office" / "keys.json").read_bytes()


def test_turned_on_again_it_leaves_one_secret_behind(profile: OpenProfile, memory: MemoryKeyring):
    for _ in range(2):
        profile.keys.open_by_keyring(CLERK_UID, "Sari")
    assert len(memory.kept) == 1


@pytest.mark.parametrize(
    ("chosen", "trouble"),
    [
        (NoKeyring, MISSING),
        (PlainKeyring, MISSING),
        (RefusingKeyring, REFUSED),
        (BrokenKeyring, REFUSED),
        (ForgetfulKeyring, REFUSED),
    ],
)
def test_a_keyring_that_is_of_no_use_changes_nothing(
    profile: OpenProfile, tmp_path: Path, chosen, trouble
):
    before = (tmp_path / "office" / "keys.json").read_bytes()

    with the_keyring(chosen()):
        refused = trouble_of(lambda: profile.keys.open_by_keyring(CLERK_UID, "Sari"))

    assert refused is trouble
    assert (tmp_path / "office" / "keys.json").read_bytes() == before


@pytest.mark.parametrize(
    ("chosen", "trouble"),
    [
        (NoKeyring, MISSING),
        (RefusingKeyring, REFUSED),
        (BrokenKeyring, REFUSED),
        (MemoryKeyring, Trouble.KEYRING_LOST),  # another account's: it has no such secret
    ],
)
def test_a_keyring_that_went_bad_leaves_the_password(
    profile: OpenProfile, memory: MemoryKeyring, tmp_path: Path, chosen, trouble
):
    folder = tmp_path / "office"
    profile.keys.open_by_keyring(CLERK_UID, "Sari")
    profile.close()

    with the_keyring(chosen()):
        assert trouble_of(lambda: Profile.keyring_secret(folder, CLERK_UID)) is trouble
    Profile.open(folder, CLERK_UID, PASSWORD, cost=CHEAP).close()


def test_a_keyring_that_never_answers_is_given_up(
    profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(system_keyring, "PATIENCE_S", 0.05)
    silent = SilentKeyring()

    with the_keyring(silent):
        refused = trouble_of(lambda: profile.keys.open_by_keyring(CLERK_UID, "Sari"))
    silent.ends.set()

    assert refused is REFUSED


def test_turned_off_against_a_keyring_that_refuses_it_opens_nothing_all_the_same(
    profile: OpenProfile, memory: MemoryKeyring, tmp_path: Path
):
    profile.keys.open_by_keyring(CLERK_UID, "Sari")
    with the_keyring(RefusingKeyring()):
        refused = trouble_of(lambda: profile.keys.forget_keyring(CLERK_UID))
    profile.close()

    assert refused is REFUSED
    assert memory.kept != {}
    assert trouble_of(lambda: opens_by_keyring(tmp_path / "office")) is Trouble.KEYRING_LOST


def test_the_secret_of_somebody_shut_out_opens_nothing(
    profile: OpenProfile, memory: MemoryKeyring, tmp_path: Path
):
    profile.keys.open_by_keyring(CLERK_UID, "Sari")
    (secret,) = memory.kept.values()
    profile.keys.remove([CLERK_UID])
    profile.close()

    folder = tmp_path / "office"
    refused = trouble_of(lambda: Profile.open_by_keyring(folder, CLERK_UID, secret, cost=CHEAP))
    assert refused is Trouble.KEYRING_LOST
