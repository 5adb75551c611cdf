"""What is held about one person: looked up by their name, and drawn as one sheet for them."""

from __future__ import annotations

from tests.markers.marks import KEPT
from tests.tour.driver import Driver


def answer_person(d: Driver) -> None:
    """Find somebody by what they typed at the counter, and draw the answer and the register."""
    d.choose_in_menu("person", "Data pribadi")
    d.click("name")
    d.type(KEPT["reporter_name"])
    d.key("Return")
    d.see_row(KEPT["title"])
    for button in ("answer_person", "processing_register"):
        d.click(button)
        d.see_sheet()
        d.key("Esc")
        d.wait(lambda: not d.is_there("print"), "the preview to close")
    d.key("Alt+1")
