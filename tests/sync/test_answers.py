"""What the server says of one change, and what the desk does about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.records import case_record
from desktop_app.sync.answers import Effect, LostField, Refused, brought_up, effect_of
from desktop_app.sync.wire import ChangeAnswer, Clash
from tests import strategies
from tests.builders import NOW, a_case


def answer(told: str, **details: Any) -> ChangeAnswer:
    return ChangeAnswer(uid=uuid4(), answer=told, **details)


def record(case, version: int) -> dict[str, Any]:
    return {**case_record(case), "version": version}


def test_done_brings_the_version():
    assert effect_of(answer("done", version=4)) == Effect(version=4)


def test_a_refusal_brings_its_reason_and_the_case_as_it_stands():
    case = a_case()
    effect = effect_of(answer("rejected", code="NO_RIGHT", words="Tidak.", current=record(case, 9)))
    assert effect == Effect(refused=Refused("NO_RIGHT", "Tidak."), current=replace(case, version=9))


def test_a_clash_brings_both_values_and_who_wrote_the_one_that_stands():
    office = uuid4()
    clashes = [
        Clash("title", "milik saya", "milik dia", "Tono", str(office), "2026-11-20T09:30:00+07:00"),
        Clash("happened_on", None, "2026-11-16"),
        Clash("anonymous", mine=True, theirs=False),
    ]
    effect = effect_of(answer("conflict", version=5, fields=clashes))
    assert effect == Effect(
        lost=(
            LostField("title", "milik saya", "milik dia", "Tono", office, NOW),
            LostField("happened_on", None, "2026-11-16"),
            LostField("anonymous", mine=True, theirs=False),
        ),
        version=5,
    )


def test_a_clash_is_kept_when_its_author_cannot_be_read():
    clash = Clash("title", "a", "b", by="Tono", office="kantor", at="kemarin")
    effect = effect_of(answer("conflict", fields=[clash]))
    assert effect == Effect(lost=(LostField("title", "a", "b", "Tono"),))


@pytest.mark.parametrize("outcome", ["done", "conflict", "rejected"])
def test_a_repeated_answer_means_what_the_first_one_meant(outcome: str):
    details = {"version": 2, "code": "NO_RIGHT", "fields": [Clash("title", "a", "b")]}
    repeated = effect_of(answer("repeated", outcome=outcome, **details))
    assert repeated is not None
    assert repeated == effect_of(answer(outcome, **details))


@pytest.mark.parametrize(
    "nonsense",
    [
        answer("perhaps"),
        answer("repeated"),
        answer("repeated", outcome="repeated"),
        answer("rejected", words="no code"),
        answer("conflict"),
        answer("conflict", fields=[]),
        answer("rejected", code="NO_RIGHT", current={"uid": "x"}),
        answer("rejected", code="NO_RIGHT", current=case_record(a_case())),
        answer("rejected", code="NO_RIGHT", current=record(a_case(), -1)),
    ],
)
def test_an_answer_without_sense_is_no_answer(nonsense: ChangeAnswer):
    assert effect_of(nonsense) is None


@given(st.text(), st.none() | st.integers(), strategies.json_values)
def test_whatever_is_answered_is_read_or_refused(told: str, version: int | None, current: Any):
    body = current if isinstance(current, dict) else None
    effect = effect_of(answer(told, outcome=told, version=version, code=told, current=body))
    assert effect is None or effect.version >= 0


def test_an_acknowledged_case_gets_its_version_and_nothing_else():
    case = a_case()
    assert brought_up(case, Effect(version=3)) == replace(case, version=3)


def test_the_case_as_it_stands_replaces_what_was_refused():
    mine, theirs = a_case(title="milik saya", version=3), a_case(title="milik dia", version=3)
    assert brought_up(mine, Effect(refused=Refused("X", ""), current=theirs)) == theirs


def test_an_old_answer_never_takes_back_what_was_read_since():
    case = a_case(version=7)
    old = Effect(refused=Refused("X", ""), current=replace(case, title="lama", version=5))
    assert brought_up(case, old) is None
    assert brought_up(case, Effect(version=5)) is None


def test_a_case_that_is_not_here_is_written_only_when_it_is_told():
    assert brought_up(None, Effect(version=3)) is None
    case = a_case(version=3)
    assert brought_up(None, Effect(refused=Refused("X", ""), current=case)) == case
