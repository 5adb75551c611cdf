"""What the page of a case asks for; whoever listens turns each into a use case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import KeptFile


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote in the panel: `office_uid` only where a task needs an office.

    `days` from today on is how long a release of who reported lasts.
    """

    text: str
    files: tuple[KeptFile, ...] = ()
    office_uid: UUID | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """The desk's own words for the matter; None for what was not edited.

    `village_typed` is text that names no village yet.
    """

    title: str | None
    category: str | None
    village_code: str | None
    village_typed: str
    place: str | None


@dataclass(frozen=True, slots=True)
class IdentityTyped:
    """Who reported, as it was typed; None for what was not edited."""

    name: str | None
    phone: str | None
    address: str | None
    nik: str | None


Task = EntryKind | MoveName
