"""A desk that knows the protocol and nothing else."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_server import tokens
from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office, Person
from desktop_app.domain.records import (
    attachment_record,
    case_record,
    entry_record,
    letter_record,
    reporter_record,
    standing_record,
)
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.domain.releases import ReleaseKind, entry_kind_of, release_record
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import MOVES, MoveName, Needs
from tests.builders import a_case, a_letter, a_release, an_attachment, an_entry
from tests.server.asgi import Answer
from tests.server.world import World

Sent = dict[str, Any]


class ServerDesk:
    """Enrols for a person when made; `by` in its methods is another person of the office."""

    def __init__(self, world: World, office_code: str, first_name: str) -> None:
        self.world = world
        self.office = world.office(office_code)
        self.people = world.people(office_code)
        self.person = self.people[first_name]
        self.key = Ed25519PrivateKey.generate()
        answer = self.enrol(world.code_for(self.person))
        assert answer.status == 200, answer.body
        self.uid = UUID(answer.json["device"]["uid"])
        self.letter: str = answer.json["device"]["letter"]
        self.epoch: str = answer.json["epoch"]
        self.mark = ""
        self.token = self.take_token(self.challenge()).json["token"]
        self.heard: set[UUID] = set()  # cases of which this desk knows that they were erased
        self._made = 0
        self._registered = 0

    # --- talking ------------------------------------------------------------------------------

    def enrol(self, code: str) -> Answer:
        public_key = base64.b64encode(self.key.public_key().public_bytes_raw()).decode()
        asked = {"schema": 2, "code": code, "public_key": public_key, "device_name": "PC uji"}
        return self.world.post("/v1/enrol", asked)

    def challenge(self) -> str:
        asked = self.world.post("/v1/challenge", {"device": str(self.uid)})
        challenge: str = asked.json["challenge"]
        return challenge

    def take_token(self, challenge: str) -> Answer:
        words = tokens.signed_words(self.world.parts.card.server_id, self.uid, challenge)
        signature = base64.b64encode(self.key.sign(words)).decode()
        asked = {"device": str(self.uid), "challenge": challenge, "signature": signature}
        return self.world.post("/v1/token", asked)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """Send bytes as they are."""
        sent = self._bearer | (headers or {})
        return self.world.client.request(method, path, body=body, headers=sent)

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Answer:
        return self.world.post(path, body, self._bearer | (headers or {}))

    @property
    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def asks(self, **more: Any) -> dict[str, Any]:
        """Write a request as this desk stands."""
        return {"schema": 2, "epoch": self.epoch, "mark": self.mark, **more}

    def push(self, *changes: Sent) -> list[dict[str, Any]]:
        """Push and return the answers."""
        answer = self.post("/v1/push", self.asks(changes=changes))
        assert answer.status == 200, answer.body
        self.mark = answer.json["mark"]
        answers: list[dict[str, Any]] = answer.json["answers"]
        return answers

    def done(self, *changes: Sent) -> None:
        """Push changes that must all be taken."""
        answers = self.push(*changes)
        assert [answer["answer"] for answer in answers] == ["done"] * len(changes), answers

    def refused(self, *changes: Sent) -> str:
        """Push changes that must all be refused for one reason; return its code."""
        answers = self.push(*changes)
        assert {answer["answer"] for answer in answers} == {"rejected"}, answers
        codes: set[str] = {answer["code"] for answer in answers}
        assert len(codes) == 1, codes
        return codes.pop()

    def page(self, cursors: dict[str, int] | None = None, limit: int = 500) -> dict[str, Any]:
        """Pull one page."""
        answer = self.post("/v1/pull", self.asks(cursors=cursors or {}, limit=limit))
        assert answer.status == 200, answer.body
        page: dict[str, Any] = answer.json
        return page

    def rows(self, limit: int = 500) -> list[dict[str, Any]]:
        """Pull everything from the beginning, page by page."""
        rows: list[dict[str, Any]] = []
        cursors: dict[str, int] = {}
        more = True
        while more:
            page = self.page(cursors, limit)
            rows += page["rows"]
            cursors, more = page["cursors"], page["more"]
        return rows

    def holds(self, kind: str) -> dict[str, Any]:
        """Return what this desk holds of a kind after pulling everything, by id."""
        return {
            row["id"]: row["body"] for row in self.rows() if row["kind"] == kind and not row["gone"]
        }

    # --- making -------------------------------------------------------------------------------

    def change(
        self,
        op: str,
        case: Case,
        body: Any,
        *,
        entity: UUID | None = None,
        by: Person | None = None,
    ) -> Sent:
        """Write a change in a save of its own."""
        self._made += 1
        written = {
            "uid": str(uuid4()),
            "n": self._made,
            "tx": str(uuid4()),
            "op": op,
            "v": 1,
            "entity": str(entity or case.uid),
            "case": str(case.uid),
            "person": str((by or self.person).uid),
            "at": self.world.clock().isoformat(),
            "body": body,
        }
        return written | {"erased": True} if case.uid in self.heard else written

    def new_case(self, **changes: Any) -> Case:
        """A received case of this desk, with the next of its register numbers."""
        self._registered += 1
        number = RegisterNumber(self.office.code, 2026, self.letter, self._registered)
        own = {
            "register_number": str(number),
            "office_uid": self.office.uid,
            "registered_by": self.person.uid,
        }
        return a_case(**(own | changes))

    def entry(self, case: Case, kind: EntryKind, **changes: Any) -> TimelineEntry:
        """An entry in the name of this person."""
        own = {
            "case_uid": case.uid,
            "kind": kind,
            "person_uid": self.person.uid,
            "person_name": self.person.name,
            "office_uid": self.office.uid,
        }
        return an_entry(**(own | changes))

    def create(self, case: Case, reporter: Reporter | None = None) -> Sent:
        entry = self.entry(case, EntryKind.REGISTERED)
        body = {"case": case_record(case), "entries": [entry_record(entry)]}
        if reporter is not None:
            body["reporter"] = reporter_record(reporter)
        return self.change("case.create", case, body)

    def correct(self, case: Case, **fields: Any) -> Sent:
        """Write that these fields of the case, as this desk knows it, become something else."""
        old, new = case_record(case), case_record(replace(case, **fields))
        body = {
            "set": {name: new[name] for name in fields},
            "base": {name: old[name] for name in fields},
            "entry": entry_record(self.entry(case, EntryKind.CORRECTED)),
        }
        return self.change("case.set", case, body)

    def move(
        self, case: Case, name: MoveName, *, by: Person | None = None, **standing: Any
    ) -> Sent:
        """Write a move of the case as this desk knows it."""
        move = MOVES[name]
        after = replace(case, status=move.target, **standing)
        entry = self.entry(
            case,
            EntryKind.MOVED,
            person_uid=(by or self.person).uid,
            move=name.value,
            to_status=move.target,
            to_office_uid=after.assigned_office_uid if move.needs is Needs.OFFICE else None,
            text="Menurut hasil pemeriksaan.",
        )
        body = {
            "move": name.value,
            "from": case.status.value,
            "set": standing_record(after),
            "entry": entry_record(entry),
        }
        return self.change("case.move", case, body, by=by)

    def void(self, case: Case, *, seen: int, reason: str = "Tercatat dua kali.") -> Sent:
        """Write that the case was a mistake; `seen` entries of it are known here."""
        entry = self.entry(case, EntryKind.VOIDED, text=reason)
        return self.change("case.void", case, {"entries": seen, "entry": entry_record(entry)})

    def revive(self, case: Case) -> Sent:
        """Write that it was none."""
        entry = self.entry(case, EntryKind.REVIVED)
        return self.change("case.revive", case, {"entry": entry_record(entry)})

    def spoil(self, sequence: int, *, year: int = 2026, reason: str = "Salah cetak.") -> Sent:
        """Write that a letter number was spoilt; it belongs to no case."""
        self._made += 1
        return {
            "uid": str(uuid4()),
            "n": self._made,
            "tx": str(uuid4()),
            "op": "letter.void",
            "v": 1,
            "entity": str(uuid4()),
            "case": str(self.office.uid),
            "person": str(self.person.uid),
            "at": self.world.clock().isoformat(),
            "body": {"year": year, "sequence": sequence, "reason": reason},
        }

    def write(self, case: Case, kind: EntryKind = EntryKind.NOTE, **changes: Any) -> Sent:
        entry = self.entry(case, kind, **changes)
        return self.change("entry.add", case, entry_record(entry), entity=entry.uid)

    def attach(self, case: Case, **changes: Any) -> Sent:
        attachment: Attachment = an_attachment(**self._own(case, changes))
        entry = self.entry(case, EntryKind.FILE, text=attachment.name)
        body = {"attachment": attachment_record(attachment), "entry": entry_record(entry)}
        return self.change("attachment.link", case, body, entity=attachment.uid)

    def issue(self, case: Case, **changes: Any) -> Sent:
        letter: Letter = a_letter(**self._own(case, changes))
        entry = self.entry(case, EntryKind.LETTER, text=letter.number)
        body = {"letter": letter_record(letter), "entry": entry_record(entry)}
        return self.change("letter.issue", case, body, entity=letter.uid)

    def identify(self, case: Case, reporter: Reporter) -> Sent:
        return self.change("reporter.put", case, reporter_record(reporter))

    def correct_reporter(self, reporter: Reporter, **fields: str) -> Sent:
        """Write that these fields of who reported, as this desk knows them, become others."""
        case = a_case(uid=reporter.case_uid)
        entry = self.entry(case, EntryKind.IDENTITY_CORRECTED, text=", ".join(fields))
        body = {
            "set": fields,
            "base": {name: reporter_record(reporter)[name] for name in fields},
            "entry": entry_record(entry),
        }
        return self.change("reporter.set", case, body)

    def restrict(self, case: Case, *, restricted: bool = True) -> Sent:
        """Write that who reported is kept and not used, or used again."""
        on, off = EntryKind.IDENTITY_RESTRICTED, EntryKind.IDENTITY_UNRESTRICTED
        entry = self.entry(case, on if restricted else off, text="Diminta pelapor.")
        body = {"restricted": restricted, "entry": entry_record(entry)}
        return self.change("reporter.restrict", case, body)

    def erase(
        self,
        case: Case,
        *attachments: str,
        text: str = "Diminta pelapor.",
        known: Sequence[Reporter] = (),
    ) -> Sent:
        """Write that who reported is erased, and these files with them."""
        self.heard.add(case.uid)
        entry = self.entry(case, EntryKind.IDENTITY_ERASED, text=text)
        body: dict[str, Any] = {"attachments": list(attachments), "entry": entry_record(entry)}
        if known:
            told = [reporter_record(one) for one in known]
            body["known"] = [{n: one[n] for n in one if n != "case_uid"} for one in told]
        return self.change("reporter.erase", case, body)

    def release(self, case: Case, to: Office, **changes: Any) -> Sent:
        """Write that an office complained about may know of the case."""
        release = a_release(**self._own(case, {"to_office_uid": to.uid} | changes))
        entry = self.entry(case, entry_kind_of(release), text=release.reason, to_office_uid=to.uid)
        body = {"release": release_record(release), "entry": entry_record(entry)}
        op = "release.give" if release.ends is None else "release.end"
        return self.change(op, case, body, entity=release.uid)

    def let_know_reporter(self, case: Case, to: Office, **changes: Any) -> Sent:
        """Write that an office may know who reported, for two weeks."""
        until = self.world.clock().date() + timedelta(days=14)
        given = {"kind": ReleaseKind.IDENTITY, "until": until}
        return self.release(case, to, **(given | changes))

    def take_back(self, given: Sent, case: Case, **changes: Any) -> Sent:
        """Write that a release is over."""
        record = given["body"]["release"]
        ended = {
            "kind": ReleaseKind(record["kind"]),
            "ends": UUID(record["uid"]),
            "until": None,
            "to_office_uid": UUID(record["to_office_uid"]),
        }
        to = replace(self.office, uid=UUID(record["to_office_uid"]))
        return self.release(case, to, **(ended | changes))

    def _own(self, case: Case, changes: dict[str, Any]) -> dict[str, Any]:
        own = {
            "case_uid": case.uid,
            "person_uid": self.person.uid,
            "office_uid": self.office.uid,
        }
        return own | changes


def one_save(*changes: Sent) -> list[Sent]:
    """Put changes into one save."""
    return [change | {"tx": changes[0]["tx"]} for change in changes]


def renewed(desk: ServerDesk, key: Ed25519PrivateKey) -> Answer:
    """Ask for a new identity with this key."""
    public_key = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    asked = {"schema": 2, "public_key": public_key, "device_name": "PC lama"}
    return desk.post("/v1/renew", asked)


def become(desk: ServerDesk, key: Ed25519PrivateKey) -> None:
    """Go on as the child."""
    told = renewed(desk, key).json
    desk.uid, desk.letter = UUID(told["device"]["uid"]), told["device"]["letter"]
    desk.key, desk.mark = key, ""
    desk.token = desk.take_token(desk.challenge()).json["token"]
