"""What helps while a report is typed: what is missing, and whether it is an emergency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop_app.domain.cases import Classification
from desktop_app.domain.deadlines import SP4N_PROFILE, due_dates
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.services.context import DeskContext

# Words that mean somebody may be in danger now (general knowledge); the hint is only a hint.
_EMERGENCY = re.compile(
    r"\b(kebakaran|terbakar|kecelakaan|tabrakan|tenggelam|tersengat|kesetrum|banjir bandang|"
    r"longsor|gempa|pingsan|sekarat|perampokan|penculikan|kritis|gawat darurat)\b",
    re.IGNORECASE,
)


class Missing(Enum):
    """What an answer usually needs, in the order of the form."""

    NAME = "name"
    CONTACT = "contact"
    VILLAGE = "village"
    PLACE = "place"
    TIME = "time"
    CATEGORY = "category"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class IntakeHelp:
    """Hints for the panel beside the form; nothing here blocks a save."""

    missing: tuple[Missing, ...]
    is_emergency: bool
    verify_by: date
    respond_by: date


def intake_help(draft: IntakeDraft, context: DeskContext) -> IntakeHelp:
    """Look at a form as it stands."""
    with context.open_read() as work:
        work_calendar = work.reference.work_calendar()
    due = due_dates(SP4N_PROFILE, draft.text.classification.value, context.today(), work_calendar)
    return IntakeHelp(_missing(draft), is_emergency(draft), due.verification, due.response)


def is_emergency(draft: IntakeDraft) -> bool:
    """Say whether the words speak of danger, so that 112 should be offered."""
    return _EMERGENCY.search(f"{draft.text.title} {draft.text.words}") is not None


def _missing(draft: IntakeDraft) -> tuple[Missing, ...]:
    text = draft.text
    asks_for_information = text.classification is Classification.INFORMATION_REQUEST
    present = {
        Missing.NAME: draft.anonymous or bool(draft.reporter_name.strip()),
        Missing.CONTACT: bool(draft.reporter_phone.strip()),
        Missing.CATEGORY: bool(text.category),
    }
    if not asks_for_information:
        present |= {
            Missing.VILLAGE: bool(text.village_code),
            Missing.PLACE: bool(text.place.strip()),
            Missing.TIME: text.happened_on is not None or bool(text.happened_words.strip()),
            Missing.FILES: bool(draft.files),
        }
    return tuple(item for item in Missing if not present.get(item, True))
