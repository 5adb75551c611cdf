"""A person's password opens the key; nothing else does, and damage is told apart from a slip."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.key_file import Cost, KeyFile
from tests.builders import CLERK_UID, VERIFIER_UID
from tests.storage.secrets_for_tests import CHEAP, KEY, PASSWORD


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    """A key file with the clerk in it."""
    made = KeyFile(tmp_path / "keys.json")
    made.create(KEY, CLERK_UID, "Sari Rekaan", password=PASSWORD, cost=CHEAP)
    return made


def trouble_of_unlocking(keys: KeyFile, person=CLERK_UID, password=PASSWORD) -> Trouble:
    with pytest.raises(ExpectedError) as refused:
        keys.unlock(person, password)
    return refused.value.trouble


def change_file(tmp_path: Path, change) -> None:
    path = tmp_path / "keys.json"
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def test_the_password_unlocks_the_key(keys: KeyFile):
    assert keys.unlock(CLERK_UID, PASSWORD) == KEY


@pytest.mark.parametrize("typed", ["", "kereta senja 1977", "Kereta senja 1976", PASSWORD + " "])
def test_a_wrong_password_is_called_wrong(keys: KeyFile, typed):
    assert trouble_of_unlocking(keys, password=typed) is Trouble.WRONG_PASSWORD


def test_nobody_else_gets_in_with_the_password(keys: KeyFile):
    assert trouble_of_unlocking(keys, person=uuid4()) is Trouble.WRONG_PASSWORD


def test_a_password_typed_on_another_keyboard_is_the_same(tmp_path: Path):
    keys = KeyFile(tmp_path / "keys.json")
    keys.create(KEY, CLERK_UID, "Sari", password="kaf\u00e9", cost=CHEAP)
    assert keys.unlock(CLERK_UID, "kafe\u0301") == KEY


def test_names_can_be_read_before_anything_is_unlocked(keys: KeyFile):
    keys.add_wrap(KEY, VERIFIER_UID, "Budi Rekaan", password="lain sekali", cost=CHEAP)
    assert keys.people() == [(CLERK_UID, "Sari Rekaan"), (VERIFIER_UID, "Budi Rekaan")]


def test_each_person_opens_the_same_key_with_their_own_password(keys: KeyFile):
    keys.add_wrap(KEY, VERIFIER_UID, "Budi Rekaan", password="lain sekali", cost=CHEAP)
    assert keys.unlock(CLERK_UID, PASSWORD) == keys.unlock(VERIFIER_UID, "lain sekali") == KEY
    assert trouble_of_unlocking(keys, VERIFIER_UID, PASSWORD) is Trouble.WRONG_PASSWORD


def test_a_new_password_takes_the_place_of_the_old_one(keys: KeyFile):
    keys.add_wrap(KEY, CLERK_UID, "Sari Rekaan", password="sandi baru", cost=CHEAP)
    assert keys.unlock(CLERK_UID, "sandi baru") == KEY
    assert trouble_of_unlocking(keys) is Trouble.WRONG_PASSWORD
    assert len(keys.people()) == 1


def test_a_wrap_is_of_no_use_under_another_persons_name(keys: KeyFile, tmp_path: Path):
    keys.add_wrap(KEY, VERIFIER_UID, "Budi Rekaan", password="lain sekali", cost=CHEAP)

    def swap(content):
        first, second = content["people"]
        first["person_uid"], second["person_uid"] = second["person_uid"], first["person_uid"]

    change_file(tmp_path, swap)
    assert trouble_of_unlocking(keys, VERIFIER_UID, PASSWORD) is Trouble.PROFILE_DAMAGED


def test_every_wrap_costs_what_it_was_made_with(keys: KeyFile, tmp_path: Path):
    keys.add_wrap(KEY, VERIFIER_UID, "Budi", password="lain sekali", cost=Cost(2, 16, 1))
    people = json.loads((tmp_path / "keys.json").read_text())["people"]
    assert [person["argon2id"] for person in people] == [
        {"passes": 1, "memory_kib": 8, "lanes": 1},
        {"passes": 2, "memory_kib": 16, "lanes": 1},
    ]
    assert people[0]["salt"] != people[1]["salt"]
    assert keys.unlock(VERIFIER_UID, "lain sekali") == KEY


def test_a_guess_costs_three_passes_over_64_mebibytes_unless_told_otherwise():
    assert Cost() == Cost(passes=3, memory_kib=65_536, lanes=4)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format": "satu", "people": [], "sum": ""}',
        b'{"format": 1, "people": [{}], "sum": ""}',
    ],
)
def test_an_unreadable_file_is_called_damaged(keys: KeyFile, tmp_path: Path, content):
    (tmp_path / "keys.json").write_bytes(content)
    assert trouble_of_unlocking(keys) is Trouble.PROFILE_DAMAGED


def test_a_lost_file_is_called_damaged(tmp_path: Path):
    assert trouble_of_unlocking(KeyFile(tmp_path / "keys.json")) is Trouble.PROFILE_DAMAGED


@pytest.mark.parametrize("field", ["salt", "nonce", "wrapped_key"])
def test_a_flipped_letter_is_called_damaged_and_not_a_wrong_password(
    keys: KeyFile, tmp_path: Path, field
):
    def flip(content):
        text = content["people"][0][field]
        content["people"][0][field] = ("B" if text[0] == "A" else "A") + text[1:]

    change_file(tmp_path, flip)
    assert trouble_of_unlocking(keys) is Trouble.PROFILE_DAMAGED


def test_a_file_of_a_later_version_is_called_newer(keys: KeyFile, tmp_path: Path):
    change_file(tmp_path, lambda content: content.update(format=2))
    assert trouble_of_unlocking(keys) is Trouble.DATABASE_NEWER


def test_nothing_half_written_is_left_beside_the_file(keys: KeyFile, tmp_path: Path):
    keys.add_wrap(KEY, VERIFIER_UID, "Budi", password="lain sekali", cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
