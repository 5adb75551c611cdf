"""The face of letters, embedded in every document: Liberation Sans, as wide as Arial."""

from __future__ import annotations

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app import bundled

REGULAR = "LiberationSans-Regular"
BOLD = "LiberationSans-Bold"
ITALIC = "LiberationSans-Italic"
BOLD_ITALIC = "LiberationSans-BoldItalic"


def register_fonts() -> None:
    """Make the faces known to the PDF library; doing it again costs nothing."""
    if REGULAR in pdfmetrics.getRegisteredFontNames():
        return
    for face in (BOLD_ITALIC, ITALIC, BOLD, REGULAR):
        pdfmetrics.registerFont(TTFont(face, str(bundled.path("fonts", f"{face}.ttf"))))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
    )


def width_of(text: str, face: str, size: float) -> float:
    """Measure a text in points."""
    return float(pdfmetrics.stringWidth(text, face, size))
