"""One wrap of the key of a profile: encrypted under what one secret gives by argon2id."""

from __future__ import annotations

import base64
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any, Self

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop_app.domain.errors import ExpectedError, Trouble

_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32
# A damaged or planted cost must not keep the PC busy for hours, nor take all of its memory.
_PASSES = range(1, 101)
_MEMORY_KIB = range(8, 1024 * 1024 + 1)
_LANES = range(1, 65)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a secret costs (argon2id); kept with each wrap."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Wrap:
    """The key as one secret opens it."""

    salt: bytes
    cost: Cost
    nonce: bytes
    wrapped_key: bytes

    @classmethod
    def seal(cls, key: bytes, secret: str, *, bound_to: str, cost: Cost) -> Self:
        """Wrap a key; it opens only where the same `bound_to` is named."""
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        wrapped_key = AESGCM(_derived(secret, salt, cost)).encrypt(nonce, key, bound_to.encode())
        return cls(salt, cost, nonce, wrapped_key)

    def open(self, secret: str, *, bound_to: str) -> bytes | None:
        """Return the key, None for another secret; ExpectedError PROFILE_DAMAGED."""
        try:
            own_key = _derived(secret, self.salt, self.cost)
            return AESGCM(own_key).decrypt(self.nonce, self.wrapped_key, bound_to.encode())
        except InvalidTag:
            return None
        except (HashingError, ValueError, OverflowError) as error:
            raise ExpectedError(Trouble.PROFILE_DAMAGED) from error

    def record(self) -> dict[str, Any]:
        """Write it as JSON takes it."""
        return {
            "salt": _text(self.salt),
            "argon2id": {
                "passes": self.cost.passes,
                "memory_kib": self.cost.memory_kib,
                "lanes": self.cost.lanes,
            },
            "nonce": _text(self.nonce),
            "wrapped_key": _text(self.wrapped_key),
        }

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        """Read what `record` wrote; raises what a wrong shape raises."""
        return cls(
            salt=_bytes(record["salt"]),
            cost=_cost(record["argon2id"]),
            nonce=_bytes(record["nonce"]),
            wrapped_key=_bytes(record["wrapped_key"]),
        )


def _cost(record: dict[str, Any]) -> Cost:
    return Cost(
        passes=_within(_PASSES, record["passes"]),
        memory_kib=_within(_MEMORY_KIB, record["memory_kib"]),
        lanes=_within(_LANES, record["lanes"]),
    )


def _within(allowed: range, number: object) -> int:
    if not isinstance(number, int) or number not in allowed:
        raise ValueError("a cost that nobody would pay")
    return number


def _derived(secret: str, salt: bytes, cost: Cost) -> bytes:
    # The same password typed on another keyboard may arrive decomposed.
    typed = unicodedata.normalize("NFC", secret).encode()
    return hash_secret_raw(
        typed,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
