"""The inbox on a real desk: the list leads, the case follows, and nothing jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from desktop_app.domain.cases import Status
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.inbox import InboxCounts, InboxGroup
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.workflow import MoveName
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.ui.theme.theme import Theme
from tests import builders
from tests.desk import Desk, a_desk
from tests.ui.inbox.stage import InboxStage, an_inbox


def titles(stage: InboxStage) -> list[str]:
    model = stage.screen.model
    return [str(model.index(place).data()) for place in range(model.rowCount())]


def current(stage: InboxStage) -> int:
    return stage.screen.pane.list.currentIndex().row()


def top_of_current(stage: InboxStage) -> int:
    cases = stage.screen.pane.list
    return cases.visualRect(cases.currentIndex()).top()


def test_the_inbox_opens_with_what_is_overdue_and_its_first_case(stage: InboxStage):
    assert titles(stage)[:2] == ["Dirahasiakan", "Saluran air tersumbat di Pasar Bobotsari"]
    assert stage.text("case_title") == "Laporan tentang pungutan"
    assert stage.text("inbox_sums") == "9 · 3 lewat"


def test_the_chips_say_how_many_there_are_of_each(stage: InboxStage):
    assert stage.find(QPushButton, "group_new").text() == "Baru  5"
    assert stage.find(QPushButton, "group_ended").text() == "Selesai  1"
    (counts,) = stage.heard.of("counts")[-1]
    assert isinstance(counts, InboxCounts)
    assert counts.by_status[Status.ASSIGNED] == 1


def test_arrows_and_letters_go_through_the_list_and_the_case_follows(qtbot, stage: InboxStage):
    cases = stage.screen.pane.list
    for key, place in (("Down", 1), ("J", 2), ("K", 1), ("Up", 0), ("K", 0)):
        qtbot.keyClick(cases, getattr(Qt.Key, f"Key_{key}"))
        assert current(stage) == place
    qtbot.keyClick(cases, Qt.Key.Key_End)
    assert current(stage) == 8
    wanted = stage.heard.of("chosen")[-1][0]
    qtbot.waitUntil(lambda: stage.shown() == wanted)


def test_cases_passed_on_the_way_are_not_all_opened(qtbot, stage: InboxStage):
    cases = stage.screen.pane.list
    for _ in range(6):
        qtbot.keyClick(cases, Qt.Key.Key_Down)
    wanted = stage.heard.of("chosen")[-1][0]
    shown: list[UUID | None] = []
    while stage.shown() != wanted:
        shown.append(stage.shown())
        qtbot.wait(1)
    passed_by = {uid for (uid,) in stage.heard.of("chosen")[1:-1]}
    assert len(passed_by.intersection(shown)) <= 1, "only what was being read already"


def test_a_chip_narrows_the_list_and_begins_at_its_top(qtbot, stage: InboxStage):
    stage.screen.next()
    qtbot.mouseClick(stage.find(QPushButton, "group_ended"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(stage) == ["Sampah menumpuk di belakang terminal"])
    qtbot.waitUntil(lambda: stage.text("case_title") == "Sampah menumpuk di belakang terminal")


def test_a_group_without_cases_says_so_and_leads_back(qtbot, stage: InboxStage):
    stage.inbox.show_group(InboxGroup.DUE_TODAY)
    empty = stage.find(QWidget, "inbox_no_match")
    qtbot.waitUntil(empty.isVisible)
    assert stage.shown() is not None
    assert not stage.page.sheet.isVisible()
    qtbot.mouseClick(empty.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(stage)) == 9)
    assert stage.screen.pane.chips.group() is InboxGroup.OPEN


def test_a_search_looks_in_every_case_and_is_taken_back(qtbot, stage: InboxStage):
    stage.inbox.search("sampah")
    qtbot.waitUntil(lambda: titles(stage) == ["Sampah menumpuk di belakang terminal"])
    assert not stage.screen.pane.chips.isVisible()
    with qtbot.waitSignal(stage.inbox.search_cleared):
        stage.screen.pane.clear_wanted.emit()
    qtbot.waitUntil(lambda: len(titles(stage)) == 9)
    assert stage.screen.pane.chips.isVisible()


def test_news_from_sync_waits_behind_a_chip_and_nothing_jumps(qtbot, stage: InboxStage, desk: Desk):
    stage.screen.next()
    stage.screen.next()
    qtbot.waitUntil(lambda: stage.shown() == stage.heard.of("chosen")[-1][0])
    before, place, top = titles(stage), current(stage), top_of_current(stage)
    first = desk.registered(title="Kabel menjuntai rendah").case
    second = desk.registered(title="Drainase meluap").case
    stage.inbox.refresh_touched(frozenset({first.uid, second.uid}))
    chip = stage.find(QPushButton, "inbox_news")
    qtbot.waitUntil(chip.isVisible)
    assert chip.text() == "2 baru"
    assert (titles(stage), current(stage), top_of_current(stage)) == (before, place, top)
    chosen = stage.heard.of("chosen")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert "Kabel menjuntai rendah" in titles(stage)
    assert not chip.isVisible()
    assert stage.heard.of("chosen") == chosen


def test_a_changed_case_changes_in_its_place(qtbot, stage: InboxStage, desk: Desk, uids):
    stage.go_to(qtbot, uids["received"])
    place, before = current(stage), titles(stage)
    done = move_case(MoveCase(uids["received"], MoveName.VERIFY), desk.context)
    stage.inbox.refresh_touched(done.touched)
    qtbot.waitUntil(lambda: row_status(stage, place) is Status.VERIFIED)
    assert titles(stage) == before
    assert current(stage) == place


def row_status(stage: InboxStage, place: int) -> Status | None:
    row = stage.screen.model.row(place)
    return row.status if row else None


def test_a_refresh_keeps_the_current_case_where_it_is(qtbot, stage: InboxStage, desk: Desk):
    for _ in range(4):
        stage.screen.next()
    uid, top = stage.heard.of("chosen")[-1][0], top_of_current(stage)
    for number in range(6):
        desk.registered(title=f"Laporan baru {number}")
    stage.inbox.refresh()
    qtbot.waitUntil(lambda: len(titles(stage)) == 15)
    row = stage.screen.model.row(current(stage))
    assert row is not None
    assert row.uid == uid
    assert stage.heard.of("chosen")[-1][0] == uid
    reachable = stage.screen.pane.list.verticalScrollBar().maximum()
    assert top_of_current(stage) == top or stage.screen.pane.list.verticalScrollBar().value() in (
        0,
        reachable,
    )


def test_a_case_that_was_just_registered_is_gone_to(qtbot, stage: InboxStage, desk: Desk):
    new = desk.registered(title="Gorong-gorong ambles").case
    stage.inbox.choose(new.uid)
    qtbot.waitUntil(lambda: stage.shown() == new.uid)
    row = stage.screen.model.row(current(stage))
    assert row is not None
    assert row.uid == new.uid


def test_the_answer_to_a_chip_is_not_lost_when_sync_asks_at_the_same_moment(
    qtbot, stage: InboxStage, uids: dict[str, UUID]
):
    stage.inbox.show_group(InboxGroup.ENDED)
    stage.inbox.refresh_touched(frozenset(uids.values()))
    qtbot.waitUntil(lambda: titles(stage) == ["Sampah menumpuk di belakang terminal"])


def test_enter_opens_a_case_wide_and_escape_comes_back(qtbot, stage: InboxStage):
    qtbot.keyClick(stage.screen.pane.list, Qt.Key.Key_Return)
    assert not stage.screen.pane.isVisible()
    assert stage.page.hasFocus()
    qtbot.keyClick(stage.page, Qt.Key.Key_Escape)
    assert stage.screen.pane.isVisible()
    assert stage.screen.pane.list.hasFocus()
    assert not stage.screen.back()


def test_selecting_all_and_typing_words_do_nothing_to_the_list(qtbot, stage: InboxStage):
    cases = stage.screen.pane.list
    qtbot.keyClick(cases, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(cases, "sal")
    assert current(stage) == 0
    assert cases.selectionModel().selection().count() == 1


def test_an_unreadable_list_says_why_and_can_be_tried_again(
    qtbot, theme: Theme, desk: Desk, uids: dict[str, UUID]
):
    doors = Doors(desk)
    with an_inbox(theme, replace(desk.context, open_read=doors.open), desk.lookups) as stage:
        doors.locked = True
        stage.screen.show()
        qtbot.waitExposed(stage.screen)
        stage.inbox.refresh()
        pages = stage.screen.pane.findChild(QStackedWidget)
        assert pages is not None
        qtbot.waitUntil(lambda: stage.heard.of("trouble") != [])
        error = pages.currentWidget()
        assert error is not None
        assert "Data sedang dipakai" in " ".join(words_on(error))
        doors.locked = False
        qtbot.mouseClick(pages.currentWidget().findChild(QPushButton), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(titles(stage)) == 9)


class Doors:
    """The way to the database, which somebody else may hold for a while."""

    def __init__(self, desk: Desk) -> None:
        self._open = desk.context.open_read
        self.locked = False

    def open(self) -> UnitOfWork:
        if self.locked:
            raise ExpectedError(Trouble.DATABASE_LOCKED)
        return self._open()


class Noted(QObject):
    """Keeps the numbers of the pages that were asked for."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__()
        self._numbers = numbers

    def keep(self, answer: int, number: int, keys: Sequence[int]) -> None:
        self._numbers.append(number)


def words_on(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


@pytest.fixture
def first_morning(qtbot, theme: Theme, tmp_path: Path) -> Iterator[InboxStage]:
    with a_desk(tmp_path) as desk, an_inbox(theme, desk.context, desk.lookups) as made:
        made.screen.show()
        qtbot.waitExposed(made.screen)
        made.inbox.refresh()
        qtbot.waitUntil(lambda: made.heard.of("counts") != [])
        yield made


def test_an_empty_inbox_offers_the_first_report(qtbot, first_morning: InboxStage):
    empty = first_morning.find(QWidget, "inbox_empty")
    assert empty.isVisible()
    assert not first_morning.page.sheet.isVisible()
    with qtbot.waitSignal(first_morning.screen.new_case_wanted):
        qtbot.mouseClick(empty.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_the_bars_of_loading_stand_until_the_first_answer(qtbot, theme: Theme, desk: Desk, uids):
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.screen.show()
        qtbot.waitExposed(stage.screen)
        stage.inbox.refresh()
        assert not stage.screen.pane.list.isVisible()
        qtbot.waitUntil(stage.screen.pane.list.isVisible)


def test_ten_thousand_cases_cost_one_page(qtbot, theme: Theme, desk: Desk):
    with desk.context.open_work() as work:
        for number in range(10_000):
            work.cases.put(builders.a_case(title=f"Laporan {number}"))
        work.commit()
    asked: list[int] = []
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        noted = Noted(asked)
        stage.screen.model.page_wanted.connect(noted.keep)
        stage.open(qtbot)
        assert stage.screen.model.rowCount() == 10_000
        assert asked == []
        qtbot.keyClick(stage.screen.pane.list, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: stage.screen.model.row(9_999) is not None)
        assert asked == [99]
