"""The desk's half of the secrecy of bundles: it seals outward ones and opens answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.kurir_frame import INFO, KEY_BYTES, Header, Kind


@dataclass(frozen=True, slots=True)
class Outward:
    """What one bundle is written with; `sign` takes the digest of all that was written."""

    header: Header
    cipher: AESGCM
    sign: Callable[[bytes], bytes]


def new_outward(
    bundle: UUID, identity: DeviceIdentity, server_key: bytes, *, ephemeral_key: bytes
) -> Outward:
    """Begin a bundle that only the server with this X25519 key can read.

    `ephemeral_key` is 32 random bytes, for this bundle alone.
    """
    made = X25519PrivateKey.from_private_bytes(ephemeral_key)
    shared = made.exchange(X25519PublicKey.from_public_bytes(server_key))
    header = Header(
        Kind.OUTWARD,
        bundle,
        identity.server_id,
        identity.device_uid,
        made.public_key().public_bytes_raw(),
    )
    return Outward(
        header,
        AESGCM(_derived(shared, salt=bundle.bytes)),
        Ed25519PrivateKey.from_private_bytes(identity.private_key).sign,
    )


def answer_cipher(answer_key: bytes, header: Header) -> AESGCM:
    """Return what opens the answer with this header."""
    return AESGCM(_derived(answer_key, salt=header.bundle.bytes + header.ephemeral))


def _derived(secret: bytes, *, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=INFO).derive(secret)
