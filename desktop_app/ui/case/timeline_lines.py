"""The timeline as lines to show: what happened, who, which office, when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.ui.case.move_looks import MOVE_ICONS
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.words.dates import moment_words
from desktop_app.ui.words.entries import entry_words


class LineLook(Enum):
    """How a line stands out: written for colleagues, written for the reporter, or a slim fact."""

    INTERNAL = "internal"
    PUBLIC = "public"
    SLIM = "slim"


class Journey(Enum):
    """Where an entry is on its way to the server."""

    ARRIVED = "arrived"
    UNSENT = "unsent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """`reach` says who may read it, empty for slim lines; `detail` is told on hovering."""

    icon: str
    heading: str
    reach: str
    text: str
    byline: str
    detail: str
    journey: Journey
    look: LineLook

    @property
    def spoken(self) -> str:
        """The whole line as a screen reader says it."""
        parts = (self.heading, self.reach, self.text, self.byline, journey_words(self.journey))
        return ", ".join(part for part in parts if part)


_ICONS = {
    EntryKind.REGISTERED: "inbox",
    EntryKind.MOVED: "arrow-right",
    EntryKind.NOTE: "lock",
    EntryKind.REPLY: "reply",
    EntryKind.PROGRESS: "footprints",
    EntryKind.CORRECTED: "pencil",
    EntryKind.FILE: "paperclip",
    EntryKind.LETTER: "mail",
    EntryKind.VOIDED: "trash-2",
    EntryKind.REVIVED: "undo-2",
    EntryKind.RELEASED: "eye",
    EntryKind.WITHHELD: "eye-off",
    EntryKind.IDENTITY_RELEASED: "eye",
    EntryKind.IDENTITY_WITHHELD: "eye-off",
    EntryKind.IDENTITY_CORRECTED: "pencil",
    EntryKind.IDENTITY_RESTRICTED: "lock",
    EntryKind.IDENTITY_UNRESTRICTED: "undo-2",
    EntryKind.IDENTITY_ERASED: "trash-2",
}
_MOVE_ICONS = {name.value: icon for name, icon in MOVE_ICONS.items()}
_RELEASES = frozenset(
    {
        EntryKind.RELEASED,
        EntryKind.WITHHELD,
        EntryKind.IDENTITY_RELEASED,
        EntryKind.IDENTITY_WITHHELD,
    }
)
_OF_RIGHTS = frozenset(
    {
        EntryKind.IDENTITY_RESTRICTED,
        EntryKind.IDENTITY_UNRESTRICTED,
        EntryKind.IDENTITY_ERASED,
    }
)
_WRITTEN = (
    _RELEASES | _OF_RIGHTS | {EntryKind.NOTE, EntryKind.REPLY, EntryKind.PROGRESS, EntryKind.VOIDED}
)


def timeline_lines(shown: ShownCase) -> list[TimelineLine]:
    """Write every entry, the first on top, as the story is read."""
    return [_line(entry, shown) for entry in shown.view.entries]


def _line(entry: TimelineEntry, shown: ShownCase) -> TimelineLine:
    words = entry_words(entry, to_office=shown.office_name(entry.to_office_uid))
    look = _look(entry)
    when = moment_words(entry.device_time, shown.zone)
    byline = (entry.person_name, shown.office_name(entry.office_uid), when)
    return TimelineLine(
        icon=_icon(entry),
        heading=words.heading,
        reach=_reach(look),
        text=words.text,
        byline=" · ".join(part for part in byline if part),
        detail=_detail(entry, shown),
        journey=_journey(entry),
        look=look,
    )


def journey_words(journey: Journey) -> str:
    """Say that an entry has not arrived; nothing where it has."""
    match journey:
        case Journey.ARRIVED:
            return ""
        case Journey.UNSENT:
            return QCoreApplication.translate("Timeline", "belum terkirim")
        case Journey.REFUSED:
            return QCoreApplication.translate("Timeline", "tidak diterima server")


def _journey(entry: TimelineEntry) -> Journey:
    if entry.refused:
        return Journey.REFUSED
    return Journey.UNSENT if entry.server_time is None else Journey.ARRIVED


def _look(entry: TimelineEntry) -> LineLook:
    # What is written with a move is read like any note or reply; a bare move is only a fact.
    if entry.kind in _WRITTEN or (entry.kind is EntryKind.MOVED and entry.text):
        return LineLook.PUBLIC if entry.public else LineLook.INTERNAL
    return LineLook.SLIM


def _reach(look: LineLook) -> str:
    match look:
        case LineLook.INTERNAL:
            return QCoreApplication.translate("Timeline", "internal")
        case LineLook.PUBLIC:
            return QCoreApplication.translate("Timeline", "dapat dibaca pelapor")
        case LineLook.SLIM:
            return ""


def _icon(entry: TimelineEntry) -> str:
    return _MOVE_ICONS.get(entry.move, _ICONS[entry.kind])


def _detail(entry: TimelineEntry, shown: ShownCase) -> str:
    if entry.refused:
        return QCoreApplication.translate(
            "Timeline", "Server tidak menerima ini; alasannya ada di halaman Sinkron"
        )
    if entry.server_time is None:
        return QCoreApplication.translate("Timeline", "Belum sampai di server")
    return QCoreApplication.translate("Timeline", "Waktu server: {moment}").format(
        moment=moment_words(entry.server_time, shown.zone)
    )
