"""A signed-in person moves by keyboard, and the window always says whether the work is safe."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.case.case_page import CasePage
from desktop_app.ui.frame import Frame
from desktop_app.ui.inbox.case_list import CaseList
from desktop_app.ui.printing.print_preview import PrintPreview
from desktop_app.ui.shell.key_card import KeyCard
from desktop_app.ui.shell.main_window import MainWindow

D = TypeVar("D", bound=QDialog)
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def frame(qtbot: QtBot, signed_in: MainWindow) -> Frame:
    """The frame once its list has the keys."""
    rows = signed_in.findChild(CaseList)
    qtbot.waitUntil(rows.hasFocus)
    found = signed_in.findChild(Frame)
    assert found is not None
    return found


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def page_words(frame: Frame) -> str:
    """Everything the case page says."""
    return " ".join(label.text() for label in frame.findChild(CasePage).findChildren(QLabel))


def dialog(qtbot: QtBot, window: QWidget, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: window.window().findChild(kind) is not None)
    found = window.window().findChild(kind)
    assert found is not None
    return found


def test_the_list_has_the_keys_right_after_signing_in(frame: Frame) -> None:
    assert isinstance(focused(), CaseList)
    assert frame.current_section() == "inbox"


def test_sections_and_the_form_are_one_key_away(qtbot: QtBot, frame: Frame) -> None:
    for key, modifier, section in (
        (Qt.Key.Key_2, ALT, "sync"),
        (Qt.Key.Key_N, CTRL, "intake"),
        (Qt.Key.Key_1, ALT, "inbox"),
    ):
        qtbot.keyClick(focused(), key, modifier)
        assert frame.current_section() == section


def test_escape_leads_back_to_the_list(qtbot: QtBot, frame: Frame) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_2, ALT)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert frame.current_section() == "inbox"
    assert isinstance(focused(), CaseList)


def test_without_a_server_the_status_line_says_offline_and_what_waits(
    qtbot: QtBot, frame: Frame
) -> None:
    status = frame.findChild(QPushButton, "sync_state")
    qtbot.waitUntil(lambda: status.text() == "Luring · 2 menunggu")
    assert "aman di komputer ini" in status.toolTip()


def test_the_sync_page_says_it_in_a_whole_sentence(qtbot: QtBot, frame: Frame) -> None:
    qtbot.mouseClick(frame.findChild(QPushButton, "sync_state"), Qt.MouseButton.LeftButton)
    assert frame.current_section() == "sync"
    qtbot.waitUntil(
        lambda: any("2 perubahan aman" in label.text() for label in frame.findChildren(QLabel))
    )


def test_searching_shows_the_list_and_only_what_matches(qtbot: QtBot, frame: Frame) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_K, CTRL)
    search = focused()
    assert isinstance(search, QLineEdit)
    qtbot.keyClicks(search, "berlubang")
    rows = frame.findChild(CaseList)
    qtbot.waitUntil(lambda: rows.model().rowCount() == 1)


def test_f1_shows_the_keys(qtbot: QtBot, frame: Frame) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_F1)
    card = dialog(qtbot, frame, KeyCard)
    words = {label.text() for label in card.findChildren(QLabel)}
    assert {"Ctrl+N", "Terima aduan", "F9"} <= words
    card.close()


def test_p_shows_the_receipt_of_the_chosen_case(qtbot: QtBot, frame: Frame) -> None:
    qtbot.waitUntil(lambda: "BBS/26/A-" in page_words(frame))
    qtbot.keyClick(focused(), Qt.Key.Key_P)
    preview = dialog(qtbot, frame, PrintPreview)
    assert preview.pages.document.pageCount() == 1
    assert preview.pages.pdf.startswith(b"%PDF-")
    preview.close()


def test_everything_that_takes_the_tab_key_has_a_name(frame: Frame) -> None:
    nameless = [
        widget
        for widget in frame.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(frame)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_the_receipt_is_drawn_again_for_the_other_paper(qtbot: QtBot, frame: Frame) -> None:
    qtbot.waitUntil(lambda: "BBS/26/A-" in page_words(frame))
    qtbot.keyClick(focused(), Qt.Key.Key_P)
    preview = dialog(qtbot, frame, PrintPreview)
    assert preview.pages.document.pagePointSize(0).toSize().height() == 842
    other = next(
        button for button in preview.findChildren(QPushButton) if button.text().startswith("F4")
    )
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: preview.pages.document.pagePointSize(0).toSize().height() == 935)
    preview.close()
