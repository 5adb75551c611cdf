"""Bodies by which a desk joins and proves itself, as OpenAPI shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from central_server.api.shapes import (
    Base64,
    LetterBlock,
    Record,
    Shape,
    ShownMark,
    Text,
    Version,
)


class FormerDevice(Shape):
    """Which device a desk that enrols again was, and the epoch it knows."""

    device: UUID
    epoch: UUID


class EnrolRequest(Shape):
    """A desk's one-time code and the public half of its Ed25519 key, 32 bytes.

    A desk that enrols again tells what it was `before`.
    """

    version: Version
    code: Annotated[Text, Field(max_length=64)]
    public_key: Annotated[Base64, Field(min_length=32, max_length=32)]
    device_name: Annotated[Text, Field(max_length=200)]
    before: FormerDevice | None = None


class EnrolledDevice(Shape):
    """The desk as the server knows it."""

    uid: UUID
    letter: str


class EnrolAnswer(Shape):
    """What a desk needs to begin."""

    server_id: UUID
    epoch: UUID
    device: EnrolledDevice
    office: Record
    person: Record
    letter_block: LetterBlock
    kurir_key: str
    time: datetime


class ForgottenDevice(Shape):
    """Which device a desk was whose server does not know it any more, and the mark it holds."""

    device: UUID
    mark: ShownMark


class RenewRequest(Shape):
    """The public half of the new key of a desk that was told `CLONE`, or that was forgotten.

    One that was forgotten tells what it was `before`, where it holds a mark.
    """

    version: Version
    public_key: Annotated[Base64, Field(min_length=32, max_length=32)]
    device_name: Annotated[Text, Field(max_length=200)]
    before: ForgottenDevice | None = None


class ChallengeRequest(Shape):
    """Which device asks."""

    device: UUID


class ChallengeAnswer(Shape):
    """What the device signs."""

    challenge: str


class TokenRequest(Shape):
    """A challenge and its signature, 64 bytes Ed25519."""

    device: UUID
    challenge: str = Field(max_length=200)
    signature: Annotated[Base64, Field(max_length=64)]


class TokenAnswer(Shape):
    """A bearer token."""

    token: str
    expires_at: datetime
    kurir_key: str
