"""The ways into one profile: while it is open they are changed, while it is locked they are tried.

Whoever tries and is wrong is counted, and waits longer each time.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.domain.ports import Clock
from desktop_app.domain.typed_codes import ONE_TIME, RECOVERY, MistypedError, letters_of
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.key_wrap import Cost
from desktop_app.storage.wrong_tries import WrongTriesFile

KEYS = "keys.json"
TRIES = "tries.json"
CODES = "codes"
T = TypeVar("T")

_WRONG = frozenset({Trouble.WRONG_PASSWORD, Trouble.CODE_WRONG})


class OpenKeys:
    """Changes who can open a profile that is open; what returned is on the disk."""

    def __init__(self, folder: Path, key: bytes, *, cost: Cost | None = None) -> None:
        self._file = KeyFile(folder / KEYS)
        self._key = key
        self._cost = cost or Cost()

    def holders(self) -> list[KeyHolder]:
        return self._file.holders()

    def is_password(self, person_uid: UUID, password: str) -> bool:
        try:
            self._file.unlock(person_uid, password)
        except ExpectedError as error:
            if error.trouble is Trouble.WRONG_PASSWORD:
                return False
            raise
        return True

    def set_password(self, person_uid: UUID, name: str, password: str) -> None:
        self._file.set_password(self._key, person_uid, name, password=password, cost=self._cost)

    def give_code(self, person_uid: UUID, name: str, until: datetime) -> str:
        code = ONE_TIME.new(secrets.randbelow)
        letters = ONE_TIME.read(code)
        self._file.give_code(
            self._key, person_uid, name, letters=letters, until=until, cost=self._cost
        )
        return code

    def has_recovery_code(self) -> bool:
        return self._file.has_recovery_code()

    def new_recovery_code(self) -> str:
        code = RECOVERY.new(secrets.randbelow)
        self._file.set_recovery_code(self._key, letters=RECOVERY.read(code), cost=self._cost)
        return code

    def remove(self, person_uids: Iterable[UUID]) -> None:
        self._file.remove(person_uids)


class LockedKeys:
    """Tries passwords and codes at a profile that is locked."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._file = KeyFile(folder / KEYS)
        self._tries = WrongTriesFile(folder / TRIES)
        self._clock = clock

    def unlock(self, person_uid: UUID, password: str) -> bytes:
        """Return the key; ExpectedError WRONG_PASSWORD, TOO_MANY_TRIES, PROFILE_DAMAGED."""
        return self._patiently(str(person_uid), lambda: self._file.unlock(person_uid, password))

    def unlock_by_code(self, typed: str) -> tuple[bytes, KeyHolder | None]:
        """Return the key, and whose code it is; the printed one is nobody's.

        ExpectedError PROBLEMS (field `code`) for what cannot be a code, which is no guess;
        CODE_WRONG, TOO_MANY_TRIES, PROFILE_DAMAGED.
        """
        try:
            letters = letters_of(typed)
            kind = RECOVERY if len(letters) == RECOVERY.letters else ONE_TIME
            letters = kind.read(letters)
        except MistypedError as error:
            problems = (Problem("code", ProblemCode.CODE_MISTYPED),)
            raise ExpectedError(Trouble.PROBLEMS, problems=problems) from error
        if kind is RECOVERY:
            return self._patiently(CODES, lambda: (self._file.recover(letters), None))
        return self._patiently(CODES, lambda: self._file.unlock_once(letters, self._clock()))

    def _patiently(self, who: str, try_it: Callable[[], T]) -> T:
        self._tries.demand_patience(who, self._clock())
        try:
            found = try_it()
        except ExpectedError as error:
            if error.trouble in _WRONG:
                with suppress(ExpectedError):  # a full disk must not hide that it was wrong
                    self._tries.count(who, self._clock())
            raise
        with suppress(ExpectedError):
            self._tries.forget(who)
        return found
