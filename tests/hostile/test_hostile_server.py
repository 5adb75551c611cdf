"""Whatever a server does, a round ends in words, keeps our work, and the next one goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.changes import Operation
from desktop_app.sync.report import RoundReport
from tests.builders import NOW, a_case, a_change
from tests.hostile.attacks import ATTACKS, OWN_CASE
from tests.sync.odd_server import http_json
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import ScriptedServer, done, nothing_new
from tests.sync.travelling_files import LARGE, keep_for_upload, uploads

OURS = "Kata-kata petugas"
HONEST = {
    "/v1/letter-blocks": lambda _: http_json(
        {"blocks": [{"year": 2026, "first": 51, "last": 100, "expires_on": "2026-12-31"}]}
    )
}


def save(desk: RoundDesk) -> None:
    """Save something, as a clerk does while a round is on its way."""
    case = a_case(uid=OWN_CASE, title=OURS)
    change = a_change(
        operation=Operation.CASE_SET,
        case_uid=case.uid,
        entity_uid=case.uid,
        body={"set": {"title": OURS}, "base": {"title": "Lama"}},
    )
    desk.put(case)
    desk.queue(change)
    keep_for_upload(desk, case.uid, LARGE)


def outside(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "profile" not in path.parts}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_costs_a_round_and_nothing_else(
    desk: RoundDesk, server: ScriptedServer, tmp_path: Path, name: str
):
    attack = ATTACKS[name]
    save(desk)
    use_numbers(desk)
    before = outside(tmp_path)
    server.on = dict(HONEST)
    attack.arm(server)

    report = desk.round()

    assert told(report) is attack.trouble
    assert outside(tmp_path) == before
    kept = desk.case(replace(a_case(), uid=OWN_CASE))
    assert kept is not None
    assert kept.title == OURS

    server.on_pull, server.on_push, server.on = nothing_new, done, HONEST
    server.on_token, server.on_file = server._give_token, None
    assert desk.round().trouble is None
    assert desk.waiting() == []
    assert uploads(desk) == []


def use_numbers(desk: RoundDesk) -> None:
    """Give so many letter numbers that the desk asks for more."""

    def use(work: Any) -> None:
        for _ in range(45):
            block = work.numbers.letter_block(2026, NOW.date())
            work.numbers.put_letter_block(block.taken())

    desk.store(use)


def told(report: RoundReport) -> object:
    return None if report.trouble is None else report.trouble.trouble
