"""The first tab of a case: the reporter's words, and beside them what the desk knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.errors import Problem
from desktop_app.domain.permissions import Right
from desktop_app.ui.case.correct_form import CorrectForm
from desktop_app.ui.case.fact_list import FactList
from desktop_app.ui.case.facts import due_facts, matter_facts
from desktop_app.ui.case.folding_row import FoldingRow
from desktop_app.ui.case.identity_form import IdentityForm
from desktop_app.ui.case.reporter_part import ReporterPart
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.button import link_button
from desktop_app.ui.controls.label import TextLabel, caption_label, emphasis_label
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.rights import why_not

_NARROW_LINES = 30
_WORDS_SHARE = 11
_FACTS_SHARE = 8


class SummaryTab(QWidget):
    """Shows facts, or in their place the form that corrects them."""

    correction_submitted = Signal(object)  # Correction
    correcting_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: ShownCase | None = None
        self._words = WordsLabel()
        self._words.setObjectName("reporter_words")
        self._first_title = caption_label()
        self.reporter = ReporterPart(theme)
        self.reporter.editing_changed.connect(self.correcting_changed)
        self._matter = FactList()
        self._matter.setObjectName("matter")
        self._dates = FactList()
        self._correct = link_button(theme, self.tr("Koreksi"), icon="pencil")
        self._correct.setObjectName("correct")
        self._correct.clicked.connect(self.open_correction)
        self._facts = QWidget()
        self.form = CorrectForm(theme)
        self.form.submitted.connect(self.correction_submitted)
        self.form.cancelled.connect(self.close_correction)
        self.form.hide()
        self._lay_out()

    def show_case(self, shown: ShownCase, *, same: bool) -> None:
        """Show a case; a correction in the making survives when it is the `same`."""
        self._shown = shown
        case = shown.case
        self._words.show_words(case.reporter_words)
        changed = case.reporter_title.strip() not in ("", case.title.strip())
        self._first_title.setVisible(changed)
        words = self.tr("Judul dari pelapor: {title}").format(title=case.reporter_title)
        self._first_title.setText(words)
        self._matter.show_facts(matter_facts(shown))
        self._dates.show_facts(due_facts(shown))
        self.reporter.show_case(shown, same=same)
        self._correct.setVisible(shown.view.may_correct)
        may = shown.view.may_correct
        self.form.shut("" if may else why_not(Right.CORRECT, shown.office.kind))
        if not same:
            self.close_correction()

    @Slot()
    def open_correction(self) -> None:
        """Turn the facts into fields."""
        if self._shown is None:
            return
        self.form.show_case(self._shown)
        self._facts.hide()
        self.form.show()
        self.form.begin()
        self.correcting_changed.emit()

    def go_on_correcting(self, typed: Mapping[str, str]) -> None:
        """Turn the facts into fields with what was typed before; the focus stays where it is."""
        if self._shown is None:
            return
        self.form.show_case(self._shown)
        self.form.show_typed(typed)
        self._facts.hide()
        self.form.show()
        self.correcting_changed.emit()

    @Slot()
    def close_correction(self) -> bool:
        """Leave the fields; say whether they were open."""
        was_open = self.is_correcting()
        self.form.hide()
        self._facts.show()
        if was_open:
            self.correcting_changed.emit()
        return was_open

    def is_correcting(self) -> bool:
        """Whether the form stands in place of the facts."""
        return not self.form.isHidden()

    def open_form(self) -> CorrectForm | IdentityForm | None:
        """Return the form that stands in place of what it corrects, if one does."""
        if self.is_correcting():
            return self.form
        return self.reporter.form if self.reporter.is_editing() else None

    def show_problems(self, problems: Iterable[Problem]) -> None:
        self.form.set_busy(busy=False)
        self.form.show_problems(problems)

    def set_busy(self, *, busy: bool) -> None:
        self.form.set_busy(busy=busy)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        right = QVBoxLayout()
        right.addWidget(self._facts)
        right.addWidget(self.form)
        self._lay_out_facts()
        parts = FoldingRow(narrow=spacing.lines(_NARROW_LINES), gap=spacing.wide)
        parts.row.addLayout(self._words_column(), _WORDS_SHARE)
        parts.row.addLayout(right, _FACTS_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, spacing.large, spacing.medium, spacing.large)
        column.addWidget(parts)
        column.addStretch()

    def _words_column(self) -> QVBoxLayout:
        spacing = self._theme.spacing
        bar = QFrame()
        set_ground(bar, "accent")
        bar.setFixedWidth(spacing.tiny)
        quote = QHBoxLayout()
        quote.setSpacing(spacing.medium)
        quote.addWidget(bar)
        quote.addWidget(self._words, 1)
        left = QVBoxLayout()
        left.setSpacing(spacing.small)
        left.addWidget(self._heading(self.tr("Kata pelapor")))
        left.addLayout(quote)
        left.addWidget(self._first_title)
        left.addSpacing(spacing.medium)
        left.addWidget(self.reporter)
        left.addStretch()
        return left

    def _lay_out_facts(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading(self.tr("Menurut kantor")), 1)
        head.addWidget(self._correct)
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(self._theme.spacing.small)
        facts.addLayout(head)
        facts.addWidget(self._matter)
        facts.addWidget(self._dates)
        facts.addStretch()

    def _heading(self, words: str) -> TextLabel:
        heading = emphasis_label(words)
        # As high as the button that may stand beside one of the headings.
        heading.setMinimumHeight(self._correct.sizeHint().height())
        return heading
