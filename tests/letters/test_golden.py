"""Receipts and letters read and look as they did when they were approved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.letters.golden import DOCUMENTS, FOLDER, PICTURES, picture_of
from tests.letters.pdf_reading import text_of

MOST_OFF = 45  # of 255 grey levels, in any patch of the page
MOST_OFF_ON_AVERAGE = 1.5
PATCH = 6  # dots


def patches(picture: QImage) -> list[int]:
    """Average grey of each patch, so that another smoothing of edges does not count."""
    small = picture.scaled(
        picture.width() // PATCH,
        picture.height() // PATCH,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return [
        small.pixelColor(x, y).lightness()
        for y in range(small.height())
        for x in range(small.width())
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_reads_as_approved(name):
    approved = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert text_of(DOCUMENTS[name]()) + "\n" == approved


@pytest.mark.parametrize("name", PICTURES)
def test_a_document_looks_as_approved(name, qapp):
    approved, now = QImage(str(FOLDER / f"{name}.png")), picture_of(DOCUMENTS[name]())
    assert now.size() == approved.size()
    off = [abs(a - b) for a, b in zip(patches(now), patches(approved), strict=True)]
    assert max(off) <= MOST_OFF
    assert sum(off) / len(off) <= MOST_OFF_ON_AVERAGE


def test_another_page_does_not_pass_for_an_approved_one(qapp):
    approved, other = QImage(str(FOLDER / "receipt.png")), picture_of(DOCUMENTS["follow_up"]())
    off = [abs(a - b) for a, b in zip(patches(other), patches(approved), strict=True)]
    assert max(off) > MOST_OFF
