"""Single facts about this desk, by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Text, select, type_coerce

from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.storage import schema
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import ManyRows, insert_or_replace, shared_columns

_TABLE = schema.desk_state
_PUT: ManyRows[tuple[str, Any]] = ManyRows(
    insert_or_replace(_TABLE, "name"), shared_columns(_TABLE), read=tuple
)
_FACTS = Question(select(_TABLE.c.name, type_coerce(_TABLE.c.value, Text)))


class StoredDeskState:
    """Who this desk is and how far it has come; see `ports.DeskState`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Nobody else changes one while this transaction runs.
        self._known: dict[str, str] | None = None

    def identity(self) -> DeviceIdentity | None:
        facts = self.fact("identity")
        if facts is None:
            return None
        return DeviceIdentity(
            device_uid=UUID(facts["device_uid"]),
            letter=facts["letter"],
            office_uid=UUID(facts["office_uid"]),
            server_url=facts["server_url"],
            server_id=UUID(facts["server_id"]),
            private_key=bytes.fromhex(facts["private_key"]),
            server_authority=facts.get("server_authority", ""),
        )

    def set_identity(self, identity: DeviceIdentity) -> None:
        facts = {
            "device_uid": str(identity.device_uid),
            "letter": identity.letter,
            "office_uid": str(identity.office_uid),
            "server_url": identity.server_url,
            "server_id": str(identity.server_id),
            "private_key": identity.private_key.hex(),
            "server_authority": identity.server_authority,
        }
        self.set_fact("identity", facts)

    def sync_marks(self) -> SyncMarks:
        facts = self.fact("sync_marks") or {"cursors": {}, "epoch": ""}
        mark, unsure = facts.get("mark", ""), facts.get("unsure", False)
        return SyncMarks(facts["cursors"], facts["epoch"], mark, unsure=unsure)

    def set_sync_marks(self, marks: SyncMarks) -> None:
        self.set_fact("sync_marks", asdict(marks))

    def last_entry_at(self) -> datetime | None:
        return self._moment("last_entry_at")

    def set_last_entry_at(self, at: datetime) -> None:
        self.set_fact("last_entry_at", at.isoformat())

    def last_server_time(self) -> datetime | None:
        return self._moment("last_server_time")

    def last_round_at(self) -> datetime | None:
        return self._moment("last_round_at")

    def set_round_times(
        self, *, level_at: datetime | None = None, server_time: datetime | None = None
    ) -> None:
        times = {"last_round_at": level_at, "last_server_time": server_time}
        self._put({name: at.isoformat() for name, at in times.items() if at is not None})

    def server_key(self) -> bytes:
        return bytes.fromhex(self.fact("server_key") or "")

    def set_server_key(self, key: bytes) -> None:
        self.set_fact("server_key", key.hex())

    def fact(self, name: str) -> Any:
        """Return the plain JSON value under a name, or None."""
        if self._known is None:
            self._known = dict(_FACTS.rows(self._connection))
        written = self._known.get(name)
        return None if written is None else json.loads(written)

    def set_fact(self, name: str, value: Any) -> None:
        self._put({name: value})

    def _put(self, facts: Mapping[str, Any]) -> None:
        if facts:
            _PUT.put(self._connection, facts.items())
            self._known = None

    def _moment(self, name: str) -> datetime | None:
        text = self.fact(name)
        return None if text is None else datetime.fromisoformat(text)
