"""Bundles as the protocol says them, written and read without a desk."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.domain.kurir_frame import (
    LARGEST_BUNDLE,
    FrameContent,
    FrameWriter,
    Header,
    Kind,
    read_frame,
)
from tests.server.asgi import Answer
from tests.server.server_desk import Sent, ServerDesk
from tests.server.world import World

JsonObject = dict[str, Any]


def derived(secret: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"loket-aduan kurir 1").derive(secret))


@dataclass
class Bundle:
    """A bundle of this desk; whatever a test changes before `written` goes into it."""

    desk: ServerDesk
    changes: list[Sent] = field(default_factory=list)
    files: list[tuple[UUID, str, bytes]] = field(default_factory=list)
    cursors: dict[str, int] = field(default_factory=dict)
    mark: str | None = None
    uid: UUID = field(default_factory=uuid4)
    answer_key: bytes = b"k" * 32
    kind: Kind = Kind.OUTWARD
    server_id: UUID | None = None
    device: UUID | None = None

    def message(self) -> JsonObject:
        mark = self.desk.mark if self.mark is None else self.mark
        standing = {"schema": 2, "epoch": self.desk.epoch, "mark": mark}
        return {
            "push": standing | {"changes": self.changes},
            "pull": standing | {"cursors": self.cursors, "waiting": len(self.changes)},
            "answer_key": base64.b64encode(self.answer_key).decode(),
            "files": [
                {"case": str(case), "sha256": sha256, "size": len(content)}
                for case, sha256, content in self.files
            ],
        }

    def written(self, message: JsonObject | bytes | None = None) -> bytes:
        """Seal and sign; `message` stands in for the first line."""
        card = self.desk.world.parts.card
        made = X25519PrivateKey.generate()
        header = Header(
            self.kind,
            self.uid,
            self.server_id or card.server_id,
            self.device or self.desk.uid,
            made.public_key().public_bytes_raw(),
        )
        shared = made.exchange(X25519PublicKey.from_public_bytes(card.kurir_public_key))
        target = BytesIO()
        writer = FrameWriter(target, header, derived(shared, self.uid.bytes))
        if not isinstance(message, bytes):
            message = json.dumps(message or self.message()).encode() + b"\n"
        writer.write(message)
        for _, _, content in self.files:
            writer.write(content)
        writer.end(self.desk.key.sign)
        return target.getvalue()

    def opened(self, answer: bytes) -> JsonObject:
        """Read the answer to this bundle."""
        source = BytesIO(answer)
        frame = read_frame(source)
        assert (frame.header.kind, frame.header.bundle) == (Kind.ANSWER, self.uid)
        cipher = derived(self.answer_key, self.uid.bytes + frame.header.ephemeral)
        content = FrameContent(source, frame, cipher)
        read: JsonObject = json.loads(content.line(LARGEST_BUNDLE))
        assert content.left == 0
        return read


def carried(carrier: ServerDesk, bundle: bytes) -> Answer:
    """Have a device with a line bring a bundle."""
    return carrier.ask("POST", "/v1/kurir", bundle)


def answered(carrier: ServerDesk, bundle: Bundle) -> JsonObject:
    """Have a bundle brought that must be answered; return what its desk reads."""
    answer = carried(carrier, bundle.written())
    assert (answer.status, answer.headers["content-type"]) == (200, "application/octet-stream")
    return bundle.opened(answer.body)


def count_rows(world: World) -> int:
    """Count everything a bundle could have changed."""
    with world.parts.database.read() as connection:
        return sum(
            int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
            for table in ("answered_change", "case_record", "entry", "feed", "attachment")
        )


def refusal(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.code
