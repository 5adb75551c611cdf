"""The foot of a case while nobody writes: what may be written to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.timeline import EntryKind
from desktop_app.ui.action_table import key_hint
from desktop_app.ui.case.flow_row import FlowRow
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.writing_tasks import writers
from desktop_app.ui.controls.button import Button, quiet_button
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.theme.theme import Theme

_NARROW_LINES = 28


class WritingBar(QWidget):
    """One button a kind; one that this person may not use says who may."""

    wanted = Signal(object)  # EntryKind

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._narrow = theme.spacing.lines(_NARROW_LINES)
        self._words = {
            EntryKind.NOTE: self.tr("Catatan internal"),
            EntryKind.REPLY: self.tr("Balas pelapor"),
            EntryKind.PROGRESS: self.tr("Perkembangan"),
        }
        self._short_words = {
            EntryKind.NOTE: self.tr("Catatan"),
            EntryKind.REPLY: self.tr("Balas"),
            EntryKind.PROGRESS: self.tr("Perkembangan"),
        }
        hints = {
            EntryKind.NOTE: key_hint(self._words[EntryKind.NOTE], "C"),
            EntryKind.REPLY: key_hint(self._words[EntryKind.REPLY], "B"),
            EntryKind.PROGRESS: self.tr("Kabar pekerjaan; status tidak berubah"),
        }
        self._buttons: dict[EntryKind, Button] = {
            EntryKind.NOTE: quiet_button(theme, self._words[EntryKind.NOTE], icon="sticky-note"),
            EntryKind.REPLY: quiet_button(theme, self._words[EntryKind.REPLY], icon="reply"),
            EntryKind.PROGRESS: quiet_button(
                theme, self._words[EntryKind.PROGRESS], icon="footprints"
            ),
        }
        flow = FlowRow(gap=theme.spacing.small)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)
        for kind, button in self._buttons.items():
            button.setObjectName(f"write_{kind.value}")
            button.setToolTip(plain_hint(hints[kind]))
            button.clicked.connect(partial(self._tell, kind))
            flow.add(button)

    def show_case(self, shown: ShownCase) -> None:
        """Offer what this person may write."""
        for kind, button in self._buttons.items():
            may = kind in shown.view.may_write
            button.shut("" if may else writers(kind, shown))
        self._buttons[EntryKind.PROGRESS].setVisible(EntryKind.PROGRESS in shown.view.may_write)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self._short_words if event.size().width() < self._narrow else self._words
        for kind, button in self._buttons.items():
            button.setText(words[kind])

    def _tell(self, kind: EntryKind) -> None:
        self.wanted.emit(kind)
