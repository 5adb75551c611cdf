"""What is typed and not saved yet, kept against a power cut and while the PC is locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from desktop_app.domain.cases import CaseText, Channel

CORRECTION = "correction"
IDENTITY = "identity"
LETTER = "letter"
# What is filled with what stands, and may also be emptied: only what was edited is kept.
FILLED = frozenset({CORRECTION, IDENTITY})


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    """The form as typed, letter by letter: nothing here is checked or normalised.

    Each form has a `uid` of its own; it becomes that of the case, so a form saved twice is one
    case. `files` names attachments already kept in the file store: (sha256, shown name).
    """

    uid: UUID
    channel: Channel = Channel.WALK_IN
    reporter_name: str = ""
    reporter_phone: str = ""
    reporter_address: str = ""
    reporter_nik: str = ""
    anonymous: bool = False
    confidential: bool = False
    text: CaseText = field(default_factory=CaseText)
    village_typed: str = ""
    answer: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Say whether nothing worth keeping was typed."""
        typed = (
            self.reporter_name,
            self.reporter_phone,
            self.reporter_address,
            self.reporter_nik,
            self.text.title,
            self.text.words,
            self.text.place,
            self.text.happened_words,
            self.text.complained_about,
            self.village_typed,
            self.answer,
        )
        return not any(part.strip() for part in typed) and not self.files


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft with when it was last kept."""

    draft: IntakeDraft
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file already kept in the file store, about to go along with a text."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class UnfinishedText:
    """What somebody wrote to a case, field by field, letter by letter.

    `task` says for what: the value of a move or of a kind of entry, CORRECTION, IDENTITY or LETTER.
    `is_open` says that it was on screen.
    """

    case_uid: UUID
    task: str
    words: Mapping[str, str] = field(default_factory=dict)
    files: tuple[DraftFile, ...] = ()
    is_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether nothing worth keeping was typed; a correction may also empty a field."""
        if self.task in FILLED:
            return not self.words
        return not any(word.strip() for word in self.words.values()) and not self.files


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text with when it was last kept."""

    text: UnfinishedText
    kept_at: datetime
