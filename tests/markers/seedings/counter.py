"""At the counter: every field of the form, files of every kind, what is left half typed."""

from __future__ import annotations

from tests.markers.luggage import brought_along
from tests.markers.marks import DROPPED, KEPT
from tests.tour.driver import Driver


def intake(d: Driver) -> None:
    """Fill every field, attach a file of each kind, save, and leave the receipt open."""
    _new_report(d)
    d.key("1")
    for name in ("reporter_name", "reporter_phone", "reporter_nik", "reporter_address", "words"):
        d.fill(name, KEPT[name])
    d.fill("title", KEPT["title"])
    d.fill("category", "jemb")
    d.key("Return")
    d.await_focus("village")
    d.type("ganda")
    d.key("Return")
    d.fill("place", KEPT["place"])
    d.fill("complained_about", KEPT["complained_about"])
    for path in brought_along(d.luggage, KEPT):
        d.paste_file(path)
        d.see(path.name)
        path.unlink()
    d.lose("sedang disimpan…")
    d.key("Ctrl+Return")
    d.see_sheet()


def information(d: Driver) -> None:
    """Answer a request at the counter in the same save."""
    _new_report(d)
    d.key("1")
    d.fill("reporter_name", "Contoh Peminta")
    d.fill("reporter_phone", "0812 0000 5566")
    d.fill("words", "Apa syarat pindah domisili?")
    d.tab_to("classification")
    d.key("Right", "Right")
    d.fill("category", "kependudukan")
    d.key("Return")
    d.fill("answer", KEPT["answer"])
    d.key("Ctrl+S")
    d.facts["information_number"] = d.read("register_number")


def form_thrown_away(d: Driver) -> None:
    """Type into a form and empty it again."""
    _new_report(d)
    d.fill("words", DROPPED["form"])
    d.wait(lambda: d.read("draft_state").startswith("draf tersimpan"), "the draft to be kept")
    d.click("clear_form")
    d.see("Formulir dikosongkan.")


def draft(d: Driver) -> None:
    """Leave a report half typed."""
    _new_report(d)
    d.fill("words", KEPT["draft"])
    d.wait(lambda: d.read("draft_state").startswith("draf tersimpan"), "the draft to be kept")


def _new_report(d: Driver) -> None:
    d.key("Ctrl+N")
    d.await_focus("channel")
