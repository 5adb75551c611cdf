"""Villages, categories and offices are found by part of their names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.services.lookups import Lookups
from tests.desk import an_intake
from tests.ui.intake.counter import CTRL

ENTER, TAB, DOWN, ESCAPE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Down,
    Qt.Key.Key_Escape,
)


def open_list(counter) -> QAbstractItemView | None:
    lists = counter.screen.findChildren(QAbstractItemView)
    return next((found for found in lists if found.isVisible()), None)


def rows(counter) -> list[str]:
    shown = open_list(counter)
    if shown is None:
        return []
    model = shown.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_namesakes_are_told_apart_by_their_district(counter):
    counter.write("village", "bojong")
    assert [row for row in rows(counter) if row.startswith("Bojong ·")] == [
        "Bojong · Kec. Mrebet",
        "Bojong · Kec. Purbalingga",
    ]


def test_villages_of_the_own_district_come_first(counter):
    counter.write("village", "karang")
    assert rows(counter)[:3] == [
        "Karangduren · Kec. Bobotsari",
        "Karangmalang · Kec. Bobotsari",
        "Karangtalun · Kec. Bobotsari",
    ]


def test_arrows_and_enter_pick_and_go_on(counter):
    counter.write("village", "karang")
    counter.press(DOWN)
    counter.press(ENTER)
    assert counter.screen.draft().text.village_code == "33.03.09.2003"
    assert counter.shown("village") == "Karangmalang · Kec. Bobotsari"
    assert counter.focused_name() == "place"
    assert open_list(counter) is None


def test_a_click_on_a_row_picks_it(counter):
    counter.write("village", "gandas")
    shown = open_list(counter)
    place = shown.visualRect(shown.model().index(0, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert counter.screen.draft().text.village_code == "33.03.09.2001"
    assert counter.focused_name() == "village"


def test_a_unique_whole_name_is_taken_when_the_field_is_left(counter):
    counter.write("village", "gandasuli")
    counter.press(TAB)
    assert counter.screen.draft().text.village_code == "33.03.09.2001"


def test_a_name_that_two_villages_bear_is_never_guessed(counter):
    counter.write("village", "bojong")
    counter.press(TAB)
    draft = counter.screen.draft()
    assert (draft.text.village_code, draft.village_typed) == ("", "bojong")


def test_a_picked_village_is_given_up_when_its_name_is_changed(counter):
    counter.write("village", "gandas")
    counter.press(ENTER)
    counter.go("village")
    counter.press(Qt.Key.Key_End)
    counter.press(Qt.Key.Key_Backspace)
    assert counter.screen.draft().text.village_code == ""


def test_what_matches_nothing_stays_and_says_so(counter):
    counter.write("village", "atlantis")
    assert rows(counter) == ["Tidak ada desa dengan nama ini"]
    counter.press(ENTER)
    counter.press(TAB)
    assert counter.shown("village") == "atlantis"


def test_esc_closes_the_list_and_keeps_what_is_typed(counter):
    counter.write("village", "karang")
    counter.press(ESCAPE)
    assert open_list(counter) is None
    assert counter.shown("village") == "karang"


def test_down_opens_all_categories(counter):
    counter.go("category")
    counter.press(DOWN)
    assert len(rows(counter)) == len(counter.desk.lookups.categories)


def test_a_category_is_found_by_any_word_of_its_name(counter):
    counter.write("category", "pju")
    counter.press(ENTER)
    assert counter.screen.draft().text.category == "street_lighting"


def test_ctrl_enter_takes_a_unique_name_without_leaving_the_field(counter, qtbot):
    counter.fill()
    counter.write("village", "Gandasuli")
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    assert counter.saved_case().case.village_code == "33.03.09.2001"


def test_the_own_office_complained_about_is_pointed_out(counter):
    counter.write("complained_office", "bobotsari")
    counter.press(ENTER)
    assert counter.screen.draft().text.complained_office_uid == counter.desk.context.office.uid
    assert "kantor Anda sendiri" in counter.shown("complained_office_remark")
    counter.go("complained_office")
    counter.write("complained_office", "perhub")
    counter.press(ENTER)
    assert "tidak akan tahu" in counter.shown("complained_office_remark")


def test_the_list_never_hides_its_field(counter):
    for name, typed in (("category", "a"), ("village", "karang"), ("complained_office", "d")):
        counter.write(name, typed)
        shown, field = open_list(counter), counter.find(name)
        window: QWidget = counter.screen
        of_list = shown.geometry()
        of_field = field.rect().translated(field.mapTo(window, field.rect().topLeft()))
        assert not of_list.intersects(of_field)
        assert window.rect().contains(of_list)
        counter.press(ESCAPE)


def test_lists_that_come_later_name_what_was_picked_and_touch_nothing_else(counter):
    counter.presenter.set_lookups(Lookups((), ()))
    draft = an_intake(counter.desk.context)
    counter.screen.show_draft(draft)
    counter.write("happened_on", "kem")
    counter.presenter.set_lookups(counter.desk.lookups)
    assert counter.shown("category") == "Penerangan jalan (PJU)"
    assert counter.screen.draft().text.category == "street_lighting"
    assert counter.shown("happened_on") == "kem"
    assert counter.shown("happened_words") == ""
