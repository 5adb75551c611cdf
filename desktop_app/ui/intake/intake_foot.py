"""The foot of the intake form: save, empty, and whether what is typed is safe."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.controls.button import Button, primary_button, quiet_button
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class IntakeFoot(QWidget):
    """One primary button; the state of the draft stands at the right."""

    clear_wanted = Signal()

    def __init__(self, theme: Theme, *, save_and_print: QAction, save: QAction) -> None:
        super().__init__()
        self._print = primary_button(
            theme, self.tr("Simpan && cetak tanda terima   Ctrl+Enter"), icon="printer"
        )
        self._save = quiet_button(theme, self.tr("Simpan   Ctrl+S"), icon="check")
        self.last_button = Button(theme, self.tr("Kosongkan"), kind="plain")
        self.last_button.setObjectName("clear_form")
        self.last_button.clicked.connect(self.clear_wanted)
        for button, action in ((self._print, save_and_print), (self._save, save)):
            button.setObjectName(f"{action.objectName()}_button")
            button.setAccessibleName(action.text())
            button.follow(action)
        self._state = TextLabel(style=TypeStyle.CAPTION, tone=Tone.NEUTRAL, wrap=False)
        self._state.setObjectName("draft_state")
        self._lay_out(theme)

    def shut(self, reason: str) -> None:
        """Offer no save while there is a reason."""
        for button in (self._print, self._save):
            button.shut(reason)

    def show_kept(self, at: datetime) -> None:
        """Say when the draft was kept, local time."""
        self._state.set_tone(Tone.NEUTRAL)
        self._state.setText(self.tr("draf tersimpan {clock}").format(clock=f"{at:%H.%M}"))

    def show_not_kept(self) -> None:
        self._state.set_tone(Tone.BAD)
        self._state.setText(self.tr("draf belum dapat disimpan"))

    def show_saving(self) -> None:
        self._state.set_tone(Tone.NEUTRAL)
        self._state.setText(self.tr("sedang menyimpan…"))

    def forget(self) -> None:
        """Say nothing: there is no draft."""
        self._state.clear()

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        rule = QFrame()
        rule.setProperty("rule", "horizontal")
        row = QHBoxLayout()
        row.setContentsMargins(spacing.wide, spacing.medium, spacing.wide, spacing.medium)
        row.setSpacing(spacing.small)
        for button in (self._print, self._save, self.last_button):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule)
        column.addLayout(row)
