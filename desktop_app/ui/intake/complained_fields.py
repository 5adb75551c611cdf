"""The office or official complained about, if any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.domain.people import Office
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.form_row import form_row
from desktop_app.ui.intake.noted_field import NotedField
from desktop_app.ui.intake.option_lists import named_like
from desktop_app.ui.intake.pick_field import Option, PickField
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.problems import problem_words


class ComplainedFields(QWidget):
    """An office is picked, never only written: its name decides who may not see the case."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.office = PickField(
            theme, no_match=self.tr("Tidak ada kantor dengan nama ini"), opens_whole=True
        )
        self._about = QLineEdit()
        self._about.setPlaceholderText(self.tr("Misalnya petugas loket, kepala dusun"))
        self._names: dict[str, str] = {}
        self._own_office = ""
        self._noted = NotedField(
            FieldBlock(
                "complained_office", self.tr("Kantor yang diadukan"), self.office, optional=True
            )
        )
        self.blocks = {
            "complained_office": self._noted.block,
            "complained_about": FieldBlock(
                "complained_about",
                self.tr("Orang atau pihak yang diadukan"),
                self._about,
                optional=True,
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing.medium)
        column.addLayout(form_row((self._noted, 1), (self.blocks["complained_about"], 1)))
        self.office.picked.connect(self._noted.block.clear_problem)
        self.office.picked.connect(self._remark)
        for signal in (self.office.textEdited, self.office.picked, self._about.textEdited):
            signal.connect(self.edited)

    def set_offices(self, offices: Sequence[Office], own_office: UUID | None) -> None:
        self._names = {str(office.uid): office.name for office in offices}
        self._own_office = str(own_office)
        self.office.offer(named_like([Option(key, name) for key, name in self._names.items()]))
        self.office.name_pick(self._names.get(self.office.key(), ""))
        self._remark()

    def show_draft(self, draft: IntakeDraft) -> None:
        key = str(draft.text.complained_office_uid or "")
        self.office.show_pick(key, self._names.get(key, ""))
        self._about.setText(draft.text.complained_about)
        self._remark()

    def put_into(self, draft: IntakeDraft) -> IntakeDraft:
        """Return the draft with what stands in these fields.

        An office that is none of the list yet stands before the other words, so that it is kept.
        """
        key = self.office.key()
        about = (self.unread_text(), self._about.text())
        text = replace(
            draft.text,
            complained_office_uid=UUID(key) if key else None,
            complained_about=" ".join(part for part in about if part),
        )
        return replace(draft, text=text)

    def unread_text(self) -> str:
        """Return what was typed and is no office of the list."""
        return "" if self.office.key() else self.office.text().strip()

    def show_unread(self) -> None:
        """Say that an office is picked from the list."""
        self._noted.block.show_problem(
            problem_words(Problem("complained_office", ProblemCode.OFFICE_UNKNOWN))
        )

    @Slot()
    def _remark(self) -> None:
        is_own = bool(self.office.key()) and self.office.key() == self._own_office
        words = self.tr(
            "Ini kantor Anda sendiri. Kasusnya harus ditangani kantor lain; teruskan ke atasan."
        )
        self._noted.remark(words if is_own else "", Tone.WARNING)
