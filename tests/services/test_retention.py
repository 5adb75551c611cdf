"""Rules of retention: shown before they run, run by a person, and only on what is still due."""

from __future__ import annotations

import pytest

from desktop_app.domain.cases import Case, Classification
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.workflow import MoveName
from desktop_app.services.keep_file import keep_file
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.personal_data.retention import (
    preview_retention,
    retention_rules,
    run_retention,
    set_retention_rules,
)
from tests.desk import Desk
from tests.services.looking import attachments_of, entries_of, stored_case

TWO_YEARS = {Classification.COMPLAINT: 24}


def ended(desk: Desk, **changes: object) -> Case:
    case = desk.registered(**changes).case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(case.uid, MoveName.ARCHIVE, "Terlalu umum."), desk.context)
    return case


def test_nothing_is_due_before_somebody_chose_a_rule(desk: Desk) -> None:
    ended(desk)
    desk.clock.pass_days(4_000)
    assert retention_rules(desk.context) == {}
    assert preview_retention(desk.context) == ()


def test_what_ended_long_ago_is_due_and_what_is_open_never(desk: Desk) -> None:
    set_retention_rules(TWO_YEARS, desk.context)
    case = ended(desk)
    desk.registered()
    ended(desk, classification=Classification.ASPIRATION)
    desk.clock.pass_days(700)
    assert preview_retention(desk.context) == ()
    desk.clock.pass_days(60)
    assert [one.register_number for one in preview_retention(desk.context)] == [
        case.register_number
    ]


def test_what_is_restricted_is_never_due(desk: Desk) -> None:
    set_retention_rules(TWO_YEARS, desk.context)
    case = ended(desk)
    restrict_reporter(RestrictReporter(case.uid, "Sengketa."), desk.context)
    desk.clock.pass_days(4_000)
    assert preview_retention(desk.context) == ()


def test_a_run_erases_what_was_shown_but_for_what_was_taken_out(desk: Desk) -> None:
    set_retention_rules(TWO_YEARS, desk.context)
    cases = [ended(desk) for _ in range(3)]
    desk.clock.pass_days(800)
    shown = preview_retention(desk.context)
    told: list[tuple[int, int]] = []

    run = run_retention(
        shown[:2], desk.context, with_files=False, progress=lambda *how_far: told.append(how_far)
    )

    assert (run.erased, run.left, run.cancelled) == (2, 0, False)
    assert told == [(1, 2), (2, 2)]
    states = [stored_case(desk.context, case.uid).identity_state for case in cases]
    assert states == [IdentityState.ERASED, IdentityState.ERASED, IdentityState.OPEN]
    assert "24 bulan" in entries_of(desk.context, cases[0].uid)[-1].text
    assert [one.case_uid for one in preview_retention(desk.context)] == [cases[2].uid]


def test_what_changed_since_it_was_shown_is_left(desk: Desk) -> None:
    set_retention_rules(TWO_YEARS, desk.context)
    case = ended(desk)
    desk.clock.pass_days(800)
    shown = preview_retention(desk.context)
    restrict_reporter(RestrictReporter(case.uid, "Sengketa."), desk.context)
    run = run_retention(shown, desk.context, with_files=False)
    assert (run.erased, run.left) == (0, 1)


def test_what_changes_while_a_run_goes_on_is_left_too(desk: Desk) -> None:
    set_retention_rules(TWO_YEARS, desk.context)
    cases = [ended(desk) for _ in range(2)]
    desk.clock.pass_days(800)

    def somebody_restricts(done: int, _: int) -> None:
        if done == 1:
            restrict_reporter(RestrictReporter(cases[1].uid, "Sengketa."), desk.context)

    shown = preview_retention(desk.context)
    run = run_retention(shown, desk.context, with_files=False, progress=somebody_restricts)
    assert (run.erased, run.left) == (1, 1)
    assert stored_case(desk.context, cases[1].uid).identity_state is IdentityState.RESTRICTED


def test_files_go_only_where_that_was_chosen(desk: Desk) -> None:
    set_retention_rules(TWO_YEARS, desk.context)
    kept = [keep_file(name.encode(), f"{name}.jpg", desk.context) for name in ("satu", "dua")]
    cases = [ended(desk, files=((file.sha256, file.name),)) for file in kept]
    desk.clock.pass_days(800)
    first, second = preview_retention(desk.context)
    run_retention([first], desk.context, with_files=False)
    run_retention([second], desk.context, with_files=True)
    assert [file.name for file in attachments_of(desk.context, cases[0].uid)] == ["satu.jpg"]
    assert [file.name for file in attachments_of(desk.context, cases[1].uid)] == [""]
    assert [desk.context.files.has(file.sha256) for file in kept] == [True, False]


def test_a_run_can_be_stopped_and_goes_on_later(desk: Desk) -> None:
    set_retention_rules(TWO_YEARS, desk.context)
    for _ in range(3):
        ended(desk)
    desk.clock.pass_days(800)
    answers = iter([False, True])
    run = run_retention(
        preview_retention(desk.context),
        desk.context,
        with_files=False,
        cancelled=lambda: next(answers),
    )
    assert (run.erased, run.cancelled) == (1, True)
    assert len(preview_retention(desk.context)) == 2


def test_months_out_of_bounds_are_refused(desk: Desk) -> None:
    for months in (0, 1_201):
        with pytest.raises(ValueError, match=str(months)):
            set_retention_rules({Classification.COMPLAINT: months}, desk.context)
