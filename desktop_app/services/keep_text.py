"""What is written to a case survives a power cut and a locked PC, and is its writer's alone."""

from __future__ import annotations

from desktop_app.domain.drafts import UnfinishedText
from desktop_app.services.context import DeskContext


def keep_text(text: UnfinishedText, context: DeskContext) -> None:
    """Keep a text as typed; an empty one drops what was kept."""
    with context.open_work() as work:
        if text.is_empty:
            work.drafts.drop_text(context.person.uid, text.case_uid, text.task)
        else:
            work.drafts.keep_text(context.person.uid, text, context.clock())
        work.commit()


def kept_texts(context: DeskContext) -> tuple[UnfinishedText, ...]:
    """Return what this person left unsaved, the text kept last at the end.

    A text to a case that has left this desk waits until the case comes back.
    """
    with context.open_read() as work:
        kept = [one.text for one in work.drafts.texts_of(context.person.uid)]
        return tuple(text for text in kept if work.cases.get(text.case_uid) is not None)
