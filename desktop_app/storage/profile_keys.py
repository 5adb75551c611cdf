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
from uuid import UUID, uuid4

from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.domain.ports import Clock
from desktop_app.domain.typed_codes import ONE_TIME, RECOVERY, MistypedError, letters_of
from desktop_app.storage import system_keyring
from desktop_app.storage.engine import KEY_BYTES
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.key_wrap import Cost
from desktop_app.storage.profile_folder import KEYS, TRIES
from desktop_app.storage.wrong_tries import WrongTriesFile

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

    def set_password(
        self, person_uid: UUID, name: str, password: str, *, alone: bool = False
    ) -> None:
        self._file.set_password(
            self._key, person_uid, name, password=password, cost=self._cost, alone=alone
        )

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

    def recovery_code_is_on_paper(self) -> None:
        self._file.recovery_code_is_on_paper()

    def open_by_keyring(self, person_uid: UUID, name: str) -> None:
        before = self._file.keyring_name(person_uid)
        secret_name, secret = uuid4().hex, secrets.token_urlsafe(KEY_BYTES)
        # The keyring first: a slot whose secret nobody has would be offered in vain.
        system_keyring.put(secret_name, secret)
        self._file.set_keyring(
            self._key,
            person_uid,
            name,
            secret_name=secret_name,
            secret=secret,
            cost=self._cost,
        )
        if before is not None:
            with suppress(ExpectedError):  # another account's, perhaps; it opens nothing now
                system_keyring.remove(before)

    def forget_keyring(self, person_uid: UUID) -> None:
        secret_name = self._file.keyring_name(person_uid)
        if secret_name is not None:
            self._file.remove_keyring(person_uid)
            system_keyring.remove(secret_name)

    def remove(self, person_uids: Iterable[UUID]) -> None:
        self._file.remove(person_uids)


class LockedKeys:
    """Tries passwords and codes at a profile that is locked."""

    def __init__(self, folder: Path, clock: Clock, *, tries_in: Path | None = None) -> None:
        """Try the key file in `folder`; wrong tries are counted there too, or in `tries_in`."""
        self._file = KeyFile(folder / KEYS)
        self._tries = WrongTriesFile((tries_in or folder) / TRIES)
        self._clock = clock

    def unlock(self, person_uid: UUID, password: str) -> bytes:
        """Return the key; ExpectedError WRONG_PASSWORD, TOO_MANY_TRIES, PROFILE_DAMAGED."""
        return self._patiently(str(person_uid), lambda: self._file.unlock(person_uid, password))

    def keyring_secret(self, person_uid: UUID) -> str:
        """Ask the keyring for somebody's secret; may wait for the system to ask its person.

        ExpectedError KEYRING_MISSING, KEYRING_REFUSED, KEYRING_LOST, PROFILE_DAMAGED.
        """
        name = self._file.keyring_name(person_uid)
        secret = None if name is None else system_keyring.get(name)
        if secret is None:
            raise ExpectedError(Trouble.KEYRING_LOST)
        return secret

    def unlock_by_keyring(self, person_uid: UUID, secret: str) -> bytes:
        """Return the key; ExpectedError KEYRING_LOST, PROFILE_DAMAGED."""
        return self._file.unlock_by_keyring(person_uid, secret)

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
