"""The list holds every key and a few pages, and never shows an answer to an older question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.domain.cases import Channel, Classification, Status
from desktop_app.domain.inbox import InboxRow
from desktop_app.ui.inbox.case_list_model import PAGE_ROWS, WORDS_ROLE, CaseListModel
from desktop_app.ui.inbox.row_words import RowWriter
from tests import builders

Question = tuple[int, int, Sequence[int]]


class Shelf:
    """Holds the pages a model asked for until the test hands them over."""

    def __init__(self, model: CaseListModel) -> None:
        self.model = model
        self.asked: list[Question] = []
        model.page_wanted.connect(self._keep)

    def answer(self, question: Question, title: str = "Jalan berlubang") -> None:
        answer, number, keys = question
        self.model.keep_page(answer, number, [a_row(key, title) for key in keys])

    def answer_all(self, title: str = "Jalan berlubang") -> None:
        while self.asked:
            self.answer(self.asked.pop(0), title)

    def _keep(self, answer: int, number: int, keys: Sequence[int]) -> None:
        self.asked.append((answer, number, keys))


def a_row(key: int, title: str) -> InboxRow:
    return InboxRow(
        key=key,
        uid=uuid4(),
        register_number="BBS/26/A-000001-0",
        title=f"{title} {key}",
        channel=Channel.PHONE,
        classification=Classification.COMPLAINT,
        status=Status.RECEIVED,
        village_code="33.03.09.2001",
        place="",
        confidential=False,
        received_at=builders.NOW - timedelta(days=1),
        due_on=builders.TODAY,
        office_uid=builders.DISTRICT_UID,
        assigned_office_uid=None,
    )


@pytest.fixture
def model(qapp) -> CaseListModel:
    writer = RowWriter({}, ZoneInfo("Asia/Jakarta"), clock=lambda: builders.NOW)
    return CaseListModel(writer.write)


def title_at(model: CaseListModel, place: int) -> str:
    return str(model.index(place).data())


def test_the_model_keeps_the_rules_of_qt(model: CaseListModel):
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    shelf = Shelf(model)
    model.show_keys(range(250))
    assert title_at(model, 120) == "Sedang memuat"
    shelf.answer_all()
    model.read_again()
    model.show_keys([7, 3])
    model.show_keys([])
    assert tester.model() is model


def test_a_page_is_asked_for_when_one_of_its_rows_is_looked_at(model: CaseListModel):
    shelf = Shelf(model)
    model.show_keys(range(10_000))
    assert shelf.asked == []
    title_at(model, 5)
    title_at(model, 99)
    title_at(model, 4321)
    assert [(number, len(keys)) for _, number, keys in shelf.asked] == [(0, 100), (43, 100)]


def test_the_last_page_may_be_short(model: CaseListModel):
    shelf = Shelf(model)
    model.show_keys(range(PAGE_ROWS + 3))
    title_at(model, PAGE_ROWS + 2)
    shelf.answer_all()
    assert title_at(model, PAGE_ROWS + 2) == f"Jalan berlubang {PAGE_ROWS + 2}"


def test_a_page_of_an_older_list_is_dropped(model: CaseListModel):
    shelf = Shelf(model)
    model.show_keys([1, 2])
    title_at(model, 0)
    late = shelf.asked.pop()
    model.show_keys([2, 1])
    shelf.answer(late, "Yang lama")
    assert title_at(model, 0) == "Sedang memuat"


def test_known_rows_stay_in_sight_while_they_are_read_again(model: CaseListModel):
    shelf = Shelf(model)
    model.show_keys([1, 2])
    title_at(model, 0)
    shelf.answer_all("Yang lama")
    model.read_again()
    assert title_at(model, 0) == "Yang lama 1"
    shelf.answer_all("Yang baru")
    assert title_at(model, 0) == "Yang baru 1"


def test_a_case_that_is_gone_leaves_its_line_and_says_so(model: CaseListModel):
    model.show_keys([1, 2], [a_row(1, "Jalan"), None])
    assert title_at(model, 1) == "Kasus ini tidak ada lagi di sini"
    assert model.index(1).data(WORDS_ROLE) is None
    assert model.rowCount() == 2


def test_rows_that_come_with_the_list_are_not_asked_for_again(model: CaseListModel):
    shelf = Shelf(model)
    model.show_keys([4, 5], [a_row(4, "Jalan"), a_row(5, "Jalan")])
    assert title_at(model, 1) == "Jalan 5"
    assert shelf.asked == []


def test_scrolling_far_keeps_only_the_latest_pages(model: CaseListModel):
    shelf = Shelf(model)
    model.show_keys(range(100 * PAGE_ROWS))
    for number in range(100):
        title_at(model, number * PAGE_ROWS)
        shelf.answer_all()
    assert model.row(0) is None
    assert model.row(99 * PAGE_ROWS) is not None
    title_at(model, 0)
    assert [number for _, number, _ in shelf.asked] == [0]


def test_a_screen_reader_hears_the_whole_line(model: CaseListModel):
    model.show_keys([1], [a_row(1, "Jalan berlubang")])
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Jalan berlubang 1, Diterima, hari ini, A-000001, kemarin"


def test_a_case_is_found_by_its_uid(model: CaseListModel):
    rows = [a_row(1, "Jalan"), a_row(2, "Jalan")]
    model.show_keys([1, 2], rows)
    assert model.place_of_case(rows[1].uid) == 1
    assert model.place_of_case(uuid4()) == -1
    assert model.place_of(2) == 1
