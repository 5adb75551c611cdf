"""A new desk joins the regency: it makes its key, shows a one-time code and learns who it is."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.letter_numbers import LetterBlock
from desktop_app.domain.people import Office, Person
from desktop_app.domain.records import UNREADABLE, office_from, person_from
from desktop_app.sync.addresses import enrolment_problems, plain_address, plain_code

if TYPE_CHECKING:
    from desktop_app.sync.transport import Patience
    from desktop_app.sync.wire import EnrolAnswer, Former

NAME = "loket-aduan"
LONGEST_DEVICE_NAME = 100


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a desk is told once, and keeps; `epoch` names the life of the server's database.

    `server_key` is the key that bundles for the server are encrypted with, 32 bytes.
    """

    identity: DeviceIdentity
    office: Office
    person: Person
    letter_block: LetterBlock
    epoch: str
    server_key: bytes
    server_time: datetime


@dataclass(frozen=True, slots=True)
class Reached:
    """The server that answers at an address, and what its clock showed."""

    server_id: UUID
    server_time: datetime


def enrol(
    server_url: str,
    code: str,
    *,
    device_name: str,
    keys: MutableMapping[str, bytes] | None = None,
    before: Former | None = None,
    authority: str = "",
    patience: Patience | None = None,
) -> Enrolled:
    """Trade a one-time code for a place in the regency.

    `keys` remembers the key made for a code: whoever tries a code again, because no answer came,
    must show the same key, or the code counts as used by somebody else. `before` is what a desk
    that enrols again was. `authority` is PEM text of the one that may vouch for the server.

    Raises ExpectedError: PROBLEMS (fields `server_url`, `code`), CODE_UNKNOWN (facts `code`:
    UNKNOWN_CODE or CODE_USED), SERVER_REFUSED and the other troubles of a line and a server.
    """
    from desktop_app.sync import wire
    from desktop_app.sync.device_key import key_of, new_device_key

    problems = enrolment_problems(server_url, code)
    if problems:
        raise ExpectedError(Trouble.PROBLEMS, problems=problems)
    address = plain_address(server_url)
    plain = plain_code(code)
    kept = {} if keys is None else keys
    key = key_of(kept[plain]) if plain in kept else new_device_key()
    kept[plain] = key.private
    name = device_name.strip()[:LONGEST_DEVICE_NAME]
    answer = _one_request(
        address,
        patience,
        authority=authority,
        path="/v1/enrol",
        body=wire.enrol_body(plain, key.public, name, before=before),
    )
    enrolled = _enrolled(wire.read(wire.EnrolAnswer, answer), address, private_key=key.private)
    return replace(enrolled, identity=replace(enrolled.identity, server_authority=authority))


def reach(server_url: str, *, authority: str = "", patience: Patience | None = None) -> Reached:
    """Ask who is there; raises ExpectedError PROBLEMS, SERVER_UNREACHABLE, SERVER_NONSENSE, ….

    A server that speaks only other versions is SERVER_TOO_OLD, or this program is PROGRAM_TOO_OLD.
    """
    from desktop_app.sync import wire

    try:
        address = plain_address(server_url)
    except ValueError as error:
        problems = enrolment_problems(server_url, "")[:1]
        raise ExpectedError(Trouble.PROBLEMS, problems=problems) from error
    answer = _one_request(address, patience, authority=authority, path="/v1/health", body=None)
    health = wire.read(wire.HealthAnswer, answer)
    if health.name != NAME:
        raise ExpectedError(Trouble.SERVER_NONSENSE)
    spoken = health.speaks or [health.schema]
    if max(spoken) < wire.SCHEMA:
        raise ExpectedError(Trouble.SERVER_TOO_OLD)
    if min(spoken) > wire.SCHEMA:
        raise ExpectedError(Trouble.PROGRAM_TOO_OLD)
    return Reached(health.server_id, wire.moment_of(health.time))


def reachable(server_url: str, *, patience: Patience | None = None) -> bool:
    """Say whether the server of this regency answers, as when the network may be back."""
    try:
        reach(server_url, patience=patience)
    except ExpectedError:
        return False
    return True


def _one_request(
    address: str, patience: Patience | None, *, authority: str, path: str, body: bytes | None
) -> bytes:
    from desktop_app.sync.transport import Patience as Usual
    from desktop_app.sync.transport import Transport

    transport = Transport(address, authority=authority, patience=patience or Usual())
    try:
        return transport.get(path) if body is None else transport.post(path, body)
    finally:
        transport.close()


def _enrolled(answer: EnrolAnswer, address: str, *, private_key: bytes) -> Enrolled:
    from desktop_app.sync import wire
    from desktop_app.sync.letter_supply import block_from

    try:
        office = office_from(answer.office)
        person = person_from(answer.person)
        server_key = wire.key_from(answer.kurir_key)
    except UNREADABLE as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error
    identity = DeviceIdentity(
        device_uid=answer.device.uid,
        letter=answer.device.letter,
        office_uid=office.uid,
        server_url=address,
        server_id=answer.server_id,
        private_key=private_key,
    )
    return Enrolled(
        identity,
        office,
        person,
        letter_block=block_from(answer.letter_block),
        epoch=answer.epoch,
        server_key=server_key,
        server_time=wire.moment_of(answer.time),
    )
