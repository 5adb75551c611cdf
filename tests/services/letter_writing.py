"""Letters as somebody would write them in the letter window."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

from desktop_app.services.context import DeskContext
from desktop_app.services.letters.compose_letter import letter_text
from desktop_app.services.letters.issue_letter import IssueLetter, LetterText


def a_letter_about(
    case_uid: UUID, context: DeskContext, *, manual_number: str = "", **changes: Any
) -> IssueLetter:
    """The follow-up letter of a case, its blanks filled in; keywords replace fields of its text."""
    text = completed(letter_text(case_uid, "follow_up", context))
    filled = {"addressee": "Kepala Dinas Perhubungan", **changes}
    return IssueLetter(case_uid, replace(text, **filled), manual_number)


def completed(text: LetterText) -> LetterText:
    """Write something invented for every remark that a template left."""

    def filled(words: str) -> str:
        return re.sub(r"\[… belum diisi: [^]]*\]", "Dinas Contoh", words)

    paragraphs = tuple(filled(paragraph) for paragraph in text.paragraphs)
    return replace(
        text,
        subject=filled(text.subject),
        addressee=filled(text.addressee),
        paragraphs=paragraphs,
    )


def block_number(sequence: int) -> str:
    """Return a number of the block of the desk of the tests, as it is printed."""
    return f"700.1.2.4/{sequence:03d}/BBS/2026"
