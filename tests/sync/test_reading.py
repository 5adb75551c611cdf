"""What comes of the feed: altered rows, old pages, own numbers, cases that come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.changes import Operation
from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.records import letter_record
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.domain.timeline import EntryKind
from desktop_app.sync.plan import LEAST_PAGE
from desktop_app.sync.receiving import Reading
from desktop_app.sync.report import Pace, Tally
from desktop_app.sync.transport import LARGEST_ANSWER
from desktop_app.sync.wire import PullAnswer
from tests.builders import (
    DISTRICT_UID,
    NOW,
    VILLAGE_UID,
    a_case,
    a_change,
    a_letter,
    an_entry,
    an_identity,
)
from tests.sync.feed_rows import SCOPE, Row, a_row, case_row, entry_row, feed, gone_row
from tests.sync.odd_server import http
from tests.sync.rounds import RoundDesk, a_round_desk
from tests.sync.scripted_server import EPOCH, TIME, ScriptedServer, error, page


def test_a_record_that_was_altered_on_the_way_is_asked_for_again(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case(title="Jalan berlubang")
    row = case_row(1, case)
    altered = row | {"body": row["body"] | {"title": "Jalan berlubanq"}}
    feed(server, altered)
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert (desk.case(case), desk.cursors()) == (None, {SCOPE: 0})
    feed(server, row)
    assert desk.round().trouble is None
    assert desk.case(case) is not None


@pytest.mark.parametrize("missing", ["hash", "version", "body"])
def test_a_record_without_its_hash_is_none(desk: RoundDesk, server: ScriptedServer, missing: str):
    row = case_row(1, a_case())
    del row[missing]
    feed(server, row)
    assert desk.round().trouble is not None
    assert desk.cursors() == {SCOPE: 0}


def test_a_page_too_large_to_read_is_asked_for_in_smaller_ones(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case()
    too_large = http(200, b" " * (LARGEST_ANSWER + 1))

    def pull(asked: dict[str, int]) -> bytes:
        rows = [case_row(1, case)]
        return too_large if asked["limit"] > 300 else page(*rows, cursors={SCOPE: 1})

    server.on["/v1/pull"] = pull
    assert desk.round().trouble is None
    assert [asked["limit"] for asked in server.asked_at("/v1/pull")] == [2000, 1000, 500, 250]
    assert desk.case(case) is not None


def test_a_line_that_breaks_is_asked_for_less_the_next_time(
    desk: RoundDesk, server: ScriptedServer
):
    server.on_pull = lambda _: error(500, "FAILED")
    for _ in range(7):
        desk.round()
    limits = [asked["limit"] for asked in server.asked_at("/v1/pull")]
    assert limits == [2000, 1000, 500, 250, 125, 62, 50]
    assert desk.pace.page == LEAST_PAGE
    feed(server)
    desk.round()
    assert desk.pace.page == 2 * LEAST_PAGE


def test_a_round_asks_with_how_much_it_still_has_to_send(desk: RoundDesk, server: ScriptedServer):
    desk.queue(a_change(), a_change())
    server.on_push = lambda _: error(413, "TOO_LARGE")
    desk.round()
    assert [asked["waiting"] for asked in server.asked_at("/v1/pull")] == [2]


def test_no_number_of_this_desk_is_given_again_after_an_old_copy_was_put_back(
    desk: RoundDesk, server: ScriptedServer
):
    letter = desk.identity().letter
    own = [a_case(register_number=str(RegisterNumber("BBS", 2026, letter, n))) for n in (9, 41, 7)]
    own.append(a_case(register_number=str(RegisterNumber("BBS", 2025, letter, 1_000_001))))
    others = [
        a_case(register_number=str(RegisterNumber("BBS", 2026, "B", 99))),
        a_case(register_number=str(RegisterNumber("GDS", 2026, letter, 88))),
        a_case(register_number=f"BBS/26/{letter}-000077-X"),
    ]
    feed(server, *(case_row(seq, case) for seq, case in enumerate([*own, *others], 1)))
    desk.round()
    with desk.profile.write() as work:
        assert work.numbers.next_register_sequence(2026) == 42
        assert work.numbers.next_register_sequence(2025) == 1_000_002


def test_no_letter_number_of_this_desk_is_given_again_either(
    desk: RoundDesk, server: ScriptedServer
):
    letters = [a_letter(sequence=n, year=2026) for n in (12, 3, 60)]
    letters.append(a_letter(sequence=30, year=2026, office_uid=VILLAGE_UID))
    letters.append(a_letter(sequence=None, year=2026))
    rows = [a_row(seq, "letter", letter_record(one)) for seq, one in enumerate(letters, 1)]
    feed(server, *rows)
    desk.round(files_allowed=False)
    with desk.profile.read() as work:
        block = work.numbers.letter_block(2026, NOW.date())
    assert block is not None
    assert (block.first, block.next_number) == (1, 13)


def voided_here(desk: RoundDesk, **changes: object):
    """A case that was taken back on this desk, and the server knows it."""
    case = a_case(**changes)
    desk.put(case, a_case())
    desk.store(lambda work: work.cases.set_voided(case.uid, voided=True))
    return case


def is_voided(desk: RoundDesk, case) -> bool:
    with desk.profile.read() as work:
        return work.cases.is_voided(case.uid)


def test_a_case_taken_back_here_that_others_worked_on_comes_back_and_people_are_told(
    desk: RoundDesk, server: ScriptedServer
):
    case = voided_here(desk)
    entry = an_entry(
        case_uid=case.uid, kind=EntryKind.REVIVED, office_uid=VILLAGE_UID, person_name="Sari"
    )
    feed(server, entry_row(1, entry), case_row(2, case))
    for _ in range(2):
        desk.round()
        desk.store(lambda work: work.state.set_sync_marks(SyncMarks({}, EPOCH)))
    assert not is_voided(desk, case)
    [notice] = desk.notices()
    assert (notice.kind, notice.case_uid, notice.facts) == (
        NoticeKind.REVIVED, case.uid, {"by": "Sari"},
    )  # fmt: skip


def test_only_the_office_that_took_a_case_is_told_that_it_came_back(
    desk: RoundDesk, server: ScriptedServer
):
    desk.put(a_case())
    case = a_case(office_uid=VILLAGE_UID)
    entry = an_entry(case_uid=case.uid, kind=EntryKind.REVIVED, office_uid=DISTRICT_UID)
    feed(server, case_row(1, case), entry_row(2, entry))
    desk.round()
    assert desk.notices() == []


def test_a_new_desk_is_not_told_of_what_came_back_long_ago(desk: RoundDesk, server: ScriptedServer):
    case = a_case()
    entry = an_entry(case_uid=case.uid, kind=EntryKind.REVIVED)
    feed(server, case_row(1, case), entry_row(2, entry))
    desk.round()
    assert desk.notices() == []


def test_a_case_whose_taking_back_is_not_sent_yet_stays_hidden(
    desk: RoundDesk, server: ScriptedServer
):
    case = voided_here(desk)
    void = a_change(case_uid=case.uid, operation=Operation.CASE_VOID, body={"entries": 1})
    server.on_push = lambda _: error(413, "TOO_LARGE")
    desk.queue(void)
    feed(server, case_row(1, case))
    desk.round()
    assert is_voided(desk, case)


# --- pages that come late or twice ----------------------------------------------------------------


@pytest.fixture(scope="module")
def lasting_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundDesk]:
    folder = tmp_path_factory.mktemp("reading") / "profile"
    with a_round_desk(folder, an_identity()) as desk:
        yield desk


def a_page(*rows: Row, upto: int, epoch: str = EPOCH) -> PullAnswer:
    told = {"rows": rows, "cursors": {SCOPE: upto}, "more": False, "epoch": epoch, "time": TIME}
    return msgspec.json.decode(msgspec.json.encode(told), type=PullAnswer)


def take_late(desk: RoundDesk, *pages: PullAnswer) -> None:
    """Take pages in as those of a bundle's answer are."""
    reading = Reading(desk.parts(), desk.identity(), Tally(), late=True)
    for one in pages:
        reading.take(one)
    reading.finish(may_remove_many=False)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=1, max_size=8))
def test_pages_late_or_doubled_never_take_back_what_is_newer(
    lasting_desk: RoundDesk, spans: list[tuple[int, int]]
):
    """The feed at six moments; a page was asked for at one moment and answered at another."""
    desk, case = lasting_desk, a_case()
    desk.store(lambda work: work.state.set_sync_marks(SyncMarks({}, EPOCH)))
    states = [replace(case, title=f"v{n}") for n in range(1, 7)]
    seen: list[tuple[int, int]] = [(0, 0)]
    for asked, answered in spans:
        if asked > answered:
            continue
        row = case_row(answered, states[answered - 1], version=answered)
        if desk.cursors().get(SCOPE, 0) >= asked - 1:  # it had read up to there when it asked
            take_late(desk, a_page(row, upto=answered))
        here = desk.case(case)
        seen.append((desk.cursors().get(SCOPE, 0), 0 if here is None else here.version))
        assert here is None or here.title == f"v{here.version}"
    assert seen == sorted(seen)
    assert all(cursor == version for cursor, version in seen)


def test_an_old_page_does_not_take_away_a_case_that_came_back(desk: RoundDesk):
    case = a_case()
    take_late(desk, a_page(case_row(5, case), upto=5))
    take_late(desk, a_page(gone_row(3, case), upto=3))
    assert desk.case(case) is not None
    assert desk.cursors() == {SCOPE: 5}


def test_a_page_older_than_what_was_acknowledged_since_is_passed_over(desk: RoundDesk):
    case = a_case(title="Baru", version=9)
    desk.put(case)
    take_late(desk, a_page(case_row(4, replace(case, title="Lama"), version=8), upto=4))
    assert desk.case(case) == case


def test_a_page_from_before_the_server_was_restored_is_not_taken(desk: RoundDesk):
    with pytest.raises(ExpectedError) as caught:
        take_late(desk, a_page(case_row(4, a_case()), upto=4, epoch="epoch-0"))
    assert caught.value.trouble is Trouble.SERVER_RESTORED
    assert desk.cursors() == {}


def test_the_desk_of_a_round_begins_as_it_is_told(desk: RoundDesk, server: ScriptedServer):
    desk.pace = Pace(batch=3, page=70)
    desk.queue(*(a_change() for _ in range(5)))
    desk.round()
    assert [len(push) for push in server.pushes] == [3, 2]
    assert server.asked_at("/v1/pull")[0]["limit"] == 70
