"""The frame shows sections and passes wishes on; every part of it can be reached and heard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.ui.frame import Frame
from desktop_app.ui.theme.theme import SchemeChoice
from desktop_app.ui.top_bar import SyncKind

SECTIONS = (("inbox", "Kotak masuk", "inbox"), ("letters", "Surat", "mail"))


@pytest.fixture
def frame(theme, qtbot):
    made = Frame(theme)
    for name, title, icon in SECTIONS:
        page = QWidget()
        made.add_section(name, title, icon=icon, widget=page)
    made.set_office("Kecamatan Bobotsari")
    made.set_person("Siti Aminah", "Verifikator")
    made.set_sync_state(SyncKind.SYNCED, "Tersinkron 09.12", detail="Semua sudah terkirim.")
    made.show_section("inbox")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def part(frame, name):
    return frame.findChild(QWidget, name)


def spoken_name(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def takes_tab(widget):
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible()


@pytest.mark.parametrize("width", [1366, 911])
def test_everything_that_takes_the_focus_has_a_name(frame, width):
    frame.set_count("inbox", 12)
    frame.resize(width, 600)
    stops = [widget for widget in frame.findChildren(QWidget) if takes_tab(widget)]
    assert len(stops) >= 6
    assert [type(widget).__name__ for widget in stops if not spoken_name(widget)] == []


def test_pressing_a_section_asks_for_it_and_moves_nothing(frame, qtbot):
    with qtbot.waitSignal(frame.section_wanted) as asked:
        qtbot.mouseClick(part(frame, "letters"), Qt.MouseButton.LeftButton)
    assert asked.args == ["letters"]
    assert frame.current_section() == "inbox"


def test_alt_and_a_digit_ask_for_a_section_from_anywhere(frame, qtbot):
    frame.focus_search()
    with qtbot.waitSignal(frame.section_wanted) as asked:
        qtbot.keyClick(frame.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert asked.args == ["letters"]


def test_the_arrows_walk_the_rail_and_enter_asks(frame, qtbot):
    part(frame, "inbox").setFocus()
    qtbot.keyClick(part(frame, "inbox"), Qt.Key.Key_Down)
    with qtbot.waitSignal(frame.section_wanted) as asked:
        qtbot.keyClick(frame.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == ["letters"]


def test_a_shown_section_is_the_one_on_screen(frame):
    page = QWidget()
    frame.add_page("intake", page)
    frame.show_section("intake")
    assert page.isVisible()
    assert frame.current_section() == "intake"


def test_the_main_action_asks_for_a_new_case(frame, qtbot):
    with qtbot.waitSignal(frame.new_case_wanted):
        part(frame, "new_case").click()


def test_a_count_is_heard_with_its_section(frame):
    frame.set_count("inbox", 12)
    assert spoken_name(part(frame, "inbox")) == "Kotak masuk, 12"
    frame.set_count("inbox", 0)
    assert spoken_name(part(frame, "inbox")) == "Kotak masuk"


def test_a_narrow_window_folds_the_rail_and_keeps_the_words_in_tooltips(frame, theme):
    wide = part(frame, "inbox").width()
    frame.resize(theme.spacing.lines(75) - 1, 600)
    assert part(frame, "inbox").width() < wide / 2
    assert part(frame, "new_case").text() == ""
    for name, words in (("inbox", "Kotak masuk (Alt+1)"), ("new_case", "Terima aduan (Ctrl+N)")):
        assert part(frame, name).toolTip() == words
        assert spoken_name(part(frame, name))


def test_a_window_for_a_small_screen_at_150_percent_fits(frame):
    frame.resize(911, 512)
    assert (frame.width(), frame.height()) == (911, 512)


def test_the_sync_state_is_said_in_words_and_asked_about_by_a_click(frame, qtbot):
    frame.set_sync_state(SyncKind.WAITING, "3 menunggu", detail="3 perubahan belum terkirim.")
    button = part(frame, "sync_state")
    assert (button.text(), button.toolTip()) == ("3 menunggu", "3 perubahan belum terkirim.")
    with qtbot.waitSignal(frame.sync_wanted):
        button.click()


@pytest.mark.parametrize("kind", SyncKind)
def test_every_sync_state_looks_like_no_other(frame, kind):
    frame.set_sync_state(kind, "x")
    own = part(frame, "sync_state").icon().cacheKey()
    for other in set(SyncKind) - {kind}:
        frame.set_sync_state(other, "x")
        assert part(frame, "sync_state").icon().cacheKey() != own


def test_search_is_told_at_once_by_enter_and_when_typing_pauses(frame, qtbot):
    frame.focus_search()
    field = frame.focusWidget()
    with qtbot.waitSignal(frame.search_wanted) as told:
        qtbot.keyClicks(field, "lampu ")
    assert told.args == ["lampu"]
    qtbot.keyClicks(field, "jalan")
    with qtbot.waitSignal(frame.search_wanted, timeout=100) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["lampu jalan"]


def test_escape_empties_the_search_and_tells_so(frame, qtbot):
    frame.focus_search()
    field = frame.findChild(QLineEdit, "search")
    qtbot.keyClicks(field, "lampu")
    with qtbot.waitSignal(frame.search_wanted) as told:
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (told.args, field.text()) == ([""], "")


def test_the_person_s_menu_signs_out(frame, qtbot):
    assert spoken_name(part(frame, "person")) == "Akun Siti Aminah"
    menu = part(frame, "person").menu()
    with qtbot.waitSignal(frame.sign_out_wanted):
        menu.actions()[-1].trigger()


def test_the_frame_can_be_redrawn_in_the_other_scheme(frame, theme):
    light = frame.grab().toImage()
    theme.choose(SchemeChoice.DARK)
    assert frame.grab().toImage() != light


def test_a_thrown_away_frame_hears_no_more_of_the_theme(theme, qtbot):
    frame = Frame(theme)
    frame.add_section("inbox", "Kotak masuk", icon="inbox", widget=QLabel("x"))
    frame.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.choose(SchemeChoice.DARK)
    assert theme.icon("inbox").availableSizes()


def test_every_button_of_the_frame_explains_itself(frame):
    silent = [
        button.objectName()
        for button in frame.findChildren(QPushButton)
        if button.isVisible() and not button.text() and not button.toolTip()
    ]
    assert silent == []
