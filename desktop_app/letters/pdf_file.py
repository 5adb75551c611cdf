"""What every document of ours is as a file: its language, its maker, nothing of any person."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.pdfgen.canvas import Canvas

from desktop_app.letters.fonts import REGULAR
from desktop_app.letters.printable import one_line

_LONGEST_FACT = 120

# Without a first font the library names one that is not embedded. `invariant` leaves the clock
# out, so that the same content has the same digest.
CANVAS_OPTIONS: Mapping[str, object] = {
    "lang": "id-ID",
    "initialFontName": REGULAR,
    "invariant": 1,
    "pageCompression": 1,
}


def describe(canvas: Canvas, title: str, office: str) -> None:
    """Write into the file what it is and which office made it."""
    canvas.setTitle(one_line(title, _LONGEST_FACT))
    canvas.setAuthor(one_line(office, _LONGEST_FACT))
    canvas.setSubject("")
    canvas.setCreator("Loket Aduan")
    canvas.setViewerPreference("DisplayDocTitle", "true")
