"""What people are asked to do in a history, and what they were told is saved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID


class Act(Enum):
    """Something a person does at a desk."""

    REGISTER = "register"
    CORRECT = "correct"
    MOVE = "move"
    ASSIGN = "assign"
    WRITE = "write"
    REPLY = "reply"
    ATTACH = "attach"
    LETTER = "letter"
    SPOIL_LETTER = "spoil a letter number"
    VOID = "void"
    SEND_AGAIN = "send again"
    RESTORE_VALUE = "restore a value"
    RELEASE = "release"
    CORRECT_REPORTER = "correct who reported"
    RESTRICT = "restrict who reported, or lift it"
    ERASE = "erase who reported"
    # Cases are merged from Part 4 on; the act goes here and its hand into `hands`.


# Stands before who reported in what somebody writes of them; a text without it names nobody.
NAMING = " untuk "


@dataclass(frozen=True)
class Deed:
    """One thing to do: `pick` and `choice` are folded into what the desk has to choose from.

    `token` is told nowhere else in the history, so that what was written can be found again. `move`
    names the move of `Act.MOVE`; empty leaves it to `choice`.
    """

    act: Act
    token: str
    pick: int = 0
    choice: int = 0
    move: str = ""


@dataclass(frozen=True)
class SetValue:
    """A field that was corrected: what the desk saw before, and what it wrote."""

    name: str
    base: str
    new: str


@dataclass(frozen=True)
class KeptBytes:
    """A file or a letter of a save, by the SHA-256 of its content."""

    record_uid: UUID
    sha256: str


@dataclass(frozen=True)
class Saved:
    """What the use case said is safe: it may only be lost with the disk it lies on.

    `entries` are those the timeline shows since this save; `letter_void` a number that was spoilt;
    `printed` the number that was handed out on paper;
    `decided` a value that its author let go; `replaced` entries of a refused save in whose place
    this one stands.
    """

    act: Act
    token: str
    case_uid: UUID
    entries: tuple[UUID, ...] = ()
    files: tuple[KeptBytes, ...] = ()
    letters: tuple[KeptBytes, ...] = ()
    values: tuple[SetValue, ...] = ()
    letter_void: UUID | None = None
    printed: str = ""
    decided: tuple[SetValue, ...] = ()
    replaced: tuple[UUID, ...] = ()
    gone: tuple[KeptBytes, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How a deed ended: saved, refused in words (`refusal`), or there was nothing to do it to."""

    saved: Saved | None = None
    refusal: str = ""
