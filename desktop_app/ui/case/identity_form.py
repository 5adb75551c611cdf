"""Correcting who reported a case, in the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.errors import Problem
from desktop_app.domain.nik import nik_warnings
from desktop_app.domain.phone import shown_phone
from desktop_app.domain.reporters import Reporter
from desktop_app.ui.case.requests import IdentityTyped
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.fields import FieldBlock, show_problems
from desktop_app.ui.intake.noted_field import NotedField
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.problems import problem_words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class IdentityForm(QWidget):
    """Name, telephone, address and NIK in full; Ctrl+Enter saves, Esc leaves all as it was."""

    submitted = Signal(object)  # IdentityTyped
    cancelled = Signal()
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._fields = {name: QLineEdit() for name in ("name", "phone", "address", "nik")}
        self._began_with = dict.fromkeys(self._fields, "")
        nik = FieldBlock("reporter_nik", self.tr("NIK"), self._fields["nik"], optional=True)
        self._noted_nik = NotedField(nik)
        self._blocks = {
            "reporter_name": FieldBlock(
                "reporter_name", self.tr("Nama pelapor"), self._fields["name"]
            ),
            "reporter_phone": FieldBlock(
                "reporter_phone", self.tr("Telepon atau WhatsApp"), self._fields["phone"]
            ),
            "reporter_address": FieldBlock(
                "reporter_address", self.tr("Alamat"), self._fields["address"], optional=True
            ),
            "reporter_nik": nik,
        }
        self.save_button = primary_button(theme, self.tr("Simpan identitas"), keys="Ctrl+Return")
        self.save_button.setObjectName("save_identity")
        self.save_button.clicked.connect(self._submit)
        self._cancel = quiet_button(theme, self.tr("Batal"), keys="Esc")
        self._cancel.setObjectName("cancel_identity")
        self._cancel.clicked.connect(self.cancelled)
        self._refusal = muted_label()
        self._refusal.setObjectName("identity_refusal")
        self._refusal.hide()
        self._trouble = Banner(theme, Tone.BAD)
        self._trouble.setObjectName("identity_trouble")
        self._trouble.hide()
        for field in self._fields.values():
            field.textChanged.connect(self.edited)
        self._fields["nik"].editingFinished.connect(self._warn)
        self._lay_out(theme)

    @property
    def first_field(self) -> QWidget:
        return self._fields["name"]

    def show_reporter(self, reporter: Reporter, typed: Mapping[str, str]) -> None:
        """Fill the fields in with what stands, and put what was `typed` before over it."""
        stands = {
            "name": reporter.name,
            "phone": shown_phone(reporter.phone) if reporter.phone else "",
            "address": reporter.address,
            "nik": reporter.nik,
        }
        self._fill(stands, typed)

    def typed(self) -> dict[str, str]:
        """What was edited so far, letter by letter, by field."""
        now = {name: field.text() for name, field in self._fields.items()}
        return {name: word for name, word in now.items() if word != self._began_with[name]}

    def forget(self) -> None:
        """Leave nobody's data in fields that are not looked at."""
        self._fill(dict.fromkeys(self._fields, ""), {})

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong under each field, with the cursor in the first."""
        show_problems(self._blocks, [one for one in problems if one.field in self._blocks])

    def show_trouble(self, sentence: str) -> None:
        """Say why it is not saved; all that was typed stays."""
        self._trouble.show_words(sentence)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second save while the first is on its way."""
        self.save_button.setEnabled(not busy)
        self._trouble.hide()

    def shut(self, reason: str) -> None:
        """Save nothing while there is a reason, and say it; all that was typed stays."""
        self.save_button.shut(reason)
        self._refusal.setText(reason)
        self._refusal.setVisible(bool(reason))

    def begin(self) -> None:
        """Put the cursor where corrections are made most."""
        self._fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._fields["name"].selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
        else:
            super().keyPressEvent(event)

    def _fill(self, stands: dict[str, str], typed: Mapping[str, str]) -> None:
        self._began_with = stands
        for name, field in self._fields.items():
            field.setText(typed.get(name, stands[name]))
            field.setCursorPosition(0)
        for block in self._blocks.values():
            block.clear_problem()
        self._noted_nik.remark("")
        self.set_busy(busy=False)

    @Slot()
    def _submit(self) -> None:
        if self.save_button.isEnabled():
            # Only what was edited: what a colleague puts straight meanwhile stays.
            typed = self.typed()
            self.submitted.emit(IdentityTyped(**{name: typed.get(name) for name in self._fields}))

    @Slot()
    def _warn(self) -> None:
        warnings = nik_warnings("reporter_nik", self._fields["nik"].text())
        self._noted_nik.remark(" ".join(map(problem_words, warnings)), Tone.WARNING)

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
        for name, block in self._blocks.items():
            column.addWidget(self._noted_nik if name == "reporter_nik" else block)
        column.addWidget(self._refusal)
        column.addWidget(self._trouble)
        column.addLayout(buttons)
