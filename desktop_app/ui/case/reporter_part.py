"""Who reported a case, as far as it is shown; or in its place the form that corrects it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.domain.permissions import Right
from desktop_app.domain.reporters import Reporter
from desktop_app.ui.case.fact_list import FactList
from desktop_app.ui.case.facts import is_masked, reporter_facts, reporter_remark
from desktop_app.ui.case.identity_form import IdentityForm
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.controls.button import link_button
from desktop_app.ui.controls.label import emphasis_label, muted_label
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.identity import why_not_corrected
from desktop_app.ui.words.rights import why_not


class ReporterPart(QWidget):
    """The form is filled by whoever may read the identity in full; closed, it holds nobody."""

    reveal_wanted = Signal()
    correct_wanted = Signal()
    editing_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._facts = FactList()
        self._facts.setObjectName("reporter")
        self._reveal = link_button(
            theme, self.tr("Tampilkan telepon dan NIK"), icon="eye", keys="I"
        )
        self._reveal.setObjectName("reveal")
        self._reveal.clicked.connect(self.reveal_wanted)
        self._correct = link_button(
            theme, self.tr("Betulkan identitas pelapor…"), icon="pencil", keys="U"
        )
        self._correct.setObjectName("correct_identity")
        self._correct.clicked.connect(self.correct_wanted)
        self._remark = muted_label()
        self._remark.setObjectName("reporter_remark")
        self._known = QWidget()
        self.form = IdentityForm(theme)
        self.form.hide()
        self._lay_out(theme)

    def show_case(self, shown: ShownCase, *, same: bool) -> None:
        """Show who reported; fields that are open survive when it is the `same` case."""
        self._facts.show_facts(reporter_facts(shown))
        self._reveal.setVisible(is_masked(shown))
        self._correct.setVisible(shown.may_correct_identity)
        closed = why_not_corrected(shown.case.identity_state)
        self._correct.shut(closed)
        remark = reporter_remark(shown)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        may = shown.may_correct_identity
        self.form.shut("" if may else why_not(Right.CORRECT_IDENTITY, shown.office.kind))
        if closed or not same:
            self.close_form()

    def open_form(self, reporter: Reporter, typed: Mapping[str, str]) -> None:
        """Put fields in place of what stands, and what was `typed` before over them."""
        self.form.show_reporter(reporter, typed)
        self._known.hide()
        self.form.show()
        self.editing_changed.emit()

    @Slot()
    def close_form(self) -> bool:
        """Leave the fields; say whether they were open."""
        was_open = self.is_editing()
        had_keys = self.form.isAncestorOf(QApplication.focusWidget() or self)
        self.form.hide()
        self._known.show()
        if had_keys:
            self._correct.setFocus(Qt.FocusReason.OtherFocusReason)
        if was_open:
            self.form.forget()
            self.editing_changed.emit()
        return was_open

    def is_editing(self) -> bool:
        """Whether the form stands in place of what is known."""
        return not self.form.isHidden()

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        known = QVBoxLayout(self._known)
        known.setContentsMargins(0, 0, 0, 0)
        known.setSpacing(spacing.small)
        known.addWidget(self._facts)
        known.addWidget(self._remark)
        known.addWidget(self._reveal, 0, Qt.AlignmentFlag.AlignLeft)
        known.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.small)
        column.addWidget(emphasis_label(self.tr("Pelapor")))
        column.addWidget(self._known)
        column.addWidget(self.form)
