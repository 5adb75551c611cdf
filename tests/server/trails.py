"""Audit trails as desks bring them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from desktop_app.domain.audit import (
    AuditEntry,
    AuditKind,
    Link,
    entry_record,
    following,
    signed_words,
)
from tests.builders import NOW, a_note
from tests.server.asgi import Answer
from tests.server.server_desk import ServerDesk


def a_trail(desk: ServerDesk, length: int, *, after: Sequence[AuditEntry] = ()) -> list[AuditEntry]:
    """Entries of this desk that follow others."""
    head, made = (after[-1].link if after else Link()), []
    for minute in range(length):
        at = NOW + timedelta(minutes=minute)
        kind = AuditKind.SEEN if head.number else AuditKind.CHAIN_BEGUN
        note = a_note(kind=kind, at=at, device_uid=desk.uid, person_uid=desk.person.uid)
        made.append(following(head, note))
        head = made[-1].link
    return made


def bring(
    desk: ServerDesk,
    chain: bytes,
    entries: Sequence[AuditEntry],
    altered: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> Answer:
    words = signed_words(desk.world.parts.card.server_id, entries[-1].link)
    body = {
        "schema": 2,
        "chain": chain.hex(),
        "entries": altered or [entry_record(entry) for entry in entries],
        "signature": base64.b64encode(desk.key.sign(words)).decode(),
    }
    return desk.post("/v1/audit", body | more)
