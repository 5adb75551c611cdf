"""The server's half of the secrecy of bundles: it opens outward ones and seals answers."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.domain.kurir_frame import INFO, KEY_BYTES, Frame, FrameError, Header, Kind


def demand_signature(frame: Frame, public_key: bytes) -> None:
    """Prove that the device with this key wrote the bundle, to the last byte; else FrameError."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    try:
        key.verify(frame.signature, frame.digest)
    except InvalidSignature as error:
        raise FrameError from error


def outward_cipher(kurir_key: bytes, header: Header) -> AESGCM:
    """Return what opens a bundle for this server; FrameError where its key is none."""
    own = X25519PrivateKey.from_private_bytes(kurir_key)
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(header.ephemeral))
    except ValueError as error:
        raise FrameError from error
    return AESGCM(_derived(shared, salt=header.bundle.bytes))


def answer_cipher(answer_key: bytes, header: Header) -> AESGCM:
    """Return what seals one answer: brought twice, a bundle is answered under two keys."""
    return AESGCM(_derived(answer_key, salt=header.bundle.bytes + header.ephemeral))


def answer_header(outward: Header) -> Header:
    """Begin the answer to a bundle."""
    return Header(
        Kind.ANSWER,
        outward.bundle,
        outward.server_id,
        outward.device,
        secrets.token_bytes(KEY_BYTES),
    )


def _derived(secret: bytes, *, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=INFO).derive(secret)
