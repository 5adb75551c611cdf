"""The key pair of this desk: made at enrolment, it signs every request for a token."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """Both halves of an Ed25519 pair, 32 raw bytes each."""

    private: bytes
    public: bytes


def new_device_key() -> DeviceKey:
    """Make a pair from the system's randomness."""
    return key_of(Ed25519PrivateKey.generate().private_bytes_raw())


def key_of(private: bytes) -> DeviceKey:
    """Return the pair of a private half."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    return DeviceKey(private, key.public_key().public_bytes_raw())


def token_signature(
    private_key: bytes, server_id: UUID, *, device_uid: UUID, challenge: str
) -> bytes:
    """Sign the request for a token; the server's id in it makes it worthless anywhere else."""
    text = f"loket-aduan token {server_id} {device_uid} {challenge}"
    return Ed25519PrivateKey.from_private_bytes(private_key).sign(text.encode())
