"""What is sent together, what is laid over what arrives, and what a failure means for the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.cases import Status
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.records import (
    CORRECTABLE,
    case_record,
    entry_record,
    reporter_record,
    standing_record,
)
from desktop_app.domain.timeline import EntryKind
from desktop_app.sync import wire
from desktop_app.sync.plan import (
    FIRST_BATCH,
    FIRST_PAGE,
    LEAST_PAGE,
    MOST_FILES_FAILED,
    MOST_IN_BATCH,
    Parcel,
    Step,
    after_failed_push,
    goes_on_after,
    grown,
    halved,
    laid_over,
    larger_page,
    next_batch,
    reporter_laid_over,
    saves_in,
    smaller_page,
    would_remove_many,
)
from tests import strategies
from tests.builders import a_case, a_change, a_reporter, an_entry

CASES = [UUID(int=number) for number in range(1, 5)]
NO_LIMIT = 10**9


@st.composite
def queues(draw: st.DrawFn) -> list[Parcel]:
    """Saves of one to four changes each, on few cases, as they stand in the outbox."""
    parcels = []
    for size in draw(st.lists(st.integers(1, 4), max_size=8)):
        transaction = uuid4()
        for _ in range(size):
            change = a_change(transaction=transaction, case_uid=draw(st.sampled_from(CASES)))
            parcels.append(Parcel(change, b"x" * draw(st.integers(1, 50))))
    return parcels


def saves(parcels: list[Parcel]) -> list[UUID]:
    return list(dict.fromkeys(parcel.change.transaction for parcel in parcels))


@given(queues(), st.integers(1, 12), st.integers(1, 300), st.sets(st.sampled_from(CASES)))
def test_a_batch_never_cuts_a_save_and_keeps_the_order(
    queue: list[Parcel], most: int, most_bytes: int, held: set[UUID]
):
    batch = next_batch(queue, most, most_bytes=most_bytes, held=held)
    taken = saves(batch)
    assert batch == [parcel for parcel in queue if parcel.change.transaction in taken]
    if len(taken) > 1:
        assert len(batch) <= most
        assert sum(len(parcel.written) + 1 for parcel in batch) <= most_bytes


@given(queues(), st.sets(st.sampled_from(CASES)))
def test_what_is_held_holds_only_its_own_cases(queue: list[Parcel], held: set[UUID]):
    batch = next_batch(queue, NO_LIMIT, most_bytes=NO_LIMIT, held=held)
    taken = set(saves(batch))
    stuck = set(held)
    for transaction in saves(queue):
        cases = {p.change.case_uid for p in queue if p.change.transaction == transaction}
        assert (transaction in taken) == (not cases & stuck)
        if cases & stuck:
            stuck |= cases


@given(queues(), st.integers(1, 12))
def test_batch_after_batch_everything_is_sent_once(queue: list[Parcel], most: int):
    rest, sent = list(queue), []
    while rest:
        batch = next_batch(rest, most, most_bytes=100, held=())
        assert batch
        sent += batch
        rest = [parcel for parcel in rest if parcel not in batch]
    assert sent == queue


def test_a_batch_that_was_too_much_is_halved_down_to_one_and_grows_back():
    size, steps = FIRST_BATCH, 0
    while size > 1:
        size, steps = halved(size), steps + 1
    assert (steps, halved(1)) == (9, 1)
    for _ in range(11):
        size = grown(size)
    assert size == MOST_IN_BATCH == wire.MOST_CHANGES


def test_a_page_that_did_not_arrive_is_halved_and_grows_back():
    size = FIRST_PAGE
    for _ in range(9):
        size = smaller_page(size)
    assert size == LEAST_PAGE
    for _ in range(9):
        size = larger_page(size)
    assert size == FIRST_PAGE


@pytest.mark.parametrize(
    ("leaving", "held", "asks"),
    [(50, 50, False), (51, 51, True), (51, 1019, True), (51, 1020, False), (0, 0, False)],
)
def test_a_person_is_asked_before_many_cases_leave(leaving: int, held: int, asks: bool):
    assert would_remove_many(leaving, held) is asks


@pytest.mark.parametrize(
    ("trouble", "saves_sent", "failed_alone", "step"),
    [
        (Trouble.SERVER_TOO_LARGE, 3, 0, Step.SMALLER),
        (Trouble.SERVER_TOO_LARGE, 1, 0, Step.SET_ASIDE),
        (Trouble.SERVER_FAILED, 3, 0, Step.STOP_SMALLER),
        (Trouble.SERVER_FAILED, 1, 0, Step.SET_ASIDE),
        (Trouble.SERVER_FAILED, 1, 1, Step.STOP_SMALLER),
        (Trouble.SERVER_UNREACHABLE, 3, 0, Step.STOP_SMALLER),
        (Trouble.SERVER_NONSENSE, 1, 0, Step.STOP_SMALLER),
        (Trouble.SERVER_BUSY, 3, 0, Step.STOP),
        (Trouble.SERVER_REFUSED, 1, 0, Step.STOP),
        (Trouble.DEVICE_UNKNOWN, 3, 0, Step.STOP),
    ],
)
def test_a_failed_push_is_answered_by_its_kind(
    trouble: Trouble, saves_sent: int, failed_alone: int, step: Step
):
    assert after_failed_push(trouble, saves_sent, failed_alone=failed_alone) is step


@pytest.mark.parametrize(
    ("error", "in_a_row", "goes_on"),
    [
        (ExpectedError(Trouble.SERVER_REFUSED, facts={"code": "DIGEST"}), 99, True),
        (ExpectedError(Trouble.FILE_MISSING), 99, True),
        (ExpectedError(Trouble.SERVER_NONSENSE, facts={"reason": "digest"}), 99, True),
        (ExpectedError(Trouble.SERVER_FAILED), MOST_FILES_FAILED - 1, True),
        (ExpectedError(Trouble.SERVER_FAILED), MOST_FILES_FAILED, False),
        (ExpectedError(Trouble.SERVER_UNREACHABLE, facts={"reason": "timeout"}), 1, True),
        (ExpectedError(Trouble.SERVER_UNREACHABLE, facts={"reason": "connection"}), 1, False),
        (ExpectedError(Trouble.SERVER_BUSY, facts={"retry_after": "9"}), 1, False),
        (ExpectedError(Trouble.DISK_FULL), 1, False),
    ],
)
def test_one_bad_file_does_not_stop_the_others(
    error: ExpectedError, in_a_row: int, *, goes_on: bool
):
    assert goes_on_after(error, in_a_row) is goes_on


def a_correction(**fields: object) -> PendingChange:
    return a_change(body={"set": fields, "base": {}})


def test_an_unsent_correction_stands_over_what_arrives():
    arrived = a_case(title="Dari pusat", place="Pasar", version=7)
    shown = laid_over(arrived, [a_correction(title="Milik saya"), a_correction(category="jalan")])
    assert shown == replace(arrived, title="Milik saya", category="jalan")


def test_an_unsent_move_stands_over_what_arrives():
    arrived = a_case(title="Dari pusat", version=7)
    verified = replace(arrived, status=Status.VERIFIED)
    move = a_change(operation=Operation.CASE_MOVE, body={"set": standing_record(verified)})
    assert laid_over(arrived, [move]) == verified


def test_an_unsent_reply_still_counts_as_one():
    reply = a_change(
        operation=Operation.ENTRY_ADD, body=entry_record(an_entry(kind=EntryKind.REPLY))
    )
    note = a_change(operation=Operation.ENTRY_ADD, body=entry_record(an_entry()))
    case = a_case()
    assert laid_over(case, [note]) == case
    assert laid_over(case, [note, reply]) == replace(case, has_reply=True)


def test_the_later_of_two_unsent_changes_stands():
    case = laid_over(a_case(), [a_correction(title="Satu"), a_correction(title="Dua")])
    assert case.title == "Dua"


def test_a_correction_cannot_reach_what_may_not_be_corrected():
    case = a_case(register_number="BBS/26/A-000001-X")
    change = a_correction(register_number="palsu", reporter_words="palsu", status="closed")
    assert laid_over(case, [change]) == case


@pytest.mark.parametrize("body", [{}, {"set": None}, {"set": {"title": 5}}, {"set": ["title"]}])
def test_a_change_that_cannot_be_read_does_not_keep_the_case_from_arriving(body: Any):
    arrived = a_case()
    changes = [a_change(body=body), a_correction(place="Balai desa")]
    assert laid_over(arrived, changes).place == "Balai desa"


@given(strategies.cases, st.lists(strategies.changes, max_size=5))
def test_whatever_waits_the_case_keeps_its_identity(case, changes):
    shown = laid_over(case, changes)
    assert (shown.uid, shown.register_number, shown.version) == (
        case.uid,
        case.register_number,
        case.version,
    )
    assert shown.reporter_words == case.reporter_words


@given(strategies.cases, strategies.cases, st.sets(st.sampled_from(sorted(CORRECTABLE))))
def test_what_was_corrected_is_shown_and_all_else_is_the_servers(arrived, own, fields):
    record = case_record(own)
    change = a_correction(**{name: record[name] for name in fields})
    shown = case_record(laid_over(arrived, [change]))
    assert shown == case_record(arrived) | {name: record[name] for name in fields}


def test_an_unsent_identity_block_stands_over_the_one_that_arrives():
    arrived, own = a_reporter(name="Dari pusat"), a_reporter(name="Milik saya")
    waiting = [
        a_correction(title="lain"),
        a_change(operation=Operation.REPORTER_PUT, body=reporter_record(own)),
        a_change(operation=Operation.REPORTER_PUT, body={}),
    ]
    assert reporter_laid_over(arrived, waiting) == own
    assert reporter_laid_over(arrived, waiting[:1]) == arrived


def test_saves_are_counted_not_changes():
    one, other = a_change(), a_change()
    parcels = [Parcel(one, b""), Parcel(replace(one, uid=uuid4()), b""), Parcel(other, b"")]
    assert saves_in(parcels) == 2
