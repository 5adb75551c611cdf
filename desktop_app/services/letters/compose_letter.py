"""Starts a letter from a template and draws it as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.people import OfficeKind
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext, case_or_trouble
from desktop_app.services.demand import demand_on
from desktop_app.services.letters import letter_templates
from desktop_app.services.letters.issue_letter import (
    LetterDesk,
    LetterText,
    letter_desk,
    preview_letter,
)
from desktop_app.services.letters.letter_values import letter_values

_TO_REPORTER = frozenset({"notice_to_reporter", "final_response", "breach_notice"})


@dataclass(frozen=True, slots=True)
class LetterStart:
    """What the window opens with: templates as (name, title), the desk, and a first text."""

    templates: tuple[tuple[str, str], ...]
    desk: LetterDesk
    text: LetterText


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """The PDF as it would be issued, and the placeholders still unfilled in its words."""

    pdf: bytes
    missing: tuple[str, ...]


def start_letter(case_uid: UUID, context: DeskContext) -> LetterStart:
    """Gather what the window needs; raises RECORD_GONE, NOT_ALLOWED."""
    templates = tuple(
        (name, letter_templates.load(name).title) for name in letter_templates.TEMPLATES
    )
    desk = letter_desk(case_uid, context)
    return LetterStart(templates, desk, letter_text(case_uid, templates[0][0], context))


def letter_text(case_uid: UUID, template_name: str, context: DeskContext) -> LetterText:
    """Fill a template with what is known of the case; raises RECORD_GONE, NOT_ALLOWED."""
    with context.open_read() as work:
        case = case_or_trouble(work, case_uid)
        demand_on(Right.ISSUE_LETTER, case, context)
        target_uid = case.assigned_office_uid
        target = work.directory.office(target_uid) if target_uid else None
    filled = letter_templates.fill(
        letter_templates.load(template_name), letter_values(case_uid, context)
    )
    place = target.place if target else ""
    to_reporter = template_name in _TO_REPORTER
    return LetterText(
        template=template_name,
        subject=filled.subject,
        nature="Rahasia" if case.confidential else filled.nature,
        enclosure=filled.enclosure,
        addressee=filled.addressee,
        addressee_place="tempat" if to_reporter else place or context.office.regency_name,
        paragraphs=filled.paragraphs,
        copies=() if to_reporter else _copies(context),
    )


def draw_letter(text: LetterText, number: str, context: DeskContext) -> LetterPreview:
    """Draw the letter as its fields stand."""
    pdf = preview_letter(text, number, context)
    words = (text.nature, text.enclosure, text.subject, text.addressee, *text.paragraphs)
    return LetterPreview(pdf, letter_templates.missing_in("\n".join(words)))


def _copies(context: DeskContext) -> tuple[str, ...]:
    if context.office.kind is not OfficeKind.VILLAGE or not context.office.district_name:
        return ()
    return (f"Camat {context.office.district_name}",)
