"""Commands are data: each has an icon and a handler, and keys go where they belong."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from desktop_app import bundled
from desktop_app.ui.action_table import Place, action_specs, section_spec, shortcut_card
from desktop_app.ui.actions import build_actions
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.controls.growing_text import GrowingText


def all_specs():
    return (*action_specs(), *(section_spec(number, "Bagian", "inbox") for number in range(1, 10)))


class Desk(QWidget):
    """A window with one of every field, a list, and the commands of one place."""

    def __init__(self, theme, place):
        super().__init__()
        self.done = []
        self.line = QLineEdit()
        self.text = GrowingText()
        self.box = ChoiceBox(theme)
        self.box.addItems(["Jalan", "Verifikasi data"])
        self.listing = QListWidget()
        self.listing.addItems(["Satu", "Verifikasi"])
        column = QVBoxLayout(self)
        for widget in (self.line, self.text, self.box, self.listing):
            column.addWidget(widget)
        names = [spec.name for spec in action_specs() if spec.place is place]
        handlers = {name: self.remember(name) for name in names}
        self.actions_by_name = build_actions(self, theme, place=place, handlers=handlers)

    def remember(self, name):
        def handle():
            self.done.append(name)

        return handle


@pytest.fixture
def open_desk(theme, qtbot):
    def open_(place):
        desk = Desk(theme, place)
        qtbot.addWidget(desk)
        with qtbot.waitActive(desk):
            desk.show()
            desk.activateWindow()
        return desk

    return open_


@pytest.mark.parametrize("spec", all_specs(), ids=lambda spec: spec.name)
def test_every_command_has_an_icon_that_ships(spec):
    assert bundled.path("icons", f"{spec.icon}.svg").is_file()


def test_no_two_commands_share_a_name():
    names = Counter(spec.name for spec in all_specs())
    assert [name for name, times in names.items() if times > 1] == []


def test_no_key_means_two_things_in_one_place():
    clashes = [
        (one.name, other.name)
        for one, other in combinations(all_specs(), 2)
        if one.place is other.place or Place.EVERYWHERE in {one.place, other.place}
        if {QKeySequence(key) for key in one.keys} & {QKeySequence(key) for key in other.keys}
    ]
    assert clashes == []


def test_every_key_is_one_that_qt_knows():
    assert all(not QKeySequence(key).isEmpty() for spec in all_specs() for key in spec.keys)


def test_the_key_card_names_every_command_that_has_a_key():
    on_card = {text for group in shortcut_card() for _, text in group.lines}
    assert on_card == {spec.text for spec in action_specs() if spec.keys}
    assert ("J · ↓", "Kasus berikutnya") in shortcut_card()[2].lines


def test_a_command_without_a_handler_is_refused(theme, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    with pytest.raises(ValueError, match="save_and_print"):
        build_actions(owner, theme, place=Place.FORM, handlers={"save": owner.show})


def test_a_handler_without_a_command_is_refused(theme, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    handlers = dict.fromkeys(("save", "save_and_print", "fly"), owner.show)
    with pytest.raises(ValueError, match="fly"):
        build_actions(owner, theme, place=Place.FORM, handlers=handlers)


@pytest.mark.parametrize("field", ["line", "text"])
def test_a_letter_typed_into_a_field_is_only_a_letter(open_desk, qtbot, field):
    desk = open_desk(Place.QUEUE)
    target = getattr(desk, field)
    target.setFocus()
    qtbot.keyClicks(target, "vtc")
    text = target.text() if field == "line" else target.toPlainText()
    assert (text, desk.done) == ("vtc", [])


def test_a_letter_in_a_drop_down_chooses_there(open_desk, qtbot):
    desk = open_desk(Place.QUEUE)
    desk.box.setFocus()
    qtbot.keyClick(desk.box, Qt.Key.Key_V)
    assert (desk.box.currentText(), desk.done) == ("Verifikasi data", [])


def test_a_letter_on_the_list_is_a_command(open_desk, qtbot):
    desk = open_desk(Place.QUEUE)
    desk.line.setFocus()
    desk.listing.setFocus()
    qtbot.keyClick(desk.listing, Qt.Key.Key_V)
    assert desk.done == ["verify"]


def test_a_letter_on_text_that_cannot_be_changed_is_a_command(open_desk, qtbot):
    desk = open_desk(Place.QUEUE)
    desk.text.setReadOnly(True)
    desk.text.setFocus()
    qtbot.keyClick(desk.text, Qt.Key.Key_T)
    assert desk.done == ["assign"]


def test_commands_of_a_hidden_screen_stay_quiet(open_desk, theme, qtbot):
    desk = open_desk(Place.EVERYWHERE)
    hidden = Desk(theme, Place.QUEUE)
    hidden.setParent(desk)
    hidden.hide()
    desk.listing.setFocus()
    qtbot.keyClick(desk.listing, Qt.Key.Key_V)
    assert hidden.done == []


def test_ctrl_enter_saves_from_inside_a_text(open_desk, qtbot):
    desk = open_desk(Place.FORM)
    desk.text.setFocus()
    qtbot.keyClick(desk.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (desk.done, desk.text.toPlainText()) == (["save_and_print"], "")


def test_undo_in_a_field_undoes_the_typing(open_desk, qtbot):
    desk = open_desk(Place.EVERYWHERE)
    desk.line.setFocus()
    qtbot.keyClicks(desk.line, "abc")
    qtbot.keyClick(desk.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (desk.line.text(), desk.done) == ("", [])


def test_undo_outside_a_field_is_the_command(open_desk, qtbot):
    desk = open_desk(Place.EVERYWHERE)
    desk.listing.setFocus()
    qtbot.keyClick(desk.listing, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.done == ["undo"]
