"""What a person wrote is copied as it was written, however the page breaks it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.ui.case.words_label import WordsLabel, breakable

ADDRESS = "https://peta.contoh.example/tempat/jembatan-gantung-rekaan-sebelah-utara"


@given(text=st.text(max_size=300))
def test_breaks_are_invisible_and_nothing_else_changes(text: str):
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


def test_only_long_words_get_breaks():
    assert breakable("Jalan berlubang di depan pasar") == "Jalan berlubang di depan pasar"
    assert "\u200b" in breakable(ADDRESS)


def test_a_copied_address_is_whole(qtbot):
    label = WordsLabel(ADDRESS)
    qtbot.addWidget(label)
    label.setSelection(0, len(label.text()))
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_a_long_address_does_not_widen_the_page(qtbot, theme):
    label = WordsLabel(ADDRESS)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.fontMetrics().horizontalAdvance(ADDRESS) / 2
