"""The inbox: one list for all channels, overdue and new on top, with counts that add up."""

from __future__ import annotations

from desktop_app.domain.cases import Channel, Classification, Status
from desktop_app.domain.inbox import InboxGroup, InboxQuery
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.list_cases import case_counts, case_keys, case_rows
from desktop_app.services.move_case import MoveCase, move_case
from tests.desk import Desk


def titles(context: DeskContext, group: InboxGroup = InboxGroup.OPEN, words: str = "") -> list[str]:
    rows = case_rows(case_keys(InboxQuery(group, words), context), context)
    return [row.title for row in rows if row is not None]


def test_what_is_late_stands_on_top_then_what_is_new(desk: Desk) -> None:
    late = desk.registered(title="Terlambat").case
    move_case(MoveCase(late.uid, MoveName.VERIFY), desk.context)
    desk.clock.pass_days(14)
    worked = desk.registered(title="Terverifikasi").case
    move_case(MoveCase(worked.uid, MoveName.VERIFY), desk.context)
    desk.registered(title="Baru", channel=Channel.WHATSAPP)
    assert titles(desk.context) == ["Terlambat", "Baru", "Terverifikasi"]


def test_late_and_due_today_go_by_the_calendar_of_the_office(desk: Desk) -> None:
    case = desk.registered(title="Lampu").case
    days_left = (case.due.verification - desk.context.today()).days
    desk.clock.pass_days(days_left)
    assert titles(desk.context, InboxGroup.DUE_TODAY) == ["Lampu"]
    assert titles(desk.context, InboxGroup.OVERDUE) == []
    desk.clock.pass_days(15 / 24)  # 00.30 WIB of the next day, 17.30 of the same in Greenwich
    assert titles(desk.context, InboxGroup.DUE_TODAY) == []
    assert titles(desk.context, InboxGroup.OVERDUE) == ["Lampu"]
    assert case_counts(desk.context).by_group[InboxGroup.OVERDUE] == 1


def test_every_channel_stands_in_the_same_list(desk: Desk) -> None:
    for channel in Channel:
        desk.registered(channel=channel)
    rows = case_rows(case_keys(InboxQuery(), desk.context), desk.context)
    assert {row.channel for row in rows if row is not None} == set(Channel)


def test_a_case_moves_from_group_to_group_and_is_counted_once(desk: Desk) -> None:
    case = desk.registered().case
    for move, group in (
        (None, InboxGroup.NEW),
        (MoveName.VERIFY, InboxGroup.WORKING),
        (MoveName.FOLLOW_UP, InboxGroup.FOLLOWED_UP),
        (MoveName.CLOSE, InboxGroup.ENDED),
        (MoveName.OBJECT, InboxGroup.WORKING),
    ):
        if move is not None:
            move_case(MoveCase(case.uid, move, "Keterangan."), desk.context)
        counts = case_counts(desk.context)
        assert counts.by_group[group] == 1
        assert counts.total == 1
        assert len(titles(desk.context, group)) == 1


def test_the_counts_of_the_statuses_add_up_to_all_cases(desk: Desk) -> None:
    desk.registered(classification=Classification.INFORMATION_REQUEST, answer="Bawa KTP.")
    verified = desk.registered().case
    move_case(MoveCase(verified.uid, MoveName.VERIFY), desk.context)
    desk.registered()
    counts = case_counts(desk.context)
    assert counts.total == 3
    assert counts.by_status[Status.CLOSED] == 1
    assert counts.by_status[Status.VERIFIED] == 1
    assert counts.by_status[Status.RECEIVED] == 1
    assert counts.by_group[InboxGroup.OPEN] == 2


def test_a_case_is_found_by_its_number_and_by_words_of_its_title(desk: Desk) -> None:
    saved = desk.registered(title="Jembatan gantung rusak").case
    desk.registered(title="Lampu padam")
    assert titles(desk.context, words=saved.register_number.lower()) == [saved.title]
    assert titles(desk.context, words="RUSAK jembatan") == [saved.title]
    assert titles(desk.context, words="sumur") == []


def test_the_list_never_finds_nor_shows_who_reported(desk: Desk) -> None:
    desk.registered(reporter_name="Wagiman Rekaan", reporter_phone="0812-3456-7890")
    for typed in ("wagiman", "0812", "+62812"):
        assert titles(desk.context, words=typed) == []
    rows = case_rows(case_keys(InboxQuery(), desk.context), desk.context)
    assert "Wagiman" not in str(rows)


def test_a_case_that_went_away_meanwhile_leaves_a_gap_and_no_error(desk: Desk) -> None:
    gone, stays = desk.registered(title="Pergi").case, desk.registered(title="Tinggal").case
    keys = case_keys(InboxQuery(), desk.context)
    with desk.context.open_work() as work:
        work.cases.remove(gone.uid)
        work.commit()
    rows = case_rows(keys, desk.context)
    assert sorted(row.title if row else "" for row in rows) == ["", stays.title]
