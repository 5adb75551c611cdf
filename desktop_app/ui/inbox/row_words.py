"""What one line of the list says in words, for the delegate and for screen readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.inbox import InboxRow
from desktop_app.domain.places import Village
from desktop_app.domain.register_number import parse_register_number
from desktop_app.ui.case.badges import status_badge
from desktop_app.ui.controls.status_badge import Badge
from desktop_app.ui.words.dates import age_words, due_words


@dataclass(frozen=True, slots=True)
class RowWords:
    """One line: `due` is empty when nothing runs; a confidential title is not told in a list."""

    title: str
    confidential: bool
    place: str
    channel: str
    number: str
    age: str
    due: str
    overdue: bool
    due_today: bool
    badge: Badge

    @property
    def spoken(self) -> str:
        """The whole line as a screen reader says it."""
        parts = (self.title, self.badge.word, self.due, self.place, self.number, self.age)
        return ", ".join(part for part in parts if part)


class RowWriter:
    """Turns rows into words by the office's own clock and villages."""

    def __init__(
        self, villages: Mapping[str, Village], zone: tzinfo, *, clock: Callable[[], datetime]
    ) -> None:
        self._villages = villages
        self._zone = zone
        self._clock = clock

    def write(self, row: InboxRow) -> RowWords:
        """Write one line as it reads now."""
        now = self._clock()
        today = now.astimezone(self._zone).date()
        title = row.title
        if row.confidential:
            title = QCoreApplication.translate("CaseList", "Dirahasiakan")
        return RowWords(
            title=title,
            confidential=row.confidential,
            place="" if row.confidential else self._place(row),
            channel=terms.CHANNEL[row.channel],
            number=short_number(row.register_number),
            age=age_words(row.received_at, now, self._zone),
            due=due_words(row.due_on, today) if row.due_on else "",
            overdue=row.due_on is not None and row.due_on < today,
            due_today=row.due_on == today,
            badge=status_badge(row.status),
        )

    def _place(self, row: InboxRow) -> str:
        village = self._villages.get(row.village_code)
        return village.label if village else row.place


def short_number(register_number: str) -> str:
    """Shorten `BBS/26/A-000123-K` to what people say: `A-000123`."""
    number = parse_register_number(register_number)
    if number is None:
        return register_number
    return f"{number.device_letter}-{number.sequence:06d}"
