"""A device proves with its key who it is and gets a token for some hours."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, bindparam, delete, exists, insert, select

from central_server.errors import device_revoked, no_token
from central_server.schema import device, office, spent_challenge, token
from central_server.server_card import ServerCard
from desktop_app.domain.people import Office
from desktop_app.domain.records import office_from

CHALLENGE_LASTS = timedelta(minutes=5)
TOKEN_LASTS = timedelta(hours=12)
_NONCE_BYTES = 16
_TIME_BYTES = 8
_SEAL_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The device behind a request, and the office it stands in."""

    device_uid: UUID
    office: Office


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token, to be told once; only its digest is kept."""

    text: str
    expires_at: datetime


# Written once: every request asks this, and writing a query takes as long as running it. It finds
# the device of a token with this `digest`; `let_in` judges it.
SIGNED_IN = (
    select(device.c.uid, device.c.revoked_at, token.c.expires_at, office.c.record)
    .select_from(token)
    .join(device, device.c.uid == token.c.device_uid)
    .join(office, office.c.uid == device.c.office_uid)
    .where(token.c.digest == bindparam("digest"))
)


def make_challenge(card: ServerCard, device_uid: UUID, now: datetime) -> str:
    """Make a challenge for a device, known or not; nothing is stored until it is answered."""
    until = int((now + CHALLENGE_LASTS).timestamp())
    content = secrets.token_bytes(_NONCE_BYTES) + until.to_bytes(_TIME_BYTES, "big")
    sealed = content + _seal(card, device_uid, content)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode("ascii")


def take_token(
    connection: Connection,
    card: ServerCard,
    device_uid: UUID,
    *,
    challenge: str,
    signature: bytes,
    now: datetime,
) -> NewToken:
    """Check a signed challenge and give a token; raises RequestError TOKEN, DEVICE_REVOKED."""
    expires_at = _checked_challenge(card, device_uid, challenge, now)
    found = connection.execute(
        select(device.c.public_key, device.c.revoked_at).where(device.c.uid == device_uid)
    ).one_or_none()
    if found is None:
        raise no_token()
    try:
        key = Ed25519PublicKey.from_public_bytes(found.public_key)
        key.verify(signature, signed_words(card.server_id, device_uid, challenge))
    except InvalidSignature:
        raise no_token() from None
    if found.revoked_at is not None:
        raise device_revoked(device_uid)
    _spend(connection, challenge, expires_at, now)
    return _new_token(connection, device_uid, now)


def signed_words(server_id: UUID, device_uid: UUID, challenge: str) -> bytes:
    """Say what a device signs."""
    return f"loket-aduan token {server_id} {device_uid} {challenge}".encode()


def signed_in(connection: Connection, text: str, now: datetime) -> SignedIn:
    """Find the device a token belongs to; raises RequestError TOKEN, DEVICE_REVOKED."""
    return let_in(find(connection, text), now)


def find(connection: Connection, text: str) -> Row[*tuple[Any, ...]] | None:
    """Look a token up, to be judged by `let_in`."""
    return connection.execute(SIGNED_IN, {"digest": digest_of(text)}).one_or_none()


def let_in(found: Row[*tuple[Any, ...]] | None, now: datetime) -> SignedIn:
    """Judge what was found for a token; raises RequestError TOKEN, DEVICE_REVOKED."""
    if found is None or found.expires_at <= now:
        raise no_token()
    if found.revoked_at is not None:
        raise device_revoked(found.uid)
    return SignedIn(found.uid, office_from(found.record))


def _checked_challenge(
    card: ServerCard, device_uid: UUID, challenge: str, now: datetime
) -> datetime:
    """Return until when a challenge of ours is good; one that is not ours or is late is refused."""
    try:
        sealed = base64.b64decode(challenge + "=" * (-len(challenge) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise no_token() from None
    content, seal = sealed[:-_SEAL_BYTES], sealed[-_SEAL_BYTES:]
    if len(content) != _NONCE_BYTES + _TIME_BYTES:
        raise no_token()
    if not hmac.compare_digest(seal, _seal(card, device_uid, content)):
        raise no_token()
    expires_at = datetime.fromtimestamp(int.from_bytes(content[_NONCE_BYTES:], "big"), UTC)
    if expires_at <= now:
        raise no_token()
    return expires_at


def _spend(connection: Connection, challenge: str, expires_at: datetime, now: datetime) -> None:
    """Note that a challenge was used; a second use is refused."""
    connection.execute(delete(spent_challenge).where(spent_challenge.c.expires_at <= now))
    digest = digest_of(challenge)
    if connection.scalar(select(exists().where(spent_challenge.c.digest == digest))):
        raise no_token()
    connection.execute(insert(spent_challenge).values(digest=digest, expires_at=expires_at))


def _new_token(connection: Connection, device_uid: UUID, now: datetime) -> NewToken:
    connection.execute(
        delete(token).where(token.c.device_uid == device_uid, token.c.expires_at <= now)
    )
    new = NewToken(secrets.token_urlsafe(32), now + TOKEN_LASTS)
    connection.execute(
        insert(token).values(
            digest=digest_of(new.text), device_uid=device_uid, expires_at=new.expires_at
        )
    )
    return new


def _seal(card: ServerCard, device_uid: UUID, content: bytes) -> bytes:
    return hmac.digest(card.challenge_key, device_uid.bytes + content, hashlib.sha256)


def digest_of(text: str) -> str:
    """Return what is kept of a secret word."""
    return hashlib.sha256(text.encode()).hexdigest()
