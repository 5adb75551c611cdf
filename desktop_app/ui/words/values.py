"""How the value of a field reads: names for codes, dates as offices write them, yes and no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.cases import Classification
from desktop_app.domain.phone import shown_phone
from desktop_app.domain.places import Village
from desktop_app.domain.workflow import MoveName
from desktop_app.services.lookups import Lookups
from desktop_app.ui.words.dates import day_words
from desktop_app.ui.words.moves import move_words


@dataclass(frozen=True, slots=True)
class ValueWriter:
    """Turns values of records, as JSON has them, into words."""

    lookups: Lookups
    villages: Mapping[str, Village]

    def write(self, name: str, value: object) -> str:
        """Write the value of a field; what has no words of its own is shown as it is."""
        if value in (None, ""):
            return QCoreApplication.translate("Values", "(kosong)")
        if isinstance(value, bool):
            yes, no = (
                QCoreApplication.translate("Values", "Ya"),
                QCoreApplication.translate("Values", "Tidak"),
            )
            return yes if value else no
        text = str(value)
        try:
            return self._named(name, text)
        except ValueError:
            # A newer program may have written a code that this one does not know.
            return text

    def _named(self, name: str, text: str) -> str:
        match name:
            case "category":
                words = self.lookups.category_name(text)
            case "classification":
                words = terms.CLASSIFICATION[Classification(text)]
            case "village_code" if text in self.villages:
                words = self.villages[text].label
            case "happened_on" | "until":
                words = day_words(date.fromisoformat(text))
            case "move":
                words = move_words(MoveName(text)).action
            case "reporter_phone":
                words = shown_phone(text)
            case "complained_office_uid" | "to_office_uid":
                words = self.lookups.office_name(UUID(text))
            case _:
                words = text
        return words or text
