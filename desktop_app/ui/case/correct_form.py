"""Correcting what the desk itself wrote of a case, in the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.errors import Problem
from desktop_app.ui.case.requests import Correction
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.controls.growing_text import GrowingText
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.village_field import VillageField
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.problems import problem_words


class CorrectForm(QWidget):
    """Title, category, village and place; Ctrl+Enter saves, Esc leaves everything as it was."""

    submitted = Signal(object)  # Correction
    cancelled = Signal()
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title_field = GrowingText(lines=2, most_lines=5)
        self._category = ChoiceBox(theme)
        self._village = VillageField(theme)
        self._place = QLineEdit()
        self._blocks = {
            "title": FieldBlock("title", self.tr("Judul"), self.title_field),
            "category": FieldBlock("category", self.tr("Kategori"), self._category),
            "village": FieldBlock("village", self.tr("Desa"), self._village, optional=True),
            "place": FieldBlock("place", self.tr("Lokasi"), self._place, optional=True),
        }
        self.save_button = primary_button(theme, self.tr("Simpan koreksi"), keys="Ctrl+Return")
        self.save_button.setObjectName("save_correction")
        self.save_button.clicked.connect(self._submit)
        self._cancel = quiet_button(theme, self.tr("Batal"), keys="Esc")
        self._cancel.clicked.connect(self.cancelled)
        self._refusal = muted_label()
        self._refusal.setObjectName("correction_refusal")
        self._refusal.hide()
        self._began_with = ("", "", "", "")
        for changed in (
            self.title_field.textChanged,
            self._category.currentIndexChanged,
            self._village.textChanged,
            self._place.textChanged,
        ):
            changed.connect(self.edited)
        self._lay_out(theme)

    @property
    def first_field(self) -> QWidget:
        return self.title_field

    def show_case(self, shown: ShownCase) -> None:
        """Fill the fields in with what stands."""
        case = shown.case
        self.title_field.setPlainText(case.title)
        self._category.clear()
        for category in shown.lookups.categories:
            self._category.addItem(category.name, category.code)
        known = self._category.findData(case.category)
        if known < 0:
            self._category.addItem(case.category, case.category)
        self._category.setCurrentIndex(self._category.findData(case.category))
        self._village.set_villages(list(shown.villages.values()), shown.office.region_code)
        self._village.show_pick(case.village_code, shown.village_label())
        self._place.setText(case.place)
        self._began_with = self._words()
        for block in self._blocks.values():
            block.clear_problem()
        self.set_busy(busy=False)

    def typed(self) -> dict[str, str]:
        """What was edited so far, letter by letter, by field; `village` is what was typed."""
        title, category, village_code, place = self._began_with
        now = {
            "title": (self.title_field.toPlainText(), title),
            "category": (self._category.currentData() or "", category),
            "village_code": (self._village.key(), village_code),
            "place": (self._place.text(), place),
        }
        edited = {name: word for name, (word, before) in now.items() if word != before}
        if "village_code" in edited:
            edited["village"] = self._village.text()
        return edited

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Put what was typed before over what stands."""
        if "title" in typed:
            self.title_field.setPlainText(typed["title"])
        if "category" in typed:
            self._category.setCurrentIndex(self._category.findData(typed["category"]))
        if "village_code" in typed:
            self._village.show_pick(typed["village_code"], typed.get("village", ""))
        if "place" in typed:
            self._place.setText(typed["place"])

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong under each field, with the cursor in the first."""
        wrong = [problem for problem in problems if problem.field in self._blocks]
        for problem in wrong:
            self._blocks[problem.field].show_problem(problem_words(problem))
        if wrong:
            self._blocks[wrong[0].field].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second save while the first is on its way."""
        self.save_button.setEnabled(not busy)

    def shut(self, reason: str) -> None:
        """Save nothing while there is a reason, and say it; all that was typed stays."""
        self.save_button.shut(reason)
        self._refusal.setText(reason)
        self._refusal.setVisible(bool(reason))

    def begin(self) -> None:
        """Put the cursor where corrections are made most."""
        self.title_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title_field.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _submit(self) -> None:
        if not self.save_button.isEnabled():
            return
        self._village.settle()
        # Only what was edited: a colleague's correction that came meanwhile stays.
        title, category, village_code, place = (
            None if now == before else now
            for now, before in zip(self._words(), self._began_with, strict=True)
        )
        is_unknown = not self._village.key()
        self.submitted.emit(
            Correction(
                title=title,
                category=category,
                village_code=village_code,
                village_typed=self._village.text().strip() if is_unknown else "",
                place=place,
            )
        )

    def _words(self) -> tuple[str, str, str, str]:
        return (
            " ".join(self.title_field.toPlainText().split()),
            self._category.currentData() or "",
            self._village.key(),
            self._place.text().strip(),
        )

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self._cancel)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.medium)
        for block in self._blocks.values():
            column.addWidget(block)
        column.addWidget(self._refusal)
        column.addLayout(buttons)
        column.addStretch()
