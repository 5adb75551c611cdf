"""The chips above the list: which cases to show, and how many there are of each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from desktop_app.domain.inbox import InboxCounts, InboxGroup
from desktop_app.ui.case.flow_row import FlowRow
from desktop_app.ui.controls.chip import Chip
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font


class FilterChips(QWidget):
    """One chip a group, of which one is always on."""

    group_chosen = Signal(object)  # InboxGroup

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Saring daftar"))
        self._chips: dict[InboxGroup, Chip] = {}
        self._buttons = QButtonGroup(self)
        flow = FlowRow(gap=theme.spacing.tiny)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)
        for group, word in _words().items():
            chip = Chip(theme, word)
            chip.setFont(font(TypeStyle.CAPTION, tabular=True))
            chip.setObjectName(f"group_{group.value}")
            self._chips[group] = chip
            self._buttons.addButton(chip)
            flow.add(chip)
        self.set_group(InboxGroup.OPEN)
        self._buttons.buttonClicked.connect(self._tell)

    def group(self) -> InboxGroup:
        """The group that is on."""
        return next(group for group, chip in self._chips.items() if chip.isChecked())

    def set_group(self, group: InboxGroup) -> None:
        """Switch a chip on without telling anyone."""
        self._chips[group].setChecked(True)

    def set_counts(self, counts: InboxCounts) -> None:
        for group, chip in self._chips.items():
            chip.set_count(counts.by_group.get(group, 0))

    def _tell(self, _chip: QAbstractButton) -> None:
        self.group_chosen.emit(self.group())


def _words() -> dict[InboxGroup, str]:
    return {
        InboxGroup.OPEN: QCoreApplication.translate("Inbox", "Terbuka"),
        InboxGroup.OVERDUE: QCoreApplication.translate("Inbox", "Lewat batas"),
        InboxGroup.DUE_TODAY: QCoreApplication.translate("Inbox", "Hari ini"),
        InboxGroup.NEW: QCoreApplication.translate("Inbox", "Baru"),
        InboxGroup.WORKING: QCoreApplication.translate("Inbox", "Dikerjakan"),
        InboxGroup.FOLLOWED_UP: QCoreApplication.translate("Inbox", "Ditindaklanjuti"),
        InboxGroup.WAITING: QCoreApplication.translate("Inbox", "Menunggu"),
        InboxGroup.ENDED: QCoreApplication.translate("Inbox", "Selesai"),
    }
