"""A desk reads everything once, in pages, whatever happens meanwhile."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread

import pytest
from sqlalchemy import update

from central_server.schema import feed
from desktop_app.domain.cases import WORDS_LENGTH, Case
from desktop_app.domain.workflow import MoveName
from tests.server.server_desk import ServerDesk
from tests.server.world import BACKENDS, World

WRITERS = 4
PUSHES_EACH = 12


def test_pages_together_hold_every_row_once(desk: ServerDesk):
    for _ in range(3):
        case = desk.new_case()
        desk.done(desk.create(case), desk.write(case), desk.write(case))
    rows = desk.rows(limit=4)
    keys = [(row["scope"], row["kind"], row["id"]) for row in rows]
    assert len(keys) == len(set(keys)) == 5 + 7 + 3 * 4
    assert rows == desk.rows()


def test_rows_of_a_scope_come_in_order_of_their_number(desk: ServerDesk):
    desk.done(*(desk.create(desk.new_case()) for _ in range(5)))
    for scope in ("reference", f"office:{desk.office.uid}"):
        numbers = [row["seq"] for row in desk.rows(limit=3) if row["scope"] == scope]
        assert numbers == sorted(set(numbers))


def test_nothing_new_leaves_the_cursors_where_they_are(desk: ServerDesk):
    read = desk.page()
    again = desk.page(read["cursors"])
    assert (again["rows"], again["cursors"], again["more"]) == ([], read["cursors"], False)


def test_a_case_changed_often_is_one_row_with_its_newest_state(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    before = desk.page()
    desk.done(desk.correct(case, title="Satu"), desk.correct(case, place="Dua"))
    desk.done(desk.move(case, MoveName.VERIFY))
    rows = desk.page(before["cursors"])["rows"]
    (row,) = [row for row in rows if row["kind"] == "case"]
    assert row["version"] == 4
    assert (row["body"]["title"], row["body"]["place"]) == ("Satu", "Dua")


def test_scopes_of_others_are_ignored(world: World, desk: ServerDesk):
    stranger = ServerDesk(world, "KRN", "Hadi")
    desk.done(desk.create(desk.new_case()))
    page = stranger.page({f"office:{desk.office.uid}": 0, "everything": 0})
    assert page["cursors"].keys() == {"reference", f"office:{stranger.office.uid}"}
    assert {row["kind"] for row in page["rows"]} == {"office", "person"}


def test_a_page_is_never_longer_than_asked_nor_than_allowed(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case), *(desk.write(case) for _ in range(1_999)))
    assert len(desk.page(limit=7)["rows"]) == 7
    assert len(desk.page(limit=100_000)["rows"]) == 2_000


def test_a_page_of_very_long_cases_is_still_short_enough_to_be_read(sqlite_desk: ServerDesk):
    desk, words = sqlite_desk, "\x01" * WORDS_LENGTH  # six characters each in JSON
    for _ in range(6):
        desk.done(*(desk.create(desk.new_case(reporter_words=words)) for _ in range(30)))
    seen: dict[str, int] = {}
    answers = []
    cursors: dict[str, int] = {}
    while not answers or answers[-1].json["more"]:
        answers.append(desk.post("/v1/pull", desk.asks(cursors=cursors, limit=2_000)))
        cursors = answers[-1].json["cursors"]
        seen |= {row["id"]: row["seq"] for row in answers[-1].json["rows"]}
    assert max(len(answer.body) for answer in answers) < 16 * 1024 * 1024
    assert len(answers) > 1
    assert len(seen) == 12 + 6 * 30 * 2
    own = f"office:{desk.office.uid}"
    items = [{"kind": "case", "id": uid} for uid in desk.holds("case")]
    given = desk.post("/v1/rows", desk.asks(scope=own, items=items))
    assert len(given.body) < 16 * 1024 * 1024
    assert 0 < len(given.json["rows"]) < len(items)


def test_what_was_committed_but_not_numbered_is_numbered_by_the_next_pull(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    read = desk.page()
    # As if the server had died between the commit of a push and its stamp.
    with desk.world.parts.database.write() as connection:
        connection.execute(update(feed).where(feed.c.kind == "case").values(seq=None))
    (row,) = desk.page(read["cursors"])["rows"]
    assert row["id"] == str(case.uid)
    assert row["seq"] > max(read["cursors"].values())


def test_a_number_is_never_given_twice(desk: ServerDesk):
    case = desk.new_case()
    desk.done(desk.create(case))
    numbers = []
    for turn in range(4):
        changed = replace(case, title=f"Judul {turn}")
        desk.done(desk.correct(case, title=changed.title))
        case = changed
        numbers += [row["seq"] for row in desk.rows() if row["kind"] == "case"]
    assert numbers == sorted(set(numbers))


def test_a_cursor_never_skips_while_four_desks_write(world: World):
    writers = [
        ServerDesk(world, office, name)
        for office, name in (("BBS", "Rina"), ("BBS", "Tono"), ("GDS", "Sari"), ("KRN", "Hadi"))
    ]
    reader = ServerDesk(world, "PBG", "Dewi")
    threads = [Thread(target=write_cases, args=(writer,)) for writer in writers]
    seen: dict[str, int] = {}
    cursors: dict[str, int] = {}
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        cursors = read_on(reader, cursors, seen)
    read_on(reader, cursors, seen)
    whole = {row["id"]: row["version"] for row in reader.rows() if row["kind"] != "office"}
    assert seen == whole
    assert len(whole) == 7 + len(writers) * PUSHES_EACH * 4


def test_two_desks_that_touch_the_same_cases_in_opposite_order_both_succeed(world: World):
    district, regency = ServerDesk(world, "BBS", "Rina"), ServerDesk(world, "PBG", "Dewi")
    cases = [district.new_case(), district.new_case()]
    district.done(*(district.create(case) for case in cases))
    threads = [
        Thread(target=write_to_each, args=(district, cases)),
        Thread(target=write_to_each, args=(regency, cases[::-1])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(district.holds("entry")) == 2 + 2 * 2 * PUSHES_EACH


@pytest.mark.parametrize("backend", [name for name in BACKENDS if name == "postgresql"])
def test_a_write_that_hangs_hides_nothing_that_others_commit(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    first, second = desk.new_case(), desk.new_case()
    desk.done(desk.create(first), desk.create(second))
    read = desk.page()
    with world.parts.database.write() as hanging:
        hanging.execute(update(feed).where(feed.c.item_uid == first.uid).values(seq=None))
        desk.done(desk.correct(second, title="Terlihat"))
        rows = desk.page(read["cursors"])["rows"]
        assert {row["kind"] for row in rows} == {"case", "entry"}
    assert [row["id"] for row in desk.page(read["cursors"])["rows"]].count(str(first.uid)) == 1


def write_cases(desk: ServerDesk) -> None:
    """Make cases, each with a note, and correct each in a push of its own."""
    for _ in range(PUSHES_EACH):
        case = desk.new_case()
        desk.done(desk.create(case), desk.write(case))
        desk.done(desk.correct(case, title="Judul lain"))


def write_to_each(desk: ServerDesk, cases: list[Case]) -> None:
    for _ in range(PUSHES_EACH):
        desk.done(*(desk.write(case) for case in cases))


def read_on(desk: ServerDesk, cursors: dict[str, int], seen: dict[str, int]) -> dict[str, int]:
    """Read what is new, a few rows at a time; note the version of each thing."""
    more = True
    while more:
        page = desk.page(cursors, limit=20)
        for row in page["rows"]:
            if row["kind"] != "office":
                seen[row["id"]] = row["version"]
        cursors, more = page["cursors"], page["more"]
    return cursors
