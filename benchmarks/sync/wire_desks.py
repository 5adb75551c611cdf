"""Desks that know the protocol and nothing else: many of them cost their server alone."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select

from benchmarks.invented import SEED
from benchmarks.sync.raw_messages import GZIP_LEVEL
from central_server import directory, scope, stamping
from central_server.database import Database
from central_server.epochs import current_epoch
from central_server.schema import device, feed_head, token
from desktop_app.domain.cases import Case
from desktop_app.domain.people import Office, OfficeKind, Person, Role
from desktop_app.domain.records import case_record, entry_record
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.services.context import DeskContext

_SCHEMA = 2
_PATIENCE = 60.0  # seconds
_PAGE = 500
_NOTE = "Pelapor ditelepon; ia dapat ditemui di rumah sesudah pukul empat sore."


class RefusedError(Exception):
    """A server did not do what it was asked."""


class WireDesk:
    """One enrolled PC with its token; for one thread at a time."""

    def __init__(self, person: Person, office: Office, *, token_text: str, epoch: UUID) -> None:
        self.office = office
        self._person = person
        self._epoch = str(epoch)
        self._headers = {
            "Authorization": f"Bearer {token_text}",
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
            "Accept-Encoding": "gzip",
        }
        self._line: http.client.HTTPConnection | None = None
        self._mark = ""
        self._made = 0
        self._cursors: dict[str, int] = {}

    def meet(self, server_url: str) -> None:
        """Connect."""
        self.close()
        parts = urlsplit(server_url)
        self._line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENCE)

    def close(self) -> None:
        if self._line is not None:
            self._line.close()

    def push(self, changes: Sequence[dict[str, Any]]) -> None:
        """Push changes that must all be taken."""
        answer = self._ask("/v1/push", {"mark": self._mark, "changes": changes})
        self._mark = answer["mark"]
        outcomes = {one["answer"] for one in answer["answers"]}
        if outcomes != {"done"}:
            raise RefusedError(str(outcomes))

    def pull(self) -> int:
        """Read all that is new; return the number of rows."""
        rows = 0
        more = True
        while more:
            asked = {"mark": self._mark, "waiting": 0, "cursors": self._cursors, "limit": _PAGE}
            page = self._ask("/v1/pull", asked)
            rows += len(page["rows"])
            self._cursors, more = page["cursors"], page["more"]
        return rows

    def skip_to_end(self, database_url: str) -> None:
        """Take everything that is in the feed now for read."""
        database = Database(database_url)
        with database.read() as connection:
            head = connection.execute(select(feed_head.c.seq)).scalar_one()
        database.close()
        self._cursors = {scope.REFERENCE: head, scope.scope_of(self.office.uid): head}

    def new_case(self, pattern: Case) -> dict[str, Any]:
        """Write that a case was registered here."""
        self._made += 1
        number = RegisterNumber(self.office.code, 2026, "A", self._made)
        case = replace(
            pattern,
            uid=uuid4(),
            register_number=str(number),
            office_uid=self.office.uid,
            registered_by=self._person.uid,
        )
        entry = self._entry(case.uid, EntryKind.REGISTERED, "")
        body = {"case": case_record(case), "entries": [entry]}
        return self._change("case.create", case.uid, case.uid, body)

    def note(self, case_uid: UUID | str) -> dict[str, Any]:
        """Write a note to a case."""
        case_uid = UUID(str(case_uid))
        entry = self._entry(case_uid, EntryKind.NOTE, _NOTE)
        return self._change("entry.add", UUID(entry["uid"]), case_uid, entry)

    def _entry(self, case_uid: UUID, kind: EntryKind, text: str) -> dict[str, Any]:
        return entry_record(
            TimelineEntry(
                uid=uuid4(),
                case_uid=case_uid,
                kind=kind,
                person_uid=self._person.uid,
                person_name=self._person.name,
                office_uid=self.office.uid,
                device_time=datetime.now(UTC),
                text=text,
            )
        )

    def _change(
        self, op: str, entity: UUID, case_uid: UUID, body: dict[str, Any]
    ) -> dict[str, Any]:
        self._made += 1
        return {
            "uid": str(uuid4()),
            "n": self._made,
            "tx": str(uuid4()),
            "op": op,
            "v": 1,
            "entity": str(entity),
            "case": str(case_uid),
            "person": str(self._person.uid),
            "at": datetime.now(UTC).isoformat(),
            "body": body,
        }

    def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        status, answer = self._request(path, {"schema": _SCHEMA, "epoch": self._epoch, **body})
        if status != http.client.OK:
            raise RefusedError(f"{path}: {status} {answer.get('error', {}).get('code')}")
        return answer

    def _request(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self._line is None:
            raise RefusedError("not met yet")
        packed = gzip.compress(json.dumps(body).encode(), GZIP_LEVEL)
        try:
            self._line.request("POST", path, packed, self._headers)
            answer = self._line.getresponse()
        except ConnectionError:
            # A server closes a line that rested; sending again is always safe.
            self._line.close()
            self._line.request("POST", path, packed, self._headers)
            answer = self._line.getresponse()
        content = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        read: dict[str, Any] = json.loads(content)
        return answer.status, read


def seat_desks(database_url: str, offices: int) -> list[WireDesk]:
    """Add offices with a clerk and a PC each, and sign all of them in."""
    database = Database(database_url)
    random = Random(SEED)  # noqa: S311 - repeatable, not secret
    now = datetime.now(UTC)
    seated = []
    with database.write() as connection:
        (regency,) = (
            one for one in directory.offices(connection) if one.kind is OfficeKind.REGENCY
        )
        for number in range(1, offices + 1):
            home = replace(
                regency,
                uid=UUID(int=random.getrandbits(128)),
                code=f"B{number:04}",
                kind=OfficeKind.VILLAGE,
                parent_uid=regency.uid,
                name=f"Desa Rekaan {number}",
            )
            clerk = Person(
                uid=UUID(int=random.getrandbits(128)),
                office_uid=home.uid,
                name=f"Petugas Rekaan {number}",
                roles=frozenset({Role.CLERK, Role.VERIFIER}),
                position="Petugas Loket",
            )
            directory.add_office(connection, home, now)
            directory.add_person(connection, clerk, now)
            seated.append(_seated(connection, clerk, home))
    stamping.stamp(database)
    database.close()
    return seated


def seat_desk_of(database_url: str, context: DeskContext) -> WireDesk:
    """Seat one more PC for the person of a desk."""
    database = Database(database_url)
    with database.write() as connection:
        seated = _seated(connection, context.person, context.office)
    database.close()
    return seated


def _seated(connection: Connection, clerk: Person, home: Office) -> WireDesk:
    now, text, uid = datetime.now(UTC), secrets.token_urlsafe(32), uuid4()
    connection.execute(
        insert(device).values(
            uid=uid, office_uid=home.uid, person_uid=clerk.uid, letter=f"X{uid.hex[:6]}",
            name="PC uji",
            public_key=secrets.token_bytes(32), enrolled_at=now,
        )
    )  # fmt: skip
    digest = hashlib.sha256(text.encode()).hexdigest()
    until = now + timedelta(hours=12)
    connection.execute(insert(token).values(digest=digest, device_uid=uid, expires_at=until))
    return WireDesk(clerk, home, token_text=text, epoch=current_epoch(connection))
