"""When it happened: a day as people type it, read aloud again below the field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.event_dates import read_day, written_day
from desktop_app.ui.intake.noted_field import NotedField
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.words.dates import day_words


class EventDateField(NotedField):
    """Writes `kemarin` out as a date when left; what cannot be read stays as typed."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._warning = ""
        self._day_field = QLineEdit()
        block = FieldBlock("happened_on", self.tr("Tanggal kejadian"), self._day_field)
        super().__init__(block)
        self._day_field.setPlaceholderText(self.tr("13/10/2025 atau kemarin"))
        self._day_field.textEdited.connect(self._follow)
        self._day_field.editingFinished.connect(self._write_out)

    def day(self) -> date | None:
        """Return the day typed; None while the field is empty or cannot be read."""
        return read_day(self._day_field.text(), self._today())

    def unread_text(self) -> str:
        """Return what was typed and is no day yet."""
        return "" if self.day() else self._day_field.text().strip()

    def show_day(self, day: date | None) -> None:
        self._day_field.setText(written_day(day) if day else "")
        self._read_aloud()

    def warn(self, text: str) -> None:
        """Say what looks odd about the day."""
        self._warning = text
        self._read_aloud()

    def show_unread(self) -> None:
        """Say what a day looks like."""
        self.remark("")
        self.block.show_problem(
            self.tr("Tanggal ini tidak terbaca. Contoh: 13/10/2025, 13 okt, kemarin.")
        )

    @Slot()
    def _follow(self) -> None:
        self._read_aloud()
        self.edited.emit()

    @Slot()
    def _write_out(self) -> None:
        day = self.day()
        if day is not None:
            self._day_field.setText(written_day(day))

    def _read_aloud(self) -> None:
        day = self.day()
        if day is None:
            self.remark("")
        elif self._warning:
            self.remark(f"{day_words(day)} · {self._warning}", Tone.WARNING)
        else:
            self.remark(day_words(day))
