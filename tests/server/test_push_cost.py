"""What a change costs does not grow with what is stored: every look-up has an index."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from desktop_app.domain.cases import Status
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.heard import heard
from tests.server.server_desk import Sent, ServerDesk
from tests.server.world import BACKENDS

# What holds a handful of rows however long the server has run.
SMALL = {"office", "person", "server", "feed_head", "letter_block"}


def work(desk: ServerDesk) -> tuple[list[Sent], list[Sent]]:
    """Something of every kind: what makes cases, and what is done to them."""
    cases = [desk.new_case() for _ in range(3)]
    verified = replace(cases[0], status=Status.VERIFIED)
    agency = desk.world.office("DPUPR").uid
    made = [desk.create(case, a_reporter(case_uid=case.uid)) for case in cases]
    return made, [
        *(desk.write(case) for case in cases),
        desk.move(cases[0], MoveName.VERIFY),
        desk.move(verified, MoveName.ASSIGN, assigned_office_uid=agency),
        desk.correct(cases[1], title="Jalan rusak"),
        desk.correct(cases[1], title="Aspal hilang"),
        desk.identify(cases[1], a_reporter(case_uid=cases[1].uid)),
        desk.attach(cases[1]),
        desk.issue(cases[1], sequence=1, number="1/X"),
        desk.spoil(2),
        desk.void(cases[2], seen=2),
        desk.revive(cases[2]),
    ]


def scanned(plan: dict[str, Any]) -> set[str]:
    """Name the tables that a plan reads from end to end."""
    found = {plan["Relation Name"]} if plan["Node Type"] == "Seq Scan" else set()
    return found.union(*(scanned(part) for part in plan.get("Plans", [])))


@pytest.mark.parametrize("backend", [name for name in BACKENDS if name == "postgresql"])
def test_no_statement_of_a_push_reads_a_growing_table_from_end_to_end(desk: ServerDesk):
    made, done = work(desk)
    desk.done(*made)
    with heard(desk) as statements:
        answers = desk.push(*done)
    assert {answer["answer"] for answer in answers} == {"done", "conflict"}
    explained = {}
    with desk.world.parts.database.read() as connection:
        # A table of three rows is read from end to end unless there is no other way at all.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for text, values in statements:
            if text.split()[0] in {"SELECT", "UPDATE", "WITH", "INSERT"}:
                rows = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {text}", values)
                told = rows.scalar_one()
                plan = json.loads(told) if isinstance(told, str) else told
                explained[text] = scanned(plan[0]["Plan"]) - SMALL
    assert len(explained) > 20
    assert {text for text, tables in explained.items() if tables} == set()


def test_a_push_takes_as_many_statements_for_many_changes_as_for_few(desk: ServerDesk):
    counts = []
    for many in (2, 60):
        cases = [desk.new_case() for _ in range(many)]
        desk.done(*(desk.create(case) for case in cases))
        with heard(desk) as statements:
            desk.done(*(desk.write(case) for case in cases))
        counts.append(len(statements))
    assert counts[0] == counts[1]
