"""What was on its way when somebody was erased comes later, when its desk has struck them out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import select

from central_server.schema import metadata
from desktop_app.domain.cases import Case
from desktop_app.domain.erasure import STRUCK
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.bundles import Bundle, answered
from tests.server.server_desk import Sent, ServerDesk, one_save
from tests.server.world import World

NAME = "Wening Purnama"
NAMED = f"{NAME} menelepon lagi."
CARD = b"\xff\xd8\xff" + b"foto rekaan" * 50
CARD_SHA = hashlib.sha256(CARD).hexdigest()
LATER = ("later", "ERASURE_UNHEARD")
DONE = ("done", "")


@pytest.fixture
def case(district: ServerDesk, village: ServerDesk) -> Case:
    """One on which two offices work, erased without any other desk hearing of it."""
    taken = district.new_case(reporter_words=NAMED)
    reporter = a_reporter(case_uid=taken.uid, name=NAME)
    district.done(district.create(taken, reporter), district.move(taken, MoveName.VERIFY))
    district.done(district.move(taken, MoveName.ASSIGN, assigned_office_uid=village.office.uid))
    district.done(district.erase(taken))
    return taken


@pytest.fixture
def second(world: World) -> ServerDesk:
    """Another PC of the office that erased."""
    return ServerDesk(world, "BBS", "Rina")


def heard(change: Sent, *, text: str | None = None) -> Sent:
    """The same change of a desk that has heard of it, with words it has struck."""
    body = change["body"] if text is None else change["body"] | {"text": text}
    return change | {"body": body, "erased": True}


def told_to(desk: ServerDesk, *changes: Sent) -> list[tuple[str, str]]:
    return [(one["answer"], one.get("code", "")) for one in desk.push(*changes)]


def names_them(world: World) -> bool:
    """Whether any row of any table does."""
    with world.parts.database.read() as connection:
        # Not as rows: those leave out the middle of what is long.
        tables = [connection.execute(select(one)).mappings() for one in metadata.sorted_tables]
        return any(NAME in str(dict(row)) for table in tables for row in table)


def texts(desk: ServerDesk) -> list[str]:
    return [one["text"] for one in desk.holds("entry").values()]


# --- what comes later -------------------------------------------------------------------------


CARRIED: dict[str, Callable[[ServerDesk, ServerDesk, Case], tuple[ServerDesk, Sent]]] = {
    "a note": lambda pc, _, case: (pc, pc.write(case, text=NAMED)),
    "a file": lambda pc, _, case: (pc, pc.attach(case, name=f"{NAME}.jpg")),
    "a correction": lambda pc, _, case: (pc, pc.correct(case, title=f"Rumah {NAME}")),
    "a taking back": lambda pc, _, case: (pc, pc.void(case, seen=9, reason=NAMED)),
    "news of work": lambda _, at, case: (at, at.write(case, EntryKind.PROGRESS, text=NAMED)),
    "a move": lambda _, at, case: (at, at.move(case, MoveName.START)),
}


@pytest.mark.parametrize("carried", CARRIED)
def test_what_an_office_wrote_without_knowing_never_reaches_the_server(
    second: ServerDesk, village: ServerDesk, case: Case, world: World, carried: str
):
    desk, change = CARRIED[carried](second, village, case)
    before = desk.rows()
    (answer,) = desk.push(change)
    assert answer == {"uid": change["uid"], "answer": LATER[0], "code": LATER[1]}
    assert not names_them(world)
    assert desk.rows() == before
    assert told_to(desk, heard(change)) == [DONE]


def test_what_was_struck_since_is_taken_once(
    village: ServerDesk, district: ServerDesk, case: Case, world: World
):
    sent = [village.write(case, text=f"{NAMED} {n}") for n in (1, 2)]
    assert told_to(village, *sent) == [LATER, LATER]
    struck = [heard(one, text=f"{STRUCK} {n}") for n, one in enumerate(sent, 1)]
    village.done(*struck)

    assert told_to(village, *struck) == [("repeated", ""), ("repeated", "")]
    assert {one for one in texts(district) if STRUCK in one} == {f"{STRUCK} 1", f"{STRUCK} 2"}
    assert not names_them(world)


def test_all_that_follows_in_its_cases_waits_with_a_save(
    village: ServerDesk, district: ServerDesk, case: Case
):
    other, third = (village.new_case() for _ in range(2))
    village.done(village.create(other), village.create(third))
    both = one_save(village.write(case, text=NAMED), village.write(other))
    answers = told_to(
        village, *both, heard(village.write(case)), village.write(other), village.write(third)
    )
    assert answers == [LATER, LATER, LATER, LATER, DONE]


def test_a_change_that_is_sent_twice_in_one_push_comes_later_twice(village: ServerDesk, case: Case):
    change = village.write(case, text=NAMED)
    assert told_to(village, change, change) == [LATER, LATER]


def test_the_desk_that_erased_goes_on(district: ServerDesk, case: Case):
    district.done(district.write(case, text="Sudah dihapus."), district.erase(case))


def test_what_comes_before_an_erasure_in_one_push_is_struck_by_it(
    second: ServerDesk, case: Case, world: World
):
    other = second.new_case()
    reporter = a_reporter(case_uid=other.uid, name=NAME)
    note = second.write(other, text=NAMED)
    second.done(second.create(other, reporter), note, second.erase(other), second.write(other))
    assert not names_them(world)


# --- what is not put off ----------------------------------------------------------------------


def test_what_is_refused_anyway_is_refused_at_once(
    village: ServerDesk, stranger: ServerDesk, case: Case
):
    assert stranger.refused(stranger.write(case, text=NAMED)) == "CASE_UNKNOWN"
    assert village.refused(village.move(case, MoveName.VERIFY)) == "MOVE_NOT_ALLOWED"


def test_an_office_that_the_case_has_left_is_refused(
    village: ServerDesk, district: ServerDesk, case: Case
):
    village.done(heard(village.move(case, MoveName.RETURN)))
    assert village.refused(village.write(case, text=NAMED)) == "NOT_IN_SCOPE"


# --- a case that was taken back ---------------------------------------------------------------


def test_what_brings_a_case_back_does_so_first_and_comes_later(
    village: ServerDesk, district: ServerDesk, case: Case, world: World
):
    """Its desk hears of the erasure with the case, which had gone from there."""
    district.done(district.void(case, seen=9))
    note = village.write(case, text=NAMED)
    assert told_to(village, note) == [LATER]
    assert village.holds("case")[str(case.uid)]["identity_state"] == "erased"
    assert told_to(village, heard(note, text=f"{STRUCK} menelepon.")) == [DONE]
    assert not names_them(world)
    kinds = [one["kind"] for one in village.holds("entry").values()]
    assert kinds.count("revived") == 1


def test_of_a_case_that_was_taken_back_twice_the_second_reason_goes_whole(
    second: ServerDesk, district: ServerDesk, case: Case, world: World
):
    """The desk will hear of it no more; the other one had no reason to wait."""
    district.done(district.void(case, seen=9))
    assert told_to(second, second.void(case, seen=9, reason=NAMED)) == [DONE]
    assert not names_them(world)
    district.done(district.revive(case))
    assert STRUCK in texts(district)


# --- marks and bundles ------------------------------------------------------------------------


def test_a_push_of_which_nothing_was_kept_needs_no_answer(village: ServerDesk, case: Case):
    """It may be sent again as if it had never been: nothing tells that the answer was lost."""
    village.done(village.create(village.new_case()))
    mark, change = village.mark, village.write(case, text=NAMED)
    assert told_to(village, change) == [LATER]
    village.mark = mark
    assert told_to(village, heard(change)) == [DONE]


def test_a_bundle_is_told_so_too_and_the_next_one_brings_the_rest(
    village: ServerDesk, district: ServerDesk, case: Case, world: World
):
    """With the answer come the rows that say why; the file waits for its record."""
    link = village.attach(case, sha256=CARD_SHA, name=f"{NAME}.jpg")
    bundle = Bundle(village, changes=[link], files=[(case.uid, CARD_SHA, CARD)])
    answer, again = (answered(district, bundle) for _ in range(2))
    for told in (answer, again):
        assert [one["answer"] for one in told["push"]["answers"]] == ["later"]
        assert told["files"] == []
    rows = [row for page in answer["pull"] for row in page["rows"] if row["kind"] == "case"]
    assert [row["body"]["identity_state"] for row in rows] == ["erased"]
    assert not names_them(world)

    bundle = Bundle(village, changes=[heard(link)], files=[(case.uid, CARD_SHA, CARD)])
    answer = answered(district, bundle)
    assert [one["answer"] for one in answer["push"]["answers"]] == ["done"]
    assert answer["files"] == [CARD_SHA]


def test_a_desk_of_schema_1_is_asked_for_it_later_too(village: ServerDesk, case: Case):
    """It cannot hear of it before its program was updated, nor could it strike anything."""
    asked = {"schema": 1, "changes": [village.write(case, text=NAMED)]}
    (answer,) = village.post("/v1/push", asked).json["answers"]
    assert (answer["answer"], answer["code"]) == LATER
