"""A mark tells a desk on a bad line from a copy of it, and a server that was put back."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from central_server import tokens
from central_server.epochs import current_epoch
from central_server.errors import RequestError
from central_server.marks import Mark, Remembered, Verdict, judge, seal, unseal
from central_server.push.apply import Shown, push
from central_server.push.change import Change
from tests.builders import NOW, a_reporter
from tests.server.server_desk import ServerDesk
from tests.server.world import World

KEY = bytes(range(32))
DEVICE = UUID("01935d00-0000-7000-8000-0000000d0003")
EPOCH, EARLIER = UUID(int=2), UUID(int=1)


def marks_of(*epochs: UUID) -> st.SearchStrategy[Mark]:
    words = st.binary(min_size=16, max_size=16)
    return st.builds(Mark, st.integers(1, 2**64 - 1), words, st.sampled_from(epochs))


MARKS = marks_of(EPOCH, EARLIER)
SHOWN = st.just(Mark()) | MARKS


# --- the seal ---------------------------------------------------------------------------------


@given(SHOWN)
def test_what_was_sealed_is_read_again(mark: Mark):
    assert unseal(KEY, DEVICE, seal(KEY, DEVICE, mark) if mark.count else "") == mark


@given(MARKS, st.integers(0, 95), st.characters(codec="ascii"))
@example(Mark(1, bytes(10) + b"\xf8" + bytes(5), EARLIER), 24, "+")  # base64 knows it for "-"
def test_a_mark_with_one_letter_changed_is_none(mark: Mark, at: int, letter: str):
    text = seal(KEY, DEVICE, mark)
    at %= len(text)
    forged = text[:at] + letter + text[at + 1 :]
    if forged != text:
        with pytest.raises(ValueError, match=r"base64|length|sealed"):
            unseal(KEY, DEVICE, forged)


@given(st.text(min_size=1))
def test_any_other_text_is_no_mark(text: str):
    with pytest.raises(ValueError, match=r".+"):
        unseal(KEY, DEVICE, text)


@given(MARKS)
def test_a_mark_of_another_desk_or_server_is_none(mark: Mark):
    text = seal(KEY, DEVICE, mark)
    for key, uid in ((KEY, uuid4()), (bytes(32), DEVICE)):
        with pytest.raises(ValueError, match="sealed"):
            unseal(key, uid, text)


def test_a_challenge_is_no_mark(desk: ServerDesk):
    answer = desk.post("/v1/pull", desk.asks() | {"mark": desk.challenge()})
    assert (answer.status, answer.code) == (400, "UNREADABLE")


# --- the judgement ----------------------------------------------------------------------------


EARLIER_MARKS = st.just(Mark()) | marks_of(EARLIER)


@given(newest=EARLIER_MARKS, before=EARLIER_MARKS, shown=EARLIER_MARKS, lost=st.booleans())
def test_the_first_push_in_an_epoch_goes_on_whatever_earlier_mark_it_shows(
    newest: Mark, before: Mark, shown: Mark, lost: bool
):
    remembered = Remembered(newest, before, EPOCH)
    assert judge(remembered, shown, answer_may_be_lost=lost) is Verdict.GOES_ON


@given(newest=EARLIER_MARKS, shown=marks_of(EPOCH), lost=st.booleans())
def test_a_mark_of_an_epoch_without_a_push_shows_what_was_forgotten(
    newest: Mark, shown: Mark, lost: bool
):
    remembered = Remembered(newest, Mark(), EPOCH)
    assert judge(remembered, shown, answer_may_be_lost=lost) is Verdict.AHEAD


@given(newest=marks_of(EPOCH), before=SHOWN, shown=SHOWN, lost=st.booleans())
def test_the_newest_goes_on_and_what_lies_ahead_is_noticed(
    newest: Mark, before: Mark, shown: Mark, lost: bool
):
    remembered = Remembered(newest, before, EPOCH)
    assert judge(remembered, newest, answer_may_be_lost=lost) is Verdict.GOES_ON
    is_ahead = judge(remembered, shown, answer_may_be_lost=lost) is Verdict.AHEAD
    assert is_ahead == (shown.epoch == EPOCH and shown.count > newest.count)


@given(newest=marks_of(EPOCH), shown=SHOWN, lost=st.booleans())
def test_an_older_mark_or_another_of_the_same_count_is_a_copy(
    newest: Mark, shown: Mark, lost: bool
):
    remembered = Remembered(newest, Mark(newest.count - 1, b"another word, 16"), EPOCH)
    is_old = shown.count <= newest.count or shown.epoch == EARLIER
    if is_old and shown != remembered.before and shown.word != newest.word:
        assert judge(remembered, shown, answer_may_be_lost=lost) is Verdict.CLONE


@given(newest=marks_of(EPOCH), before=SHOWN, lost=st.booleans())
def test_the_one_before_goes_on_where_an_answer_may_be_lost(newest: Mark, before: Mark, lost: bool):
    if before.count < newest.count and before.word != newest.word:
        verdict = judge(Remembered(newest, before, EPOCH), before, answer_may_be_lost=lost)
        assert verdict is (Verdict.GOES_ON if lost else Verdict.CLONE)


@pytest.mark.parametrize(("unsure", "status"), [(True, 200), (False, 409)])
def test_who_is_unsure_of_the_last_push_may_show_the_mark_before_it(
    desk: ServerDesk, unsure: bool, status: int
):
    desk.done(desk.create(desk.new_case()))
    before = desk.mark
    desk.done(desk.create(desk.new_case()))
    asked = desk.asks(changes=[desk.create(desk.new_case())])
    answer = desk.post("/v1/push", asked | {"mark": before, "unsure": unsure})
    assert answer.status == status


def test_who_is_unsure_may_show_no_older_mark(desk: ServerDesk):
    desk.done(desk.create(desk.new_case()))
    old = desk.mark
    for _ in range(2):
        desk.done(desk.create(desk.new_case()))
    asked = desk.asks(changes=[desk.create(desk.new_case())])
    assert desk.post("/v1/push", asked | {"mark": old, "unsure": True}).code == "CLONE"


# --- one desk on a bad line -------------------------------------------------------------------


@dataclass
class Outbox:
    """What a desk would send next, and the mark it holds."""

    mark: str = ""
    waiting: list[UUID] = field(default_factory=list)

    def request(self, size: int) -> tuple[str, list[UUID]]:
        return self.mark, self.waiting[:size]

    def settle(self, mark: str, uids: list[UUID]) -> None:
        self.mark = mark
        self.waiting = [uid for uid in self.waiting if uid not in uids]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["answered", "answer lost", "arrives twice", "arrives later", "arrives"]),
        st.integers(0, 2),  # changes made before
        st.integers(1, 3),  # changes sent at once
    ),
    max_size=14,
)


@given(STEPS)
def test_a_lone_desk_is_never_taken_for_a_copy(module_world: World, steps: list[Any]):
    """However requests are lost, doubled and held up, what it still waits for is let in."""
    desk = ServerDesk(module_world, "BBS", "Rina")
    outbox = Outbox()
    late: list[tuple[str, list[UUID]]] = []
    for fate, made, size in steps:
        outbox.waiting += [uuid4() for _ in range(made)]
        if fate == "arrives" and late:
            arrive(desk, *late.pop(0))  # nobody hears the answer
            continue
        if not outbox.waiting:
            continue
        shown, uids = outbox.request(size)
        if fate == "arrives later":
            late.append((shown, uids))
            continue
        mark = accepted(desk, shown, uids)
        if fate == "arrives twice":
            arrive(desk, shown, uids)
        if fate != "answer lost":
            outbox.settle(mark, uids)
        pull(desk, outbox)
    if outbox.waiting:
        outbox.settle(accepted(desk, *outbox.request(99)), list(outbox.waiting))
    pull(desk, outbox)


@given(
    st.lists(st.sampled_from(["first", "second"]), max_size=6),
    st.integers(0, 2),
    st.booleans(),
)
def test_two_copies_that_both_work_are_told_apart(
    module_world: World, order: list[str], waiting: int, has_pushed: bool
):
    desk = ServerDesk(module_world, "BBS", "Rina")
    original = Outbox()
    if has_pushed:
        original.mark = accepted(desk, "", [uuid4()])
    original.waiting = [uuid4() for _ in range(waiting)]
    copies = {
        "first": original,
        "second": Outbox(original.mark, list(original.waiting)),
    }
    told = []
    for name in [*order, "first", "second", "first", "second"]:
        copy = copies[name]
        copy.waiting.append(uuid4())
        try:
            copy.settle(accepted(desk, copy.mark, copy.waiting), list(copy.waiting))
        except RequestError as error:
            told.append(error.code)
            break
    assert told == ["CLONE"]


def accepted(desk: ServerDesk, mark: str, uids: list[UUID]) -> str:
    """Push changes, which are refused and answered like any others; return the mark it gets."""
    world = desk.world
    database = world.parts.database
    with database.read() as connection:
        sender = tokens.signed_in(connection, desk.token, world.clock())
        shown = Shown(mark, current_epoch(connection))
    changes = [
        Change(
            uid, 1, uid, "no such operation", 1, uid, uid, sender.office.uid, NOW.isoformat(), {}
        )
        for uid in uids
    ]  # fmt: skip
    return push(database, sender, changes, world.clock(), shown=shown).mark


def arrive(desk: ServerDesk, mark: str, uids: list[UUID]) -> None:
    """A request that nobody waits for any more, whatever is said to it."""
    with contextlib.suppress(RequestError):
        accepted(desk, mark, uids)


def pull(desk: ServerDesk, outbox: Outbox) -> None:
    asked = desk.asks(waiting=len(outbox.waiting)) | {"mark": outbox.mark}
    answer = desk.post("/v1/pull", asked)
    assert answer.status == 200, answer.body


# --- over the wire ----------------------------------------------------------------------------


def test_each_push_gives_a_new_mark_and_pulls_go_on_with_it(desk: ServerDesk):
    seen = {desk.mark}
    for _ in range(3):
        desk.done(desk.create(desk.new_case()))
        seen.add(desk.mark)
        assert desk.page()["rows"]
    assert len(seen) == 4


def test_a_push_whose_answer_was_lost_is_repeated(desk: ServerDesk):
    change = desk.create(desk.new_case())
    before = desk.mark
    desk.done(change)
    desk.mark = before
    answers = desk.push(change, desk.create(desk.new_case()))
    assert [answer["answer"] for answer in answers] == ["repeated", "done"]
    assert desk.page()["rows"]


def test_a_desk_cut_off_while_it_settled_the_push_before_is_no_copy(desk: ServerDesk):
    """The next push was taken; what is repeated may be only of the one that was being settled."""
    settling = desk.create(desk.new_case())
    desk.done(settling)
    held = desk.mark
    desk.done(desk.create(desk.new_case()))
    desk.mark = held
    answers = desk.push(settling, desk.create(desk.new_case()))
    assert [answer["answer"] for answer in answers] == ["repeated", "done"]


def test_the_same_request_twice_at_once_is_no_copy(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    asked = desk.asks(changes=[desk.create(desk.new_case())])
    answers = []
    threads = [
        Thread(target=lambda: answers.append(desk.post("/v1/push", asked))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status for answer in answers} == {200}
    assert len({answer.json["mark"] for answer in answers}) == 1


def test_a_first_push_that_is_put_off_and_arrives_twice_is_no_copy(desk: ServerDesk, world: World):
    """What comes later leaves no answer behind by which its repetition would show."""
    case = desk.new_case()
    desk.done(desk.create(case, a_reporter(case_uid=case.uid)))
    second = ServerDesk(world, "BBS", "Rina")
    asked = second.asks(changes=[second.write(case, text="Menelepon lagi.")])
    desk.done(desk.erase(case))
    answers = [second.post("/v1/push", asked) for _ in range(2)]
    assert [one.json["answers"][0]["answer"] for one in answers] == ["later", "later"]


def test_a_pull_with_the_mark_before_goes_on_only_while_changes_wait(desk: ServerDesk):
    before = desk.mark
    desk.done(desk.create(desk.new_case()))
    desk.mark = before
    assert desk.post("/v1/pull", desk.asks(waiting=1)).status == 200
    answer = desk.post("/v1/pull", desk.asks(waiting=0))
    assert (answer.status, answer.code) == (409, "CLONE")


def test_a_copy_that_pushes_is_refused_and_nothing_of_it_is_kept(desk: ServerDesk):
    copied = desk.mark
    desk.done(desk.create(desk.new_case()))
    newest, desk.mark = desk.mark, copied
    case = desk.new_case()
    answer = desk.post("/v1/push", desk.asks(changes=[desk.create(case)]))
    assert (answer.status, answer.code) == (409, "CLONE")
    desk.mark = newest
    assert str(case.uid) not in desk.holds("case")


def test_a_desk_put_back_from_an_old_copy_is_told_at_its_next_pull(desk: ServerDesk):
    old = desk.mark
    for _ in range(2):
        desk.done(desk.create(desk.new_case()))
    desk.mark = old
    assert desk.post("/v1/pull", desk.asks(waiting=5)).code == "CLONE"


@pytest.mark.parametrize("mark", ["x", "A" * 75, "-_" * 38, "ÿ", "💥"])
def test_a_mark_of_ones_own_making_is_unreadable(sqlite_desk: ServerDesk, mark: str):
    sqlite_desk.mark = mark
    for path, more in (("/v1/push", {"changes": []}), ("/v1/pull", {})):
        answer = sqlite_desk.post(path, sqlite_desk.asks(**more))
        assert (answer.status, answer.code) == (400, "UNREADABLE")


def test_a_push_of_the_first_schema_is_taken_without_a_mark(desk: ServerDesk):
    desk.done(desk.create(desk.new_case()))
    asked = {"schema": 1, "changes": [desk.create(desk.new_case())]}
    answer = desk.post("/v1/push", asked)
    assert answer.json["answers"][0]["answer"] == "done"
    assert desk.page()["rows"]


# --- a server that was put back ---------------------------------------------------------------
