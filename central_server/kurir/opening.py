"""Opens an outward bundle: nothing of it is believed before all of it is proved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, BinaryIO
from uuid import UUID

from pydantic import Field, ValidationError
from sqlalchemy import Connection, select

from central_server.api.shapes import Base64, Shape
from central_server.database import Database
from central_server.errors import device_revoked, foreign, unreadable
from central_server.kurir.sealing import demand_signature, outward_cipher
from central_server.schema import device, office
from central_server.server_card import ServerCard
from central_server.tokens import SignedIn
from desktop_app.domain.attachments import LARGEST_FILE
from desktop_app.domain.kurir_frame import (
    KEY_BYTES,
    LARGEST_MESSAGE,
    FrameContent,
    FrameError,
    Header,
    Kind,
    read_frame,
)
from desktop_app.domain.records import office_from


class ListedFile(Shape):
    """A file whose bytes follow, in the order listed."""

    case: UUID
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0, le=LARGEST_FILE)]


class Message(Shape):
    """The first line of an outward bundle; its requests are read on their own, as from a line.

    `letters` asks for letter numbers, a year each.
    """

    push: dict[str, Any]
    pull: dict[str, Any]
    letters: Annotated[list[dict[str, Any]], Field(max_length=2, default_factory=list)]
    answer_key: Annotated[Base64, Field(min_length=KEY_BYTES, max_length=KEY_BYTES)]
    files: list[ListedFile]


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A bundle that the device in its header wrote for this server, whole."""

    header: Header
    sender: SignedIn
    message: Message
    _content: FrameContent

    def files(self) -> Iterator[tuple[ListedFile, Iterator[bytes]]]:
        """Give each file and its bytes, once; bytes that nobody takes are passed over."""
        for file in self.message.files:
            pieces = self._content.pieces(file.size)
            yield file, pieces
            for _ in pieces:
                pass


def open_bundle(database: Database, card: ServerCard, source: BinaryIO) -> OpenedBundle:
    """Prove and open a bundle; raises RequestError UNREADABLE, FOREIGN, DEVICE_REVOKED.

    Goes twice through the file, which must be one that can: first for the signature of all.
    """
    try:
        frame = read_frame(source)
        header = frame.header
        if header.kind is not Kind.OUTWARD:
            raise unreadable()
        if header.server_id != card.server_id:
            raise foreign()
        with database.read() as connection:
            writer = _writer(connection, header.device)
        demand_signature(frame, writer.public_key)
        if writer.is_revoked:
            raise device_revoked(header.device)
        cipher = outward_cipher(card.kurir_key, header)
        content = FrameContent(source, frame, cipher)
        message = _message(content.line(LARGEST_MESSAGE))
        if content.left != sum(file.size for file in message.files):
            raise unreadable()
    except FrameError:
        raise unreadable() from None
    return OpenedBundle(header, writer.sender, message, content)


@dataclass(frozen=True, slots=True)
class _Writer:
    sender: SignedIn
    public_key: bytes
    is_revoked: bool


def _writer(connection: Connection, device_uid: UUID) -> _Writer:
    query = (
        select(device.c.public_key, device.c.revoked_at, office.c.record)
        .join_from(device, office, office.c.uid == device.c.office_uid)
        .where(device.c.uid == device_uid)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise unreadable()
    sender = SignedIn(device_uid, office_from(row.record))
    return _Writer(sender, row.public_key, row.revoked_at is not None)


def _message(line: bytes) -> Message:
    try:
        return Message.model_validate(json.loads(line))
    except (ValueError, ValidationError, RecursionError):
        raise unreadable() from None
