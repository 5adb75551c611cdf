"""The key file beside the database: the one random key, wrapped once for each person.

A person's password opens their own wrap and nothing else. Names stand there in the clear, because
the sign-in screen shows them before anything is unlocked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.durable_file import write_durably

_FORMAT = 1
_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a password costs (argon2id); kept with each wrap."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class _Wrap:
    """The key as one person can open it."""

    person_uid: UUID
    name: str
    salt: bytes
    cost: Cost
    nonce: bytes
    wrapped_key: bytes


class KeyFile:
    """One key file; it is read anew for every question, so it is never stale."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def people(self) -> list[tuple[UUID, str]]:
        """List who can sign in, with the name to show; PROFILE_DAMAGED if it is unreadable."""
        return [(wrap.person_uid, wrap.name) for wrap in self._wraps()]

    def create(self, key: bytes, person_uid: UUID, name: str, *, password: str, cost: Cost) -> None:
        """Write a new file with its first person."""
        self._write([_wrapped(key, person_uid, name, password=password, cost=cost)])

    def add_wrap(
        self, key: bytes, person_uid: UUID, name: str, *, password: str, cost: Cost
    ) -> None:
        """Let one more person in; for somebody who is in already it sets a new password."""
        others = [wrap for wrap in self._wraps() if wrap.person_uid != person_uid]
        self._write([*others, _wrapped(key, person_uid, name, password=password, cost=cost)])

    def unlock(self, person_uid: UUID, password: str) -> bytes:
        """Return the key; ExpectedError WRONG_PASSWORD or PROFILE_DAMAGED."""
        for wrap in self._wraps():
            if wrap.person_uid == person_uid:
                return _unwrapped(wrap, password)
        raise ExpectedError(Trouble.WRONG_PASSWORD)

    def _wraps(self) -> list[_Wrap]:
        try:
            content = json.loads(self._path.read_bytes())
            if content["format"] > _FORMAT:
                raise ExpectedError(Trouble.DATABASE_NEWER)
            people = content["people"]
            # Without the sum, a damaged wrap would look like a wrong password for ever.
            if content["sum"] != _sum(people):
                raise ExpectedError(Trouble.PROFILE_DAMAGED)
            return [_wrap(record) for record in people]
        except _UNREADABLE as error:
            raise ExpectedError(Trouble.PROFILE_DAMAGED) from error

    def _write(self, wraps: list[_Wrap]) -> None:
        people = [_record(wrap) for wrap in wraps]
        content = {"format": _FORMAT, "people": people, "sum": _sum(people)}
        write_durably(self._path, json.dumps(content, indent=1).encode())


def _wrapped(key: bytes, person_uid: UUID, name: str, *, password: str, cost: Cost) -> _Wrap:
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    own_key = _derived(password, salt, cost)
    wrapped_key = AESGCM(own_key).encrypt(nonce, key, _bound_to(person_uid))
    return _Wrap(person_uid, name, salt, cost, nonce, wrapped_key)


def _unwrapped(wrap: _Wrap, password: str) -> bytes:
    try:
        own_key = _derived(password, wrap.salt, wrap.cost)
        return AESGCM(own_key).decrypt(wrap.nonce, wrap.wrapped_key, _bound_to(wrap.person_uid))
    except InvalidTag as error:
        raise ExpectedError(Trouble.WRONG_PASSWORD) from error
    except (HashingError, ValueError, OverflowError) as error:
        raise ExpectedError(Trouble.PROFILE_DAMAGED) from error


def _derived(password: str, salt: bytes, cost: Cost) -> bytes:
    # The same password typed on another keyboard may arrive decomposed.
    typed = unicodedata.normalize("NFC", password).encode()
    return hash_secret_raw(
        typed,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )


def _bound_to(person_uid: UUID) -> bytes:
    return f"loket-aduan key {_FORMAT} {person_uid}".encode()


def _sum(people: list[dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(people, sort_keys=True).encode()).hexdigest()


def _record(wrap: _Wrap) -> dict[str, Any]:
    return {
        "person_uid": str(wrap.person_uid),
        "name": wrap.name,
        "salt": _text(wrap.salt),
        "argon2id": {
            "passes": wrap.cost.passes,
            "memory_kib": wrap.cost.memory_kib,
            "lanes": wrap.cost.lanes,
        },
        "nonce": _text(wrap.nonce),
        "wrapped_key": _text(wrap.wrapped_key),
    }


def _wrap(record: dict[str, Any]) -> _Wrap:
    cost = record["argon2id"]
    return _Wrap(
        person_uid=UUID(record["person_uid"]),
        name=str(record["name"]),
        salt=_bytes(record["salt"]),
        cost=Cost(int(cost["passes"]), int(cost["memory_kib"]), int(cost["lanes"])),
        nonce=_bytes(record["nonce"]),
        wrapped_key=_bytes(record["wrapped_key"]),
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
