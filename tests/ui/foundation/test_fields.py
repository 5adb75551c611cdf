"""A field says what it is for, what is wrong with it, and gives way to the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui.controls.check_box import CheckBox
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.controls.growing_text import GrowingText
from desktop_app.ui.fields import FieldBlock, size_by_letters

CHANNELS = (
    Choice("walk_in", "Datang langsung"),
    Choice("phone", "Telepon"),
    Choice("mail", "Surat"),
)


@pytest.fixture
def show(theme, qtbot):
    kept = []

    def show_(*widgets):
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        kept.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield show_
    kept.clear()


def test_a_field_is_named_for_people_and_for_tests_alike(show):
    field = QLineEdit()
    window = show(FieldBlock("phone", "&Telepon", field, hint="Nomor yang dapat dihubungi."))
    assert window.findChild(QLineEdit, "phone") is field
    assert field.accessibleName() == "Telepon"
    assert field.accessibleDescription() == "Nomor yang dapat dihubungi."


def test_the_label_s_access_key_leads_into_the_field(show, qtbot):
    first, second = QLineEdit(), QLineEdit()
    window = show(FieldBlock("name", "&Nama", first), FieldBlock("phone", "&Telepon", second))
    first.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert second.hasFocus()


def test_a_field_that_may_stay_empty_says_so(show):
    window = show(FieldBlock("nik", "NIK", QLineEdit(), optional=True))
    assert "(boleh kosong)" in [label.text() for label in window.findChildren(QLabel)]


def test_a_problem_stands_under_the_field_in_words_and_is_heard(show):
    field = QLineEdit()
    block = FieldBlock("phone", "Telepon", field, hint="Nomor.")
    window = show(block)
    block.show_problem("Nomor ini terlalu pendek.")
    note = window.findChild(QLabel, "phone_note")
    assert note.isVisible()
    assert note.text() == "Nomor ini terlalu pendek."
    assert field.accessibleDescription() == "Nomor ini terlalu pendek."
    assert note.y() > field.y()


def test_a_problem_goes_when_the_field_is_edited_and_the_hint_returns(show, qtbot):
    field = QLineEdit("08")
    block = FieldBlock("phone", "Telepon", field, hint="Nomor.")
    window = show(block)
    block.show_problem("Nomor ini terlalu pendek.")
    qtbot.keyClicks(field, "1")
    assert not block.has_problem()
    assert window.findChild(QLabel, "phone_note").text() == "Nomor."


def test_a_problem_goes_when_something_is_chosen(theme, show, qtbot):
    row = ChoiceRow(theme, CHANNELS, digits=True)
    block = FieldBlock("channel", "Lewat apa", row)
    show(block)
    block.show_problem("Pilih salah satu.")
    row.setFocus()
    qtbot.keyClick(row.focusProxy(), Qt.Key.Key_2)
    assert not block.has_problem()


def test_fields_side_by_side_keep_their_labels_in_line(show):
    one, other = FieldBlock("a", "Nama", QLineEdit()), FieldBlock("b", "Telepon", QLineEdit())
    other.show_problem("Nomor ini terlalu pendek.")
    window = show(one, other)
    one.resize(other.size())
    assert one.field.y() == other.field.y()
    assert window.isVisible()


def test_a_field_is_as_wide_as_its_letters(show):
    narrow, wide = QLineEdit(), QLineEdit()
    show(narrow, wide)
    size_by_letters(narrow, 5)
    size_by_letters(wide, 18)
    field_of_digits = wide.fontMetrics().horizontalAdvance("3303012345678901")
    assert narrow.width() < field_of_digits < wide.width()


def test_digits_choose_and_are_told(theme, show, qtbot):
    row = ChoiceRow(theme, CHANNELS, digits=True)
    show(row)
    row.setFocus()
    with qtbot.waitSignal(row.chosen) as told:
        qtbot.keyClick(row.focusProxy(), Qt.Key.Key_3)
    assert told.args == ["mail"]
    assert row.value() == "mail"


def test_a_digit_beyond_the_choices_changes_nothing(theme, show, qtbot):
    row = ChoiceRow(theme, CHANNELS, digits=True)
    show(row)
    row.set_value("phone")
    qtbot.keyClick(row.focusProxy(), Qt.Key.Key_9)
    assert row.value() == "phone"


def test_arrows_choose_the_neighbour(theme, show, qtbot):
    row = ChoiceRow(theme, CHANNELS)
    show(row)
    row.set_value("walk_in")
    row.setFocus()
    qtbot.keyClick(row.focusProxy(), Qt.Key.Key_Right)
    assert row.value() == "phone"


def test_a_chosen_row_is_one_stop_for_tab(theme, show, qtbot):
    row, after = ChoiceRow(theme, CHANNELS), QLineEdit()
    window = show(row, after)
    row.set_value("walk_in")
    row.setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_choosing_for_the_person_tells_no_one(theme, show, qtbot):
    row = ChoiceRow(theme, CHANNELS)
    show(row)
    with qtbot.assertNotEmitted(row.chosen):
        row.set_value("mail")
    assert row.value() == "mail"


def test_tab_leaves_a_text_of_several_lines(show, qtbot):
    text, after = GrowingText(), QLineEdit()
    show(text, after)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert text.toPlainText() == ""


def test_a_text_grows_with_its_lines_up_to_its_limit(show):
    text = GrowingText(lines=2, most_lines=4)
    show(text)
    heights = []
    for lines in range(1, 8):
        text.setPlainText("\n".join("x" * lines))
        heights.append(text.height())
    assert heights[0] == heights[1] < heights[2] < heights[3]
    assert heights[3] == heights[-1]


def test_a_long_line_that_wraps_is_seen_whole(show, qtbot):
    text = GrowingText(lines=1)
    window = show(text)
    window.setFixedWidth(200)
    text.setPlainText("kata " * 40)
    qtbot.waitUntil(lambda: not text.verticalScrollBar().isVisible())
    assert text.height() > 4 * text.fontMetrics().lineSpacing()


def test_the_wheel_never_changes_a_drop_down(theme, show, qtbot):
    box = ChoiceBox(theme)
    box.addItems(["Jalan", "Sampah"])
    show(box)
    none, down = QPoint(), QPoint(0, -120)
    no = Qt.MouseButton.NoButton
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        none,
        down,
        no,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.currentText() == "Jalan"


def test_a_box_is_ticked_by_a_click_on_its_words(theme, show, qtbot):
    box = CheckBox(theme, "Rahasiakan")
    show(box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()
