"""Ways into a profile: given while it is open, tried while it is locked, wrong tries cost time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.bootstrap.known_people import known_people
from desktop_app.domain.errors import ExpectedError, ProblemCode, Trouble
from desktop_app.domain.key_holders import CODE_LASTS, KeyHolder
from desktop_app.domain.typed_codes import ONE_TIME, RECOVERY
from desktop_app.storage.profile import OpenProfile, Profile
from tests.builders import CLERK_UID, VERIFIER_UID
from tests.desk import TestClock
from tests.storage.secrets_for_tests import CHEAP, PASSWORD

NEW = "sandi yang baru"


class Locked:
    """A locked profile at which somebody tries."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = TestClock()

    def opens(self, person=CLERK_UID, password=PASSWORD) -> OpenProfile:
        return Profile.open(self.folder, person, password, cost=CHEAP, clock=self.clock)

    def opens_by(self, code: str) -> tuple[OpenProfile, KeyHolder | None]:
        return Profile.open_by_code(self.folder, code, cost=CHEAP, clock=self.clock)

    def trouble(self, try_it) -> ExpectedError:
        with pytest.raises(ExpectedError) as refused:
            try_it()
        return refused.value


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    """An open profile of the clerk."""
    with closing(
        Profile.create(tmp_path / "office", CLERK_UID, "Sari Rekaan", PASSWORD, cost=CHEAP)
    ) as made:
        yield made


@pytest.fixture
def locked(profile: OpenProfile, tmp_path: Path) -> Locked:
    """The same profile, closed."""
    profile.close()
    return Locked(tmp_path / "office")


def test_a_colleague_lets_somebody_in_who_chooses_a_password(profile: OpenProfile, tmp_path: Path):
    locked = Locked(tmp_path / "office")
    code = profile.keys.give_code(VERIFIER_UID, "Budi Rekaan", locked.clock() + CODE_LASTS)
    profile.close()

    opened, holder = locked.opens_by(code.lower())
    opened.keys.set_password(VERIFIER_UID, "Budi Rekaan", NEW)
    opened.close()

    assert holder is not None
    assert (holder.uid, holder.has_password) == (VERIFIER_UID, False)
    locked.opens(VERIFIER_UID, NEW).close()
    assert locked.trouble(lambda: locked.opens_by(code)).trouble is Trouble.CODE_WRONG


def test_the_printed_code_opens_and_is_nobodys(profile: OpenProfile, tmp_path: Path):
    code = profile.keys.new_recovery_code()
    profile.close()
    locked = Locked(tmp_path / "office")

    for _ in range(2):  # it is good until it is made anew
        opened, holder = locked.opens_by(code)
        opened.close()
        assert holder is None
    assert known_people(locked.folder) == [KeyHolder(CLERK_UID, "Sari Rekaan")]


def test_a_slip_in_a_code_is_said_and_counts_as_no_guess(profile: OpenProfile, tmp_path: Path):
    code = profile.keys.new_recovery_code()
    profile.close()
    locked = Locked(tmp_path / "office")
    last = "B" if code[-1] == "A" else "A"

    for _ in range(20):
        refused = locked.trouble(lambda: locked.opens_by(code[:-1] + last))
        assert [(one.field, one.code) for one in refused.problems] == [
            ("code", ProblemCode.CODE_MISTYPED)
        ]
    locked.opens_by(code)[0].close()


def test_five_wrong_passwords_cost_half_a_minute_even_after_a_new_start(locked: Locked):
    for _ in range(5):
        wrong = locked.trouble(lambda: locked.opens(password="salah sekali"))
        assert wrong.trouble is Trouble.WRONG_PASSWORD

    refused = locked.trouble(locked.opens)

    assert (refused.trouble, refused.facts) == (Trouble.TOO_MANY_TRIES, {"seconds": "30"})
    locked.clock.now += timedelta(seconds=30)
    locked.opens().close()
    wrong = locked.trouble(lambda: locked.opens(password="salah sekali"))
    assert wrong.trouble is Trouble.WRONG_PASSWORD  # a first one again


def test_guessing_at_one_person_keeps_nobody_else_waiting(profile: OpenProfile, tmp_path: Path):
    profile.keys.set_password(VERIFIER_UID, "Budi Rekaan", "lain sekali")
    profile.close()
    locked = Locked(tmp_path / "office")
    for _ in range(5):
        locked.trouble(lambda: locked.opens(password="salah sekali"))

    locked.opens(VERIFIER_UID, "lain sekali").close()


def test_guesses_at_a_code_cost_time_too(profile: OpenProfile, tmp_path: Path):
    profile.keys.new_recovery_code()
    profile.close()
    locked = Locked(tmp_path / "office")
    guess = RECOVERY.new(lambda _: 3)
    for _ in range(5):
        assert locked.trouble(lambda: locked.opens_by(guess)).trouble is Trouble.CODE_WRONG

    assert locked.trouble(lambda: locked.opens_by(guess)).trouble is Trouble.TOO_MANY_TRIES


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b'{"x": {"count": "viel"}}', b"\xff", b"[" * 100_000,
        b'{"x": {"count": Infinity, "last_at": "2026-11-20T02:30:00+00:00"}}',
    ],
)  # fmt: skip
def test_a_spoilt_count_of_tries_keeps_nobody_out(locked: Locked, content: bytes):
    (locked.folder / "tries.json").write_bytes(content)
    locked.opens().close()


def test_a_code_cannot_be_used_while_somebody_is_signed_in(profile: OpenProfile, tmp_path: Path):
    locked = Locked(tmp_path / "office")
    code = profile.keys.new_recovery_code()

    assert locked.trouble(lambda: locked.opens_by(code)).trouble is Trouble.PROFILE_IN_USE


def test_codes_are_made_anew_each_time(profile: OpenProfile):
    until = TestClock()() + CODE_LASTS
    codes = {profile.keys.give_code(CLERK_UID, "Sari Rekaan", until) for _ in range(3)}
    codes |= {profile.keys.new_recovery_code() for _ in range(3)}

    assert len(codes) == 6
    assert {len(code.replace("-", "")) for code in codes} == {ONE_TIME.letters, RECOVERY.letters}
