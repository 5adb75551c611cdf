"""Brings somebody back to where they were, and what they had typed with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.drafts import LETTER
from desktop_app.services.access.what_was_left import WhatWasLeft
from desktop_app.ui.shell.doors import Place

if TYPE_CHECKING:
    from desktop_app.ui.shell.session import Session


def bring_back(session: Session, left: WhatWasLeft, place: Place | None) -> None:
    """Take up the texts, and go to the place held through a lock, or to what was typed last."""
    session.parts.inbox_screen.page.sheet.bring_back(left.texts)
    open_texts = [text for text in left.texts if text.is_open]
    if place is not None:
        _return_to(place, session)
    elif open_texts:
        session.open_case(open_texts[-1].case_uid)
        session.tell(
            QCoreApplication.translate(
                "Returning", "Tulisan Anda yang belum disimpan masih ada di sini."
            )
        )
    letters = [text for text in open_texts if text.task == LETTER]
    if letters:
        session.parts.letters.go_on(letters[-1])


def _return_to(place: Place, session: Session) -> None:
    if place.case_uid is not None:
        session.open_case(place.case_uid)
    openers = {
        "access": session.beside.show_access,
        "backup": session.safe.show_page,
        "audit": session.beside.show_audit,
        "intake": session.new_case,
        "ledger": session.beside.show_ledger,
        "personal_data": session.beside.show_personal_data,
        "rights": session.beside.show_rights,
    }
    if place.section in openers:
        openers[place.section]()
    else:
        session.show_section(place.section)
    if place.case_uid is not None:
        session.parts.inbox_screen.page.sheet.take_keys(place.case_uid)
