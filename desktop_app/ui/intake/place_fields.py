"""Where and when it happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.drafts import IntakeDraft
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.event_date_field import EventDateField
from desktop_app.ui.intake.form_row import form_row
from desktop_app.ui.intake.village_field import VillageField
from desktop_app.ui.theme.theme import Theme


class PlaceFields(QWidget):
    """Village and place, day and the reporter's words for the time."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, today: Callable[[], date]) -> None:
        super().__init__(parent)
        self.village = VillageField(theme)
        self._place, self._time_words = QLineEdit(), QLineEdit()
        self._place.setPlaceholderText(self.tr("Misalnya depan SDN 2, RT 03/RW 01"))
        self._time_words.setPlaceholderText(self.tr("Misalnya malam hari, sejak dua minggu lalu"))
        self.day = EventDateField(today)
        self.blocks = {
            "village": FieldBlock("village", self.tr("Desa atau kelurahan"), self.village),
            "place": FieldBlock("place", self.tr("Tempat kejadian"), self._place),
            "happened_on": self.day.block,
            "happened_words": FieldBlock(
                "happened_words", self.tr("Waktu menurut pelapor"), self._time_words
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing.medium)
        column.addLayout(form_row((self.blocks["village"], 1), (self.blocks["place"], 1)))
        column.addLayout(form_row((self.day, 1), (self.blocks["happened_words"], 1)))
        for signal in (
            self.village.textEdited,
            self.village.picked,
            self._place.textEdited,
            self.day.edited,
            self._time_words.textEdited,
        ):
            signal.connect(self.edited)
        self.village.picked.connect(self.blocks["village"].clear_problem)

    def show_draft(self, draft: IntakeDraft) -> None:
        text = draft.text
        self.village.show_village(text.village_code, draft.village_typed)
        self._place.setText(text.place)
        self.day.show_day(text.happened_on)
        self._time_words.setText(text.happened_words)

    def put_into(self, draft: IntakeDraft) -> IntakeDraft:
        """Return the draft with what stands in these fields.

        A date that cannot be read yet stands before the words for the time, so that it is kept.
        """
        time_words = (self.day.unread_text(), self._time_words.text())
        text = replace(
            draft.text,
            village_code=self.village.key(),
            place=self._place.text(),
            happened_on=self.day.day(),
            happened_words=" ".join(part for part in time_words if part),
        )
        return replace(draft, village_typed=self.village.text(), text=text)
