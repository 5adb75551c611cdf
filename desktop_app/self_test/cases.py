"""Whether a case is found again, and what is printed of it."""

from __future__ import annotations

import re
from pathlib import Path

from desktop_app.domain.inbox import InboxQuery
from desktop_app.self_test.checks import must
from desktop_app.self_test.desk import make_desk, registered, sitting_at
from desktop_app.services.letters.compose_letter import draw_letter, letter_text
from desktop_app.services.list_cases import case_keys, case_rows
from desktop_app.services.print_receipt import receipt_pdf

_TITLE = "Lampu jalan padam"
_OTHER = "Jembatan rusak"
_WORDS = "Sudah tiga malam, di depan sekolah."
_FONT = re.compile(rb"/Type\s*/FontDescriptor")
_EMBEDDED_FONT = re.compile(rb"/FontFile[23]?\s")


def check_search(folder: Path) -> None:
    """Look for a case by words of its title and by its number."""
    profile = folder / "profile"
    make_desk(profile)
    with sitting_at(profile) as context:
        wanted, other = (registered(context, title, _WORDS) for title in (_TITLE, _OTHER))
        asked = {
            "": {wanted.uid, other.uid},
            "lampu": {wanted.uid},
            other.register_number: {other.uid},
            "selokan": set(),
        }
        for words, expected in asked.items():
            rows = case_rows(case_keys(InboxQuery(words=words), context), context)
            must({row.uid for row in rows if row} == expected, f"mencari '{words}' salah hasilnya")


def check_papers(folder: Path) -> None:
    """Draw a receipt and a letter."""
    profile = folder / "profile"
    make_desk(profile)
    with sitting_at(profile) as context:
        case = registered(context, _TITLE, _WORDS)
        letter = letter_text(case.uid, "final_response", context)
        _is_whole(receipt_pdf(case.uid, context), "tanda terima")
        _is_whole(draw_letter(letter, "700.1/1/UJI", context).pdf, "surat")


def _is_whole(pdf: bytes, name: str) -> None:
    must(pdf.startswith(b"%PDF-"), f"{name} bukan PDF")
    must(b"%%EOF" in pdf[-64:], f"{name} terpotong")
    fonts = len(_FONT.findall(pdf))
    must(fonts and fonts == len(_EMBEDDED_FONT.findall(pdf)), f"huruf {name} tidak disertakan")
    must(b"/BaseFont /Helvetica" not in pdf, f"{name} memakai huruf yang tidak disertakan")
