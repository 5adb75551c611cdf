"""What somebody finds again who comes back to a PC that was locked or switched off."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.drafts import UnfinishedText
from desktop_app.services.access.lock_setting import lock_after
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_text import kept_texts


@dataclass(frozen=True, slots=True)
class WhatWasLeft:
    """Texts of this person alone, the one kept last at the end; after how many minutes to lock."""

    texts: tuple[UnfinishedText, ...]
    lock_after: int


def what_was_left(context: DeskContext) -> WhatWasLeft:
    """Look for it."""
    return WhatWasLeft(kept_texts(context), lock_after(context))
