"""What is typed survives a power cut: the form is kept in the encrypted database."""

from __future__ import annotations

from datetime import datetime

from desktop_app.domain.drafts import IntakeDraft, KeptDraft
from desktop_app.services.context import DeskContext
from desktop_app.services.register_case import saved_before


def keep_draft(draft: IntakeDraft, context: DeskContext) -> datetime | None:
    """Keep the form as typed and return when; a blank or saved form drops what was kept."""
    with context.open_work() as work:
        is_done = draft.is_blank or saved_before(draft, work) is not None
        at = None if is_done else context.clock()
        if at is None:
            work.drafts.drop(context.person.uid)
        else:
            work.drafts.keep(context.person.uid, draft, at)
        work.commit()
        return at


def kept_draft(context: DeskContext) -> KeptDraft | None:
    """Return the form this person left unsaved, if any."""
    with context.open_read() as work:
        return work.drafts.of_person(context.person.uid)


def drop_draft(context: DeskContext) -> None:
    """Forget the unsaved form."""
    with context.open_work() as work:
        work.drafts.drop(context.person.uid)
        work.commit()
