"""The key file beside the database: the one random key, wrapped once for each way to open it.

A person's password opens their own wrap and nothing else; so does a one-time code that a colleague
gave them, the recovery code that was printed when this PC was set up, and a secret that lies in the
keyring of the account somebody uses. Names stand there in the clear, because the sign-in screen
shows them before anything is unlocked.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.storage.durable_file import write_durably
from desktop_app.storage.key_wrap import Cost, Wrap

_FORMAT = 3
_UNREADABLE = (
    OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip


class _Opens(Enum):
    """What opens a slot."""

    PASSWORD = "password"
    ONE_TIME_CODE = "one_time_code"
    RECOVERY_CODE = "recovery_code"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class _Slot:
    """One way to the key: whose it is (nobody's for the recovery code) and how long it lasts.

    `secret_name` is what the secret is called in a keyring. A recovery code that nobody has said is
    `on_paper` stands beside the one before it.
    """

    opens: _Opens
    wrap: Wrap
    person_uid: UUID | None = None
    name: str = ""
    until: datetime | None = None
    secret_name: str = ""
    on_paper: bool = True


class KeyFile:
    """One key file; it is read anew for every question, so it is never stale."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()  # a keyring is asked beside the lane that writes

    def holders(self) -> list[KeyHolder]:
        """List who signs in here, in the order they came; PROFILE_DAMAGED if it is unreadable."""
        found: dict[UUID, KeyHolder] = {}
        for slot in self._slots():
            uid = slot.person_uid
            if uid is None:
                continue
            known = found.get(uid) or KeyHolder(uid, slot.name, has_password=False)
            has_password = known.has_password or slot.opens is _Opens.PASSWORD
            found[uid] = KeyHolder(
                uid,
                slot.name,
                has_password,
                code_until=slot.until or known.code_until,
                has_keyring=known.has_keyring or slot.opens is _Opens.KEYRING,
            )
        return list(found.values())

    def create(self, key: bytes, person_uid: UUID, name: str, *, password: str, cost: Cost) -> None:
        """Write a new file with its first person."""
        self._write([_password_slot(key, person_uid, name, password=password, cost=cost)])

    def set_password(
        self,
        key: bytes,
        person_uid: UUID,
        name: str,
        *,
        password: str,
        cost: Cost,
        alone: bool = False,
    ) -> None:
        """Let somebody in with a password, in the place of an earlier one and of any code.

        `alone` takes what their keyring opens away too.
        """
        slot = _password_slot(key, person_uid, name, password=password, cost=cost)
        self._put(
            slot,
            instead_of=lambda other: (
                other.person_uid == person_uid and (alone or other.opens is not _Opens.KEYRING)
            ),
        )

    def give_code(
        self, key: bytes, person_uid: UUID, name: str, *, letters: str, until: datetime, cost: Cost
    ) -> None:
        """Let somebody choose a password by a code, once; it takes the place of an earlier code."""
        bound_to = _bound_to(_Opens.ONE_TIME_CODE, person_uid, until=until)
        wrap = Wrap.seal(key, letters, bound_to=bound_to, cost=cost)
        slot = _Slot(_Opens.ONE_TIME_CODE, wrap, person_uid, name, until)
        self._put(
            slot,
            instead_of=lambda other: (
                other.opens is slot.opens and other.person_uid == slot.person_uid
            ),
        )

    def set_recovery_code(self, key: bytes, *, letters: str, cost: Cost) -> None:
        """Let whoever holds this code in, and whoever holds the one that is on paper by now."""
        wrap = Wrap.seal(key, letters, bound_to=_bound_to(_Opens.RECOVERY_CODE), cost=cost)
        slot = _Slot(_Opens.RECOVERY_CODE, wrap, on_paper=False)
        self._put(slot, instead_of=lambda other: other.opens is slot.opens and not other.on_paper)

    def recovery_code_is_on_paper(self) -> None:
        """Count the code made last as printed; an earlier one opens nothing any more."""
        with self._guard:
            slots = self._slots()
            fresh = [slot for slot in slots if not slot.on_paper]
            if fresh:
                others = [slot for slot in slots if slot.opens is not _Opens.RECOVERY_CODE]
                self._write([*others, *(replace(slot, on_paper=True) for slot in fresh)])

    def set_keyring(
        self, key: bytes, person_uid: UUID, name: str, *, secret_name: str, secret: str, cost: Cost
    ) -> None:
        """Let somebody in with a secret that a keyring has under this name."""
        bound_to = _bound_to(_Opens.KEYRING, person_uid, secret_name=secret_name)
        wrap = Wrap.seal(key, secret, bound_to=bound_to, cost=cost)
        slot = _Slot(_Opens.KEYRING, wrap, person_uid, name, secret_name=secret_name)
        self._put(slot, instead_of=lambda other: _is_keyring_of(other, person_uid))

    def keyring_name(self, person_uid: UUID) -> str | None:
        """Say what somebody's secret is called in their keyring; None where there is none."""
        names = (slot.secret_name for slot in self._slots() if _is_keyring_of(slot, person_uid))
        return next(names, None)

    def remove_keyring(self, person_uid: UUID) -> None:
        """Let no keyring open it for somebody; their other ways in stay."""
        self._drop(lambda slot: _is_keyring_of(slot, person_uid))

    def remove(self, person_uids: Iterable[UUID]) -> None:
        """Take the ways of these people away; the file is left alone where they have none."""
        gone = set(person_uids)
        self._drop(lambda slot: slot.person_uid in gone)

    def wraps(self) -> set[Wrap]:
        """Return the key as each way in opens it; PROFILE_DAMAGED if it is unreadable."""
        return {slot.wrap for slot in self._slots()}

    def unlock(self, person_uid: UUID, password: str) -> bytes:
        """Return the key; ExpectedError WRONG_PASSWORD or PROFILE_DAMAGED."""
        for slot in self._slots():
            if slot.opens is _Opens.PASSWORD and slot.person_uid == person_uid:
                key = _opened(slot, password)
                if key is not None:
                    return key
        raise ExpectedError(Trouble.WRONG_PASSWORD)

    def unlock_by_keyring(self, person_uid: UUID, secret: str) -> bytes:
        """Return the key; ExpectedError KEYRING_LOST or PROFILE_DAMAGED."""
        for slot in self._slots():
            if _is_keyring_of(slot, person_uid):
                key = _opened(slot, secret)
                if key is not None:
                    return key
        raise ExpectedError(Trouble.KEYRING_LOST)

    def unlock_once(self, letters: str, now: datetime) -> tuple[bytes, KeyHolder]:
        """Return the key for a one-time code, and whose it is; CODE_WRONG or PROFILE_DAMAGED."""
        holders = {holder.uid: holder for holder in self.holders()}
        for slot in self._slots():
            uid, until = slot.person_uid, slot.until
            if slot.opens is _Opens.ONE_TIME_CODE and uid and until is not None and now < until:
                key = _opened(slot, letters)
                if key is not None:
                    return key, holders[uid]
        raise ExpectedError(Trouble.CODE_WRONG)

    def has_recovery_code(self) -> bool:
        """Say whether a code opens this profile that somebody has said is on paper."""
        return any(slot.opens is _Opens.RECOVERY_CODE and slot.on_paper for slot in self._slots())

    def recover(self, letters: str) -> bytes:
        """Return the key for the recovery code; ExpectedError CODE_WRONG or PROFILE_DAMAGED."""
        for slot in self._slots():
            if slot.opens is _Opens.RECOVERY_CODE:
                key = _opened(slot, letters)
                if key is not None:
                    return key
        raise ExpectedError(Trouble.CODE_WRONG)

    def _put(self, slot: _Slot, *, instead_of: Callable[[_Slot], bool]) -> None:
        with self._guard:
            slots = self._slots()
            # In the place of what it takes: people stand where they are used to.
            place = next((at for at, other in enumerate(slots) if instead_of(other)), len(slots))
            before, after = slots[:place], [one for one in slots[place:] if not instead_of(one)]
            self._write([*before, slot, *after])

    def _drop(self, is_gone: Callable[[_Slot], bool]) -> None:
        with self._guard:
            slots = self._slots()
            kept = [slot for slot in slots if not is_gone(slot)]
            if kept != slots:
                self._write(kept)

    def _slots(self) -> list[_Slot]:
        try:
            content = json.loads(self._path.read_bytes())
            if content["format"] > _FORMAT:
                raise ExpectedError(Trouble.DATABASE_NEWER)
            records = content["people" if content["format"] == 1 else "slots"]
            # Without the sum, a damaged wrap would look like a wrong password for ever.
            if content["sum"] != _sum(records):
                raise ExpectedError(Trouble.PROFILE_DAMAGED)
            return [_slot(record) for record in records]
        except _UNREADABLE as error:
            raise ExpectedError(Trouble.PROFILE_DAMAGED) from error

    def _write(self, slots: list[_Slot]) -> None:
        records = [_record(slot) for slot in slots]
        content = {"format": _FORMAT, "slots": records, "sum": _sum(records)}
        write_durably(self._path, json.dumps(content, indent=1).encode())


def _password_slot(key: bytes, person_uid: UUID, name: str, *, password: str, cost: Cost) -> _Slot:
    bound_to = _bound_to(_Opens.PASSWORD, person_uid)
    wrap = Wrap.seal(key, password, bound_to=bound_to, cost=cost)
    return _Slot(_Opens.PASSWORD, wrap, person_uid, name)


def _opened(slot: _Slot, secret: str) -> bytes | None:
    bound_to = _bound_to(
        slot.opens, slot.person_uid, until=slot.until, secret_name=slot.secret_name
    )
    return slot.wrap.open(secret, bound_to=bound_to)


def _is_keyring_of(slot: _Slot, person_uid: UUID) -> bool:
    return slot.opens is _Opens.KEYRING and slot.person_uid == person_uid


def _bound_to(
    opens: _Opens,
    person_uid: UUID | None = None,
    *,
    until: datetime | None = None,
    secret_name: str = "",
) -> str:
    """Say what a wrap is for, so that it is of no use under another name or beyond its time."""
    match opens:
        case _Opens.PASSWORD:
            return f"loket-aduan key 1 {person_uid}"
        case _Opens.ONE_TIME_CODE:
            last = "" if until is None else until.isoformat()
            return f"loket-aduan one-time code 1 {person_uid} {last}"
        case _Opens.RECOVERY_CODE:
            return "loket-aduan recovery code 1"
        case _Opens.KEYRING:
            return f"loket-aduan keyring 1 {person_uid} {secret_name}"


def _sum(records: list[dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(records, sort_keys=True).encode()).hexdigest()


def _record(slot: _Slot) -> dict[str, Any]:
    record: dict[str, Any] = {"opens": slot.opens.value}
    if slot.person_uid is not None:
        record |= {"person_uid": str(slot.person_uid), "name": slot.name}
    if slot.until is not None:
        record["until"] = slot.until.isoformat()
    if slot.secret_name:
        record["secret_name"] = slot.secret_name
    if not slot.on_paper:
        record["on_paper"] = False
    return record | slot.wrap.record()


def _slot(record: dict[str, Any]) -> _Slot:
    person_uid, until = record.get("person_uid"), record.get("until")
    return _Slot(
        opens=_Opens(record.get("opens", _Opens.PASSWORD.value)),  # format 1 knew only these
        wrap=Wrap.of(record),
        person_uid=None if person_uid is None else UUID(person_uid),
        name=str(record.get("name", "")),
        until=None if until is None else datetime.fromisoformat(until),
        secret_name=str(record.get("secret_name", "")),
        on_paper=bool(record.get("on_paper", True)),  # before format 3 every code counted as such
    )
