"""No way to ask tells an office of a case that complains about it, before a release and after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from desktop_app.domain.cases import Case
from desktop_app.domain.people import OfficeKind
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.bundles import Bundle, answered
from tests.server.server_desk import Sent, ServerDesk
from tests.server.world import World

CONTENT = b"foto rekaan"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
SECRET = "Kepala kantor itu meminta uang rekaan."
FIRST = {"PBG": "Dewi", "BBS": "Rina", "GDS": "Sari", "DPUPR": "Agus", "KRN": "Hadi"}


@dataclass(frozen=True)
class Probe:
    """A desk that asks, what it was told before the case was there, and the case."""

    desk: ServerDesk
    before: Mapping[str, Any]
    case: Case

    def unlike(self, name: str, now: Any) -> bool:
        return bool(self.before[name] != now)


def _pulled(probe: Probe) -> bool:
    rows = [row for row in probe.desk.rows() if not row["gone"]]
    return _names(rows, probe.case)


def _pulled_page_by_page(probe: Probe) -> bool:
    return _names([row for row in probe.desk.rows(limit=3) if not row["gone"]], probe.case)


def _digest(desk: ServerDesk) -> Any:
    return desk.page()["digest"]


def _buckets(desk: ServerDesk) -> Any:
    asked = desk.asks(scope=f"office:{desk.office.uid}")
    return desk.post("/v1/digest", asked).json["buckets"]


def _listed(desk: ServerDesk) -> Any:
    rows = []
    for first in range(0, 256, 16):
        buckets = list(range(first, first + 16))
        asked = desk.asks(scope=f"office:{desk.office.uid}", buckets=buckets)
        rows += desk.post("/v1/digest/rows", asked).json["rows"]
    return [row for row in rows if not row["gone"]]


def _of_other_scopes(desk: ServerDesk) -> Any:
    """Ask as if this were another office."""
    other = f"office:{desk.world.office('KRN' if desk.office.code != 'KRN' else 'BBS').uid}"
    page = desk.page({other: 0})
    answer = desk.post("/v1/digest", desk.asks(scope=other))
    return other in page["cursors"], answer.status


def _blocks(desk: ServerDesk) -> Any:
    """The numbers that the office may give next."""
    return desk.post("/v1/letter-blocks", desk.asks(year=2026, last=0, left=0)).json["blocks"]


def _asked_by_name(probe: Probe) -> bool:
    scope = f"office:{probe.desk.office.uid}"
    kinds = ("case", "reporter", "entry", "release")
    items = [{"kind": kind, "id": str(probe.case.uid)} for kind in kinds]
    rows = probe.desk.post("/v1/rows", probe.desk.asks(scope=scope, items=items)).json["rows"]
    return any(not row["gone"] or "body" in row for row in rows)


def _answered(probe: Probe) -> bool:
    """Whatever is tried on a case that is known by name gets the answer for an unknown one.

    What is tried is spoilt: where the case is known, nothing of it is done.
    """
    known, unknown = (_answers(probe, case) for case in (probe.case, _unknown(probe.case)))
    return known not in ({"NOT_IN_SCOPE"}, unknown)


def _answers(probe: Probe, case: Case) -> set[str]:
    desk = probe.desk
    sent: list[Sent] = [
        desk.write(case),
        desk.write(case, EntryKind.REPLY),
        desk.correct(case, title="Lain"),
        desk.move(case, MoveName.VERIFY),
        desk.void(case, seen=1),
        desk.revive(case),
        desk.attach(case),
        desk.identify(case, a_reporter(case_uid=case.uid)),
        desk.release(case, desk.office),
        desk.let_know_reporter(case, desk.office),
    ]
    for change in sent:
        entry = change["body"].get("entry", change["body"])
        entry["office_uid"] = str(uuid4())
        entry["case_uid"] = str(uuid4())
    answers = desk.push(*sent)
    return {answer.get("code", "done") for answer in answers} | {
        "current" for answer in answers if "current" in answer
    }


def _file(probe: Probe) -> bool:
    path = "/v1/files/{}/" + SHA256
    known, unknown = (path.format(uid) for uid in (probe.case.uid, uuid4()))
    ways = (("HEAD", b""), ("GET", b""), ("PUT", CONTENT))
    answers = (
        (probe.desk.ask(way, known, body), probe.desk.ask(way, unknown, body)) for way, body in ways
    )
    return any((one.status, one.body) != (other.status, other.body) for one, other in answers)


def _by_kurir(probe: Probe) -> bool:
    told = answered(probe.desk, Bundle(probe.desk))
    rows = [row for page in told["pull"] for row in page["rows"] if not row["gone"]]
    return _names(rows, probe.case)


def _told_of_officials(probe: Probe) -> bool:
    """What everybody may know of offices and officials says nothing of any case."""
    reference = [row for row in probe.desk.rows() if row["scope"] == "reference"]
    return _names(reference, probe.case) or probe.unlike("reference", len(reference))


# Every way a desk may ask the server; a new one is a line here.
WAYS: Mapping[str, Callable[[Probe], bool]] = {
    "pull": _pulled,
    "pull, page by page": _pulled_page_by_page,
    "digest": lambda probe: probe.unlike("digest", _digest(probe.desk)),
    "buckets": lambda probe: probe.unlike("buckets", _buckets(probe.desk)),
    "listed rows": lambda probe: probe.unlike("listed", _listed(probe.desk)),
    "rows by name": _asked_by_name,
    "another scope": lambda probe: probe.unlike("other", _of_other_scopes(probe.desk)),
    "answers": _answered,
    "files": _file,
    "letter numbers": lambda probe: probe.unlike("blocks", _blocks(probe.desk)),
    "kurir": _by_kurir,
    "offices and officials": _told_of_officials,
}
# These count what is there, also what is no longer: they are asked before a release alone.
COUNTS = frozenset({"letter numbers", "another scope", "offices and officials"})


def _names(rows: list[dict[str, Any]], case: Case) -> bool:
    text = json.dumps(rows, ensure_ascii=False)
    return any(word in text for word in (str(case.uid), case.register_number, SECRET))


def _unknown(case: Case) -> Case:
    return replace(case, uid=uuid4())


class Regency:
    """A desk in each office; every office is watched from before the case on."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.desks = {code: ServerDesk(world, code, first) for code, first in FIRST.items()}
        self._before = {code: _before(desk) for code, desk in self.desks.items()}

    def uid(self, code: str) -> UUID:
        return self.desks[code].office.uid

    def take(self, taker: str, about: str | None, official: str | None) -> Case:
        """Take a complaint about an office, an official or both."""
        desk = self.desks[taker]
        person = None if official is None else self.desks[official].person
        case = desk.new_case(
            reporter_words=SECRET,
            complained_office_uid=None if about is None else self.uid(about),
            complained_person_uid=None if person is None else person.uid,
        )
        clerk = a_reporter(case_uid=case.uid)
        desk.push(desk.create(case, clerk), desk.attach(case, sha256=SHA256), desk.write(case))
        return case

    def hear(self, case: Case) -> set[str]:
        """Return the offices to which any way tells of the case; every way must agree."""
        found = set()
        for code, desk in self.desks.items():
            probe = Probe(desk, self._before[code], case)
            told = {way: ask(probe) for way, ask in WAYS.items() if way not in COUNTS}
            assert len(set(told.values())) == 1, (code, told)
            assert not any(WAYS[way](probe) for way in COUNTS), code
            if told["pull"]:
                found.add(code)
        return found


def _before(desk: ServerDesk) -> dict[str, Any]:
    return {
        "digest": _digest(desk),
        "buckets": _buckets(desk),
        "listed": _listed(desk),
        "other": _of_other_scopes(desk),
        "blocks": _blocks(desk),
        "reference": len([row for row in desk.rows() if row["scope"] == "reference"]),
    }


@dataclass(frozen=True)
class Row:
    """Who took it, whom it is about, who may release it, and who hears of it when.

    `by` releases it to the offices in `to`, one after the other.
    """

    taker: str
    about: str | None
    official: str | None
    by: str
    to: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]


ROWS = {
    "a village, taken by a stranger": Row(
        "KRN", "GDS", None, "PBG", ("GDS",), frozenset({"KRN", "PBG"}),
        frozenset({"KRN", "PBG", "GDS"}),
    ),
    "a village, taken by its parent": Row(
        "BBS", "GDS", None, "BBS", ("GDS",), frozenset({"BBS", "PBG"}),
        frozenset({"BBS", "PBG", "GDS"}),
    ),
    "a district, taken by its own village": Row(
        "GDS", "BBS", None, "PBG", ("BBS",), frozenset({"GDS", "PBG"}),
        frozenset({"GDS", "PBG", "BBS"}),
    ),
    "an official, wherever they sit": Row(
        "KRN", None, "GDS", "PBG", ("GDS",), frozenset({"KRN", "PBG"}),
        frozenset({"KRN", "PBG", "GDS"}),
    ),
    "an office and an official of another": Row(
        "KRN", "BBS", "GDS", "PBG", ("BBS", "GDS"), frozenset({"KRN", "PBG"}),
        frozenset({"KRN", "PBG", "BBS", "GDS"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_only_a_release_by_a_higher_office_tells_whom_a_case_is_about(
    sqlite_world: World, name: str
):
    _judge(ROWS[name], sqlite_world)


def test_the_same_holds_on_every_database(world: World):
    _judge(ROWS["an office and an official of another"], world)


def _judge(row: Row, world: World) -> None:
    regency = Regency(world)
    case = regency.take(row.taker, row.about, row.official)
    higher = regency.desks[row.by]

    assert regency.hear(case) == row.before
    given = [higher.release(case, regency.desks[code].office) for code in row.to]
    for one in given:
        higher.done(one)
    assert regency.hear(case) == row.after
    for one in given:
        higher.done(higher.take_back(one, case))
    assert regency.hear(case) == row.before


def test_each_office_complained_about_is_released_by_itself(sqlite_world: World):
    regency = Regency(sqlite_world)
    case = regency.take("KRN", "BBS", "GDS")
    dewi = regency.desks["PBG"]
    dewi.done(dewi.release(case, regency.desks["GDS"].office))
    assert regency.hear(case) == {"KRN", "PBG", "GDS"}


def test_a_case_about_the_regency_desk_is_heard_of_nowhere_else_and_released_by_nobody(
    sqlite_world: World,
):
    regency = Regency(sqlite_world)
    case = regency.take("BBS", "PBG", None)
    assert regency.hear(case) == {"BBS"}
    rina = regency.desks["BBS"]
    assert rina.refused(rina.release(case, regency.desks["PBG"].office)) == "NOT_HIGHER_OFFICE"
    assert regency.desks["PBG"].office.kind is OfficeKind.REGENCY
