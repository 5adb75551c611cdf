"""Files that are made to harm: looked at, they cost little; unlooked at, nothing opens them."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop_app.domain.attachments import media_type_of
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.letters.printer import PdfPrinter
from desktop_app.services.keep_file import keep_file
from desktop_app.ui.case.file_card import FileCard
from desktop_app.ui.case.pictures import MOST_PIXELS, small_picture
from desktop_app.ui.printing.pdf_limits import MOST_PAGES, demand_showable
from tests import builders
from tests.desk import Desk
from tests.letters.samples import a_letter
from tests.markers.luggage import chunk, picture
from tests.ui.case.test_files import cards, open_files
from tests.ui.inbox.stage import InboxStage

SIDE = QSize(160, 160)
SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
    b"<rect width='9' height='9'/></svg>"
)


def a_bomb(width: int, height: int) -> bytes:
    """A picture of a few hundred bytes that claims to be huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    begin = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return begin + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def a_pdf(pages: int, *, side: int = 600, more: bytes = b"") -> bytes:
    kids = b"3 0 R " * pages
    objects = (
        b"<</Type/Catalog/Pages 2 0 R%b>>" % more,
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 800]>>" % side,
    )
    written = bytearray(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    return bytes(written + b"trailer<</Root 1 0 R/Size 4>>\n%%EOF")


def trouble_of(look: Callable[[], object]) -> Trouble:
    with pytest.raises(ExpectedError) as refused:
        look()
    return refused.value.trouble


@pytest.mark.parametrize("sides", [(9000, 9000), (1_000_000, 65), (30_000, 30_000)])
def test_a_picture_that_claims_too_many_pixels_is_not_decoded(qapp, sides: tuple[int, int]):
    assert sides[0] * sides[1] > MOST_PIXELS
    before = time.process_time()
    assert trouble_of(lambda: small_picture(a_bomb(*sides), SIDE)) is Trouble.FILE_NOT_SHOWABLE
    assert time.process_time() - before < 0.5


def test_a_vector_is_never_drawn_whatever_it_begins_with(qapp):
    assert not QImage.fromData(SVG).isNull(), "Qt itself would draw it"
    for content in (SVG, b"GIF89a" + SVG, b"\x89PNG\r\n\x1a\n" + SVG):
        assert trouble_of(partial(small_picture, content, SIDE)) is Trouble.FILE_UNREADABLE


def test_a_picture_that_is_an_archive_too_is_shown_as_a_picture_alone(qapp):
    both = picture("fakta") + b"PK\x03\x04 isi"
    assert media_type_of(both) == "image/png"
    assert small_picture(both, SIDE).size() == QSize(48, 32)


def test_a_pdf_of_a_hundred_thousand_pages_is_refused_in_a_blink(qapp):
    before = time.process_time()
    assert trouble_of(lambda: demand_showable(a_pdf(100_000))) is Trouble.FILE_NOT_SHOWABLE
    assert time.process_time() - before < 5


def test_a_pdf_of_a_page_as_large_as_a_house_is_refused(qapp):
    assert trouble_of(lambda: demand_showable(a_pdf(1, side=9_000_000))) is (
        Trouble.FILE_NOT_SHOWABLE
    )


@pytest.mark.parametrize("content", [b"", b"bukan", b"%PDF-1.7 putus", a_pdf(0)])
def test_what_is_no_pdf_is_said_to_be_unreadable(qapp, content: bytes):
    assert trouble_of(lambda: demand_showable(content)) is Trouble.FILE_UNREADABLE


def test_our_own_letters_and_long_ones_are_shown(qapp):
    letter = PdfPrinter().official_letter(a_letter())
    assert demand_showable(letter) == letter
    assert demand_showable(a_pdf(MOST_PAGES))


def test_what_a_pdf_wants_done_when_it_is_opened_is_not_done(qapp, tmp_path: Path):
    target = tmp_path / "jejak"
    wish = b"/OpenAction<</S/Launch/F(touch %b)>>" % str(target).encode()
    assert demand_showable(a_pdf(1, more=wish))
    assert not target.exists()


def test_an_archive_that_would_fill_the_disk_is_kept_as_it_is_and_never_unpacked(desk: Desk):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"../../{number}", bytes(5_000_000))
    bomb = written.getvalue()
    before = time.process_time()
    kept = keep_file(bomb, "bukti.zip", desk.context)
    assert (kept.size, kept.media_type) == (len(bomb), "application/zip")
    assert desk.context.files.read(kept.sha256) == bomb
    assert time.process_time() - before < 1


@pytest.fixture
def hostile_card(qtbot, stage: InboxStage, desk: Desk, uids) -> FileCard:
    """A file that another office sent, under a name that leads astray."""
    kept = keep_file(b"MZ program", "x", desk.context)
    attachment = builders.an_attachment(
        case_uid=uids["received"], sha256=kept.sha256, size=kept.size,
        name="..\\..\\foto\u202egpj.exe", media_type="application/octet-stream",
    )  # fmt: skip
    with desk.context.open_work() as work:
        work.attachments.put(attachment)
        work.commit()
    open_files(qtbot, stage, uids["received"])
    qtbot.waitUntil(lambda: len(cards(stage)) == 1)
    (card,) = cards(stage)
    return card


def test_a_name_that_leads_astray_is_shown_as_what_it_is(hostile_card: FileCard):
    words = [label.text() for label in hostile_card.findChildren(QLabel)]
    assert "_.._fotogpj.exe" in words
    assert hostile_card.findChildren(QLabel, "look") == []


def test_a_copy_is_offered_without_a_way_and_saved_with_a_warning(
    qtbot, stage: InboxStage, hostile_card: FileCard, tmp_path: Path
):
    hostile_card.copy_wanted.emit(hostile_card.file)
    dialog = stage.page.findChild(QFileDialog)
    assert [Path(path).name for path in dialog.selectedFiles()] == ["_.._fotogpj.exe"]
    dialog.fileSelected.emit(str(tmp_path / "salinan.exe"))
    dialog.reject()
    qtbot.waitUntil(lambda: stage.heard.of("said") != [])
    (said,) = stage.heard.of("said")
    assert "dapat menjalankan program" in str(said)
