"""Desks of every role that speak with a running server, and what each of them has learnt."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import uuid4

from desktop_app.domain.cases import Case
from desktop_app.domain.people import Role
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.bundles import Bundle
from tests.server.server_desk import Sent, ServerDesk
from tests.server.world import World

OFFICES = ("BBS", "KRN")
PHOTO = b"\xff\xd8\xff" + bytes(range(256))
LEARNT = frozenset({"/v1/push", "/v1/pull"})
SHA256 = hashlib.sha256(PHOTO).hexdigest()


@dataclass
class Speaker:
    """One desk: `good` are values that its next requests may hold, by path of the contract."""

    desk: ServerDesk
    cases: list[Case] = field(default_factory=list)
    cursors: dict[str, int] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.desk.token}"}

    @property
    def scopes(self) -> list[str]:
        return [f"office:{self.desk.office.uid}", "reference", f"office:{uuid4()}"]

    def learn(self, path: str, told: Any) -> None:
        """Keep what an answer says of where this desk stands."""
        if path == "/v1/push":
            self.desk.mark = told.get("mark") or self.desk.mark
        if path == "/v1/pull":
            self.cursors = told["cursors"]
            self.rows = (self.rows + told["rows"])[-50:]

    def good(self, path: str, chance: Random) -> dict[str, Any]:
        """Return what a body for this path would hold if a real desk had written it."""
        asks = self.desk.asks()
        match path:
            case "/v1/push":
                return asks | {"changes": [self._change(chance)]}
            case "/v1/pull":
                return asks | {
                    "cursors": chance.choice([{}, self.cursors]),
                    "limit": chance.choice([1, 500]),
                }
            case "/v1/digest" | "/v1/digest/rows" | "/v1/rows":
                items = [{"kind": row["kind"], "id": row["id"]} for row in self.rows[-3:]]
                scope = chance.choice(self.scopes)
                return asks | {"scope": scope, "buckets": [0, 255], "items": items}
            case "/v1/enrol" | "/v1/renew":
                key = base64.b64encode(hashlib.sha256(self.desk.uid.bytes).digest()).decode()
                return asks | {"public_key": key, "device_name": "PC uji"}
            case "/v1/challenge" | "/v1/token":
                return {"device": str(self.desk.uid)}
            case _:
                return asks

    def bundle(self) -> bytes:
        """Write a bundle as of a desk without a line."""
        changes = [self.desk.write(case) for case in self.cases[-1:]]
        return Bundle(self.desk, changes).written()

    def _change(self, chance: Random) -> Sent:
        if not self.cases or chance.choice([True, False, False]):
            case = self.desk.new_case()
            self.cases.append(case)
            return self.desk.create(case, chance.choice([None, a_reporter(case_uid=case.uid)]))
        case = chance.choice(self.cases[-5:])
        return chance.choice(
            [
                self.desk.write(case),
                self.desk.correct(case, title="Judul lain"),
                self.desk.move(case, MoveName.VERIFY),
                self.desk.void(case, seen=1),
                self.desk.revive(case),
                self.desk.attach(case, sha256=SHA256),
                self.desk.issue(case),
                self.desk.spoil(7),
            ]
        )


class Regency:
    """A desk of each role in two offices, beside one that was shut out."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.speakers: dict[str, Speaker] = {}
        for office in OFFICES:
            for role in Role:
                person = world.enter(office, role)
                self.speakers[f"{office} {role.value}"] = Speaker(
                    ServerDesk(world, office, person.name.split()[0])
                )
        case = self.speakers["BBS clerk"].desk.new_case()
        self.speakers["BBS clerk"].cases.append(case)

    @property
    def names(self) -> list[str]:
        return list(self.speakers)


def laid_over(body: Any, good: Mapping[str, Any]) -> Any:
    """Put what a real desk would say over what was made up."""
    return {**body, **good} if isinstance(body, dict) else dict(good)
