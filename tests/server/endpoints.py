"""Every endpoint of the contract as the matrix asks it, aimed at a case of one office.

A new endpoint is one line of `ENDPOINTS`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from desktop_app.domain.cases import Case
from desktop_app.domain.people import Role
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.asgi import Answer
from tests.server.bundles import Bundle
from tests.server.server_desk import ServerDesk
from tests.server.trails import a_trail, bring
from tests.server.world import World

OWN, OTHER = "BBS", "KRN"
MARK = "PENANDAQ7"  # stands in everything of the office aimed at, and nowhere else
PHOTO = b"\xff\xd8\xff" + MARK.encode() + bytes(range(256))
SHA256 = hashlib.sha256(PHOTO).hexdigest()


class Target:
    """An office with a case of its own, full of words that nobody else may see."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.desk = ServerDesk(world, OWN, "Rina")
        self.late = {office: self.desk_of(office, Role.VERIFIER) for office in (OWN, OTHER)}
        world.clock.turn(timedelta(hours=13))  # their tokens are no longer good
        self.desk.token = self.desk.take_token(self.desk.challenge()).json["token"]
        self.case = self._taken_in()
        self.trail = a_trail(self.desk, 2)
        assert bring(self.desk, self.trail[0].hash, self.trail).status == 200
        self.used_code = self._used_code()
        self.bundle = Bundle(self.desk, [self.desk.write(self.case, text=MARK)]).written()

    def desk_of(self, office: str, role: Role) -> ServerDesk:
        """Enrol a desk of somebody with this role alone."""
        name = f"{role.value}-{office}"
        if name not in self.world.people(office):
            self.world.enter(office, role)
        return ServerDesk(self.world, office, name)

    @property
    def scope(self) -> str:
        return f"office:{self.desk.office.uid}"

    def traces_in(self, answer: Answer) -> list[str]:
        """Name what of the office stands in an answer."""
        told = answer.body.decode("latin-1") + str(answer.headers)
        case = self.case
        traces = (MARK, str(case.uid), case.register_number, SHA256)
        return [trace for trace in traces if trace in told]

    def _taken_in(self) -> Case:
        desk = self.desk
        case = desk.new_case(title=f"{MARK} judul", reporter_words=f"{MARK} uraian", place=MARK)
        secret = {"name": MARK, "address": MARK, "case_uid": case.uid}
        desk.done(
            desk.create(case, a_reporter(**secret)),
            desk.write(case, text=f"{MARK} catatan"),
            desk.attach(case, sha256=SHA256, name=f"{MARK}.jpg", size=len(PHOTO)),
            desk.issue(case, subject=MARK, addressee=MARK),
            desk.move(case, MoveName.VERIFY),
        )
        assert desk.ask("PUT", f"/v1/files/{case.uid}/{SHA256}", PHOTO).status == 201
        return case

    def _used_code(self) -> str:
        code = self.world.code_for(self.desk.person)
        assert self.desk.enrol(code).status == 200
        return code


Ask = Callable[[ServerDesk, Target], Answer]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How it is asked, and its status for a desk of the office aimed at and of another.

    `is_open` says that it is answered to everybody alike, with a token or without one.
    """

    ask: Ask
    own: int
    other: int
    is_open: bool = False


def _posted(path: str, body: Callable[[ServerDesk, Target], dict[str, object]]) -> Ask:
    return lambda desk, target: desk.post(path, body(desk, target))


def _file(method: str, **headers: str) -> Ask:
    """Ask for the file of the case, or send it once more."""
    content = PHOTO if method in {"PUT", "PATCH"} else b""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda desk, target: desk.ask(
        method, f"/v1/files/{target.case.uid}/{SHA256}", content, headers=named
    )


def _key_of(desk: ServerDesk) -> str:
    return base64.b64encode(hashlib.sha256(desk.token.encode()).digest()).decode()


def _new_key(desk: ServerDesk, target: Target) -> dict[str, object]:
    return {"schema": 2, "public_key": _key_of(desk), "device_name": "PC uji"}


def _signed_by_another(desk: ServerDesk, target: Target) -> dict[str, object]:
    signature = base64.b64encode(desk.key.sign(b"something else")).decode()
    challenge = target.desk.challenge()
    return {"device": str(target.desk.uid), "challenge": challenge, "signature": signature}


def _trail(desk: ServerDesk, target: Target) -> dict[str, object]:
    first, last = target.trail
    return {"schema": 2, "chain": first.hash.hex(), "points": [[2, last.hash.hex()]]}


def _scope(desk: ServerDesk, target: Target) -> dict[str, object]:
    item = {"kind": "case", "id": str(target.case.uid)}
    return desk.asks(scope=target.scope, buckets=list(range(16)), items=[item])


ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    ("get", "/v1/health"): Endpoint(lambda d, t: d.ask("GET", "/v1/health"), 200, 200, True),
    ("post", "/v1/enrol"): Endpoint(
        _posted("/v1/enrol", lambda d, t: _new_key(d, t) | {"code": t.used_code}), 409, 409, True
    ),
    ("post", "/v1/challenge"): Endpoint(
        _posted("/v1/challenge", lambda d, t: {"device": str(t.desk.uid)}), 200, 200, True
    ),
    ("post", "/v1/token"): Endpoint(_posted("/v1/token", _signed_by_another), 401, 401, True),
    ("post", "/v1/renew"): Endpoint(_posted("/v1/renew", _new_key), 200, 200),
    ("post", "/v1/push"): Endpoint(
        _posted("/v1/push", lambda d, t: d.asks(changes=[d.write(t.case)])), 200, 200
    ),
    ("post", "/v1/pull"): Endpoint(
        _posted("/v1/pull", lambda d, t: d.asks(cursors={t.scope: 0, "reference": 0})), 200, 200
    ),
    ("post", "/v1/digest"): Endpoint(_posted("/v1/digest", _scope), 200, 404),
    ("post", "/v1/digest/rows"): Endpoint(_posted("/v1/digest/rows", _scope), 200, 404),
    ("post", "/v1/rows"): Endpoint(_posted("/v1/rows", _scope), 200, 404),
    ("post", "/v1/letter-blocks"): Endpoint(
        _posted("/v1/letter-blocks", lambda d, t: d.asks(year=2026, last=0, left=0)), 200, 200
    ),
    ("post", "/v1/audit"): Endpoint(_posted("/v1/audit", _trail), 200, 404),
    # Whoever carries a bundle is told nothing: the answer is sealed for the desk that wrote.
    ("post", "/v1/kurir"): Endpoint(lambda d, t: d.ask("POST", "/v1/kurir", t.bundle), 200, 200),
    ("patch", "/v1/files/{case}/{sha256}"): Endpoint(
        _file("PATCH", Upload_Offset="0", Upload_Length=str(len(PHOTO))), 201, 404
    ),
    ("put", "/v1/files/{case}/{sha256}"): Endpoint(_file("PUT"), 200, 404),
    ("get", "/v1/files/{case}/{sha256}"): Endpoint(_file("GET"), 200, 404),
    ("head", "/v1/files/{case}/{sha256}"): Endpoint(_file("HEAD"), 200, 404),
}
