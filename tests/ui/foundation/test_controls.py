"""The small widgets do what the screens trust them to do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QEnterEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import icon_button, primary_button, quiet_button
from desktop_app.ui.controls.chip import Chip
from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.controls.scroll_page import steady_page
from desktop_app.ui.controls.status_badge import Badge, StatusBadge
from desktop_app.ui.controls.toast import SHOWN_FOR_MS, Toast
from desktop_app.ui.theme.colours import Tone


@pytest.fixture
def window(theme, qtbot):
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_with_the_focus_is_pressed_by_enter_and_by_space(theme, qtbot, key):
    button = primary_button(theme, "Simpan")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_button_tells_its_key_and_an_icon_alone_tells_its_name(theme, qtbot):
    save = primary_button(theme, "Simpan", keys="Ctrl+Return")
    close = icon_button(theme, "Tutup", icon="x")
    for each in (save, close):
        qtbot.addWidget(each)
    assert save.toolTip() == "Simpan (Ctrl+Enter)"
    assert (close.toolTip(), close.accessibleName()) == ("Tutup", "Tutup")


def test_a_button_that_follows_a_command_is_usable_when_it_is(theme, qtbot):
    button, action = quiet_button(theme, "Verifikasi"), QAction("Verifikasi")
    qtbot.addWidget(button)
    action.setEnabled(False)
    button.follow(action)
    assert not button.isEnabled()
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        button.click()


def test_the_focus_of_the_primary_button_can_be_seen(theme, window, qtbot):
    button, other = primary_button(theme, "Simpan"), quiet_button(theme, "Batal")
    for place, each in enumerate((button, other)):
        each.setParent(window)
        each.move(200 * place, 0)
        each.show()
    other.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != without


def test_of_grouped_chips_one_is_on(theme, window, qtbot):
    group, chips = QButtonGroup(), [Chip(theme, word) for word in ("Semua", "Hari ini")]
    for chip in chips:
        chip.setParent(window)
        group.addButton(chip)
    for chip in chips:
        chip.click()
    assert [chip.isChecked() for chip in chips] == [False, True]


def test_a_chip_says_how_many_it_would_show(theme, qtbot):
    chip = Chip(theme, "Lewat batas")
    qtbot.addWidget(chip)
    chip.set_count(3)
    assert (chip.text(), chip.accessibleName()) == ("Lewat batas  3", "Lewat batas, 3")
    chip.set_count(None)
    assert chip.text() == "Lewat batas"


def test_what_a_reporter_wrote_is_never_read_as_markup(theme, qtbot):
    label = TextLabel("<b>Tolong</b> <img src='x.png'>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>Tolong</b> <img src='x.png'>"


def test_a_badge_speaks_and_has_room_for_its_word(theme, qtbot):
    badge = StatusBadge(theme, Badge("circle-dot", "Diterima", Tone.INFO))
    qtbot.addWidget(badge)
    short = badge.sizeHint().width()
    badge.show_badge(Badge("hourglass", "Menunggu pelapor", Tone.WARNING))
    assert badge.accessibleName() == "Menunggu pelapor"
    assert badge.sizeHint().width() > short


def test_an_empty_list_offers_its_one_action(theme, qtbot):
    empty = EmptyState(theme, icon="inbox", sentence="Belum ada aduan.", action="Terima aduan")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.action_wanted):
        empty.findChild(QPushButton).click()


def test_the_sentence_of_an_empty_list_is_never_cut(theme, qtbot):
    empty = EmptyState(theme, icon="inbox", sentence="Belum ada aduan di kantor ini. " * 6)
    qtbot.addWidget(empty)
    with qtbot.waitExposed(empty):
        empty.show()
    (words,) = (label for label in empty.findChildren(QLabel) if label.text())
    assert words.height() >= words.heightForWidth(words.width())


def test_nothing_moves_when_a_scroll_bar_comes(theme, qtbot):
    content = QWidget()
    page = steady_page(content)
    qtbot.addWidget(page)
    page.resize(300, 200)
    with qtbot.waitExposed(page):
        page.show()
    width = content.width()
    content.setMinimumHeight(900)
    qtbot.waitUntil(page.verticalScrollBar().isEnabled)
    assert content.width() == width
    content.setMinimumHeight(0)
    qtbot.waitUntil(lambda: not page.verticalScrollBar().isEnabled())
    assert content.width() == width


def test_a_banner_shows_its_words_and_its_buttons_act(theme, qtbot):
    pressed = []

    def press():
        pressed.append(True)

    banner = Banner(theme, Tone.WARNING)
    qtbot.addWidget(banner)
    button = banner.add_action("Coba lagi", press)
    banner.show_words("Jam komputer ini berbeda 12 menit.")
    button.click()
    assert "Jam komputer ini berbeda 12 menit." in [x.text() for x in banner.findChildren(QLabel)]
    assert (banner.isVisible(), pressed) == (True, [True])


def test_a_toast_leaves_the_focus_where_it_is(theme, window, qtbot):
    field, toast = QLineEdit(window), Toast(theme, window)
    field.show()
    field.setFocus()
    toast.say("Tersimpan.", undo=field.clear)
    qtbot.keyClicks(field, "a")
    assert (field.hasFocus(), field.text(), toast.isVisible()) == (True, "a", True)


def test_a_toast_undoes_once_and_goes(theme, window, qtbot):
    undone, toast = [], Toast(theme, window)

    def undo():
        undone.append(True)

    toast.say("Kasus diverifikasi.", undo=undo)
    button = toast.findChild(QPushButton)
    button.click()
    button.click()
    assert undone == [True]
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_toast_stays_six_seconds_and_while_the_pointer_is_on_it(theme, window, qtbot):
    toast = Toast(theme, window)
    toast.say("Tersimpan.")
    assert SHOWN_FOR_MS == 6000
    assert toast._timer.isActive()
    assert toast._timer.interval() == SHOWN_FOR_MS
    middle = QPointF(toast.rect().center())
    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()


def test_a_notice_without_undo_offers_none(theme, window):
    toast = Toast(theme, window)
    toast.say("Tersimpan.")
    assert not toast.findChild(QPushButton).isVisible()


def test_a_long_toast_takes_two_lines_inside_the_window(theme, window):
    toast = Toast(theme, window)
    toast.say("Tersimpan.")
    one_line = toast.height()
    toast.say("Kasus " + "sudah diteruskan ke Dinas Perhubungan " * 3)
    assert toast.height() == one_line + theme.spacing.line
    assert window.rect().contains(toast.geometry())
