"""A person's password opens the key; nothing else does, and damage is told apart from a slip."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.key_wrap import Cost
from tests.builders import CLERK_UID, NOW, VERIFIER_UID
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
    keys.set_password(KEY, VERIFIER_UID, "Budi Rekaan", password="lain sekali", cost=CHEAP)
    assert keys.holders() == [
        KeyHolder(CLERK_UID, "Sari Rekaan"),
        KeyHolder(VERIFIER_UID, "Budi Rekaan"),
    ]


def test_each_person_opens_the_same_key_with_their_own_password(keys: KeyFile):
    keys.set_password(KEY, VERIFIER_UID, "Budi Rekaan", password="lain sekali", cost=CHEAP)
    assert keys.unlock(CLERK_UID, PASSWORD) == keys.unlock(VERIFIER_UID, "lain sekali") == KEY
    assert trouble_of_unlocking(keys, VERIFIER_UID, PASSWORD) is Trouble.WRONG_PASSWORD


def test_a_new_password_takes_the_place_of_the_old_one(keys: KeyFile):
    keys.set_password(KEY, CLERK_UID, "Sari Rekaan", password="sandi baru", cost=CHEAP)
    assert keys.unlock(CLERK_UID, "sandi baru") == KEY
    assert trouble_of_unlocking(keys) is Trouble.WRONG_PASSWORD
    assert len(keys.holders()) == 1


def test_who_changes_the_password_keeps_the_place_in_the_list(keys: KeyFile):
    keys.set_password(KEY, VERIFIER_UID, "Budi Rekaan", password="lain sekali", cost=CHEAP)
    keys.set_password(KEY, CLERK_UID, "Sari Rekaan", password="sandi baru", cost=CHEAP)
    assert [holder.uid for holder in keys.holders()] == [CLERK_UID, VERIFIER_UID]


def test_a_wrap_is_of_no_use_under_another_persons_name(keys: KeyFile, tmp_path: Path):
    keys.set_password(KEY, VERIFIER_UID, "Budi Rekaan", password="lain sekali", cost=CHEAP)

    def swap(content):
        first, second = content["slots"]
        first["person_uid"], second["person_uid"] = second["person_uid"], first["person_uid"]

    change_file(tmp_path, swap)
    assert trouble_of_unlocking(keys, VERIFIER_UID, PASSWORD) is Trouble.PROFILE_DAMAGED


def test_every_wrap_costs_what_it_was_made_with(keys: KeyFile, tmp_path: Path):
    keys.set_password(KEY, VERIFIER_UID, "Budi", password="lain sekali", cost=Cost(2, 16, 1))
    people = json.loads((tmp_path / "keys.json").read_text())["slots"]
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
        b'{"format": 2, "people": [], "sum": ""}',
        b"[" * 100_000,
    ],
)
def test_an_unreadable_file_is_called_damaged(keys: KeyFile, tmp_path: Path, content):
    (tmp_path / "keys.json").write_bytes(content)
    assert trouble_of_unlocking(keys) is Trouble.PROFILE_DAMAGED


@pytest.mark.parametrize(
    "cost",
    [
        {"passes": float("inf"), "memory_kib": 8, "lanes": 1},
        {"passes": 2**31, "memory_kib": 8, "lanes": 1},
        {"passes": 1, "memory_kib": 2**32 - 1, "lanes": 1},
        {"passes": 1, "memory_kib": 8 * 2**20, "lanes": 2**20},
        {"passes": 0, "memory_kib": 8, "lanes": 1},
    ],
)
def test_a_cost_that_would_keep_the_pc_busy_for_ever_is_called_damage(
    keys: KeyFile, tmp_path: Path, cost
):
    def ask_for(content) -> None:
        content["slots"][0]["argon2id"] = cost
        text = json.dumps(content["slots"], sort_keys=True)
        content["sum"] = hashlib.sha256(text.encode()).hexdigest()

    change_file(tmp_path, ask_for)
    assert trouble_of_unlocking(keys) is Trouble.PROFILE_DAMAGED


def test_a_lost_file_is_called_damaged(tmp_path: Path):
    assert trouble_of_unlocking(KeyFile(tmp_path / "keys.json")) is Trouble.PROFILE_DAMAGED


@pytest.mark.parametrize("field", ["salt", "nonce", "wrapped_key"])
def test_a_flipped_letter_is_called_damaged_and_not_a_wrong_password(
    keys: KeyFile, tmp_path: Path, field
):
    def flip(content):
        text = content["slots"][0][field]
        content["slots"][0][field] = ("B" if text[0] == "A" else "A") + text[1:]

    change_file(tmp_path, flip)
    assert trouble_of_unlocking(keys) is Trouble.PROFILE_DAMAGED


def test_a_file_of_a_later_version_is_called_newer(keys: KeyFile, tmp_path: Path):
    change_file(tmp_path, lambda content: content.update(format=4))
    assert trouble_of_unlocking(keys) is Trouble.DATABASE_NEWER


def test_nothing_half_written_is_left_beside_the_file(keys: KeyFile, tmp_path: Path):
    keys.set_password(KEY, VERIFIER_UID, "Budi", password="lain sekali", cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_a_file_of_the_first_format_still_opens(tmp_path: Path, keys: KeyFile):
    """Format 1 knew passwords only; the frozen profiles in tests/data have it too."""
    path = tmp_path / "keys.json"
    content = json.loads(path.read_text())
    people = [
        {name: value for name, value in slot.items() if name != "opens"}
        for slot in content["slots"]
    ]
    digest = hashlib.sha256(json.dumps(people, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps({"format": 1, "people": people, "sum": digest}))

    assert keys.unlock(CLERK_UID, PASSWORD) == KEY
    assert keys.holders() == [KeyHolder(CLERK_UID, "Sari Rekaan")]


def test_a_one_time_code_opens_for_its_person_until_it_ends(keys: KeyFile):
    until = NOW + timedelta(days=3)
    keys.give_code(KEY, VERIFIER_UID, "Budi Rekaan", letters="ABCDEFGH", until=until, cost=CHEAP)

    key, holder = keys.unlock_once("ABCDEFGH", NOW)

    assert (key, holder.uid) == (KEY, VERIFIER_UID)
    for letters, now in (("ABCDEFGJ", NOW), ("ABCDEFGH", until)):
        with pytest.raises(ExpectedError) as refused:
            keys.unlock_once(letters, now)
        assert refused.value.trouble is Trouble.CODE_WRONG


def test_a_code_whose_end_was_moved_in_the_file_opens_nothing(keys: KeyFile, tmp_path: Path):
    keys.give_code(KEY, VERIFIER_UID, "Budi", letters="ABCDEFGH", until=NOW, cost=CHEAP)

    def prolong(content):
        content["slots"][1]["until"] = (NOW + timedelta(days=9)).isoformat()
        text = json.dumps(content["slots"], sort_keys=True)
        content["sum"] = hashlib.sha256(text.encode()).hexdigest()

    change_file(tmp_path, prolong)
    with pytest.raises(ExpectedError) as refused:
        keys.unlock_once("ABCDEFGH", NOW)
    assert refused.value.trouble is Trouble.CODE_WRONG


def test_who_has_a_code_is_shown_with_its_end_and_without_a_password(keys: KeyFile):
    keys.give_code(KEY, VERIFIER_UID, "Budi", letters="ABCDEFGH", until=NOW, cost=CHEAP)
    keys.give_code(KEY, CLERK_UID, "Sari Rekaan", letters="ABCDEFGH", until=NOW, cost=CHEAP)

    assert keys.holders() == [
        KeyHolder(CLERK_UID, "Sari Rekaan", code_until=NOW),
        KeyHolder(VERIFIER_UID, "Budi", has_password=False, code_until=NOW),
    ]


def test_a_chosen_password_ends_the_code(keys: KeyFile):
    keys.give_code(KEY, VERIFIER_UID, "Budi", letters="ABCDEFGH", until=NOW, cost=CHEAP)
    keys.set_password(KEY, VERIFIER_UID, "Budi", password="sandi baru", cost=CHEAP)

    assert KeyHolder(VERIFIER_UID, "Budi") in keys.holders()
    with pytest.raises(ExpectedError):
        keys.unlock_once("ABCDEFGH", NOW - timedelta(days=1))


def test_the_recovery_code_opens_and_a_newer_one_on_paper_ends_it(keys: KeyFile):
    keys.set_recovery_code(KEY, letters="KODEPERTAMA", cost=CHEAP)
    keys.recovery_code_is_on_paper()
    assert keys.recover("KODEPERTAMA") == KEY
    keys.set_recovery_code(KEY, letters="KODEKEDUA", cost=CHEAP)
    keys.recovery_code_is_on_paper()

    assert keys.has_recovery_code()
    assert keys.recover("KODEKEDUA") == KEY
    with pytest.raises(ExpectedError) as refused:
        keys.recover("KODEPERTAMA")
    assert refused.value.trouble is Trouble.CODE_WRONG
    assert keys.holders() == [KeyHolder(CLERK_UID, "Sari Rekaan")]


def test_who_is_removed_gets_in_by_no_way(keys: KeyFile):
    keys.set_password(KEY, VERIFIER_UID, "Budi", password="lain sekali", cost=CHEAP)
    keys.give_code(KEY, VERIFIER_UID, "Budi", letters="ABCDEFGH", until=NOW, cost=CHEAP)
    keys.remove([VERIFIER_UID])

    assert trouble_of_unlocking(keys, VERIFIER_UID, "lain sekali") is Trouble.WRONG_PASSWORD
    with pytest.raises(ExpectedError):
        keys.unlock_once("ABCDEFGH", NOW - timedelta(days=1))
    assert keys.unlock(CLERK_UID, PASSWORD) == KEY


def test_neither_key_nor_codes_stand_in_the_file(keys: KeyFile, tmp_path: Path):
    keys.give_code(KEY, VERIFIER_UID, "Budi", letters="ABCDEFGH", until=NOW, cost=CHEAP)
    keys.set_recovery_code(KEY, letters="KODEPERTAMA", cost=CHEAP)

    written = (tmp_path / "keys.json").read_bytes()
    for secret in (b"ABCDEFGH", b"KODEPERTAMA", PASSWORD.encode(), base64.b64encode(KEY)):
        assert secret not in written


def test_a_recovery_code_counts_only_once_it_is_on_paper(keys: KeyFile):
    """A program may die between making it and showing it: then nobody has it."""
    keys.recovery_code_is_on_paper()
    assert not keys.has_recovery_code()
    keys.set_recovery_code(KEY, letters="KODEPERTAMA", cost=CHEAP)

    assert not keys.has_recovery_code()
    assert keys.recover("KODEPERTAMA") == KEY  # it may have been printed all the same
    keys.recovery_code_is_on_paper()
    assert keys.has_recovery_code()


def test_a_recovery_code_that_nobody_saw_ends_none_that_is_on_paper(keys: KeyFile):
    keys.set_recovery_code(KEY, letters="DIKERTAS", cost=CHEAP)
    keys.recovery_code_is_on_paper()
    for unseen in ("TAKTERLIHAT", "TAKTERLIHATJUGA"):
        keys.set_recovery_code(KEY, letters=unseen, cost=CHEAP)

    assert keys.recover("DIKERTAS") == KEY
    assert keys.recover("TAKTERLIHATJUGA") == KEY
    with pytest.raises(ExpectedError):
        keys.recover("TAKTERLIHAT")


def test_a_recovery_code_of_an_earlier_format_is_taken_to_be_on_paper(
    keys: KeyFile, tmp_path: Path
):
    keys.set_recovery_code(KEY, letters="KODELAMA", cost=CHEAP)

    def as_it_was(content):
        slots = content["slots"]
        slots[1].pop("on_paper")
        written = json.dumps(slots, sort_keys=True).encode()
        content.update(format=2, sum=hashlib.sha256(written).hexdigest())

    change_file(tmp_path, as_it_was)
    assert keys.has_recovery_code()


def with_keyring(keys: KeyFile, secret: str = "rahasia acak") -> None:
    keys.set_keyring(KEY, CLERK_UID, "Sari Rekaan", secret_name="a1", secret=secret, cost=CHEAP)


def test_a_secret_of_a_keyring_opens_it_beside_the_password(keys: KeyFile):
    with_keyring(keys)

    assert keys.unlock_by_keyring(CLERK_UID, "rahasia acak") == KEY
    assert keys.unlock(CLERK_UID, PASSWORD) == KEY
    assert keys.keyring_name(CLERK_UID) == "a1"
    assert keys.holders() == [KeyHolder(CLERK_UID, "Sari Rekaan", has_keyring=True)]


def test_a_secret_of_a_keyring_is_no_password_and_nobody_elses(keys: KeyFile):
    with_keyring(keys)

    assert trouble_of_unlocking(keys, password="rahasia acak") is Trouble.WRONG_PASSWORD
    for person, secret in ((VERIFIER_UID, "rahasia acak"), (CLERK_UID, "lain")):
        with pytest.raises(ExpectedError) as refused:
            keys.unlock_by_keyring(person, secret)
        assert refused.value.trouble is Trouble.KEYRING_LOST


def test_a_secret_of_a_keyring_is_of_no_use_under_another_name(keys: KeyFile, tmp_path: Path):
    with_keyring(keys)

    def rename(content):
        content["slots"][1]["secret_name"] = "b2"
        written = json.dumps(content["slots"], sort_keys=True).encode()
        content["sum"] = hashlib.sha256(written).hexdigest()

    change_file(tmp_path, rename)
    with pytest.raises(ExpectedError):
        keys.unlock_by_keyring(CLERK_UID, "rahasia acak")


def test_another_secret_takes_the_place_of_the_one_before(keys: KeyFile):
    with_keyring(keys, "yang lama")
    with_keyring(keys, "yang baru")

    assert keys.unlock_by_keyring(CLERK_UID, "yang baru") == KEY
    with pytest.raises(ExpectedError):
        keys.unlock_by_keyring(CLERK_UID, "yang lama")


def test_ones_own_new_password_leaves_the_keyring_and_one_by_code_ends_it(keys: KeyFile):
    with_keyring(keys)
    keys.set_password(KEY, CLERK_UID, "Sari Rekaan", password="sandi baru", cost=CHEAP)
    assert keys.keyring_name(CLERK_UID) == "a1"

    keys.set_password(KEY, CLERK_UID, "Sari Rekaan", password="lewat kode", cost=CHEAP, alone=True)
    assert keys.keyring_name(CLERK_UID) is None


def test_who_is_removed_gets_in_by_no_keyring(keys: KeyFile):
    with_keyring(keys)
    keys.remove([CLERK_UID])

    with pytest.raises(ExpectedError):
        keys.unlock_by_keyring(CLERK_UID, "rahasia acak")


def test_a_keyring_is_forgotten_alone(keys: KeyFile):
    with_keyring(keys)
    keys.remove_keyring(CLERK_UID)

    assert keys.holders() == [KeyHolder(CLERK_UID, "Sari Rekaan")]
    assert keys.unlock(CLERK_UID, PASSWORD) == KEY
