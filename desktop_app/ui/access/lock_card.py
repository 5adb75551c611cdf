"""After how many minutes without anybody the screen locks itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.controls.label import muted_label
from desktop_app.ui.theme.theme import Theme

_MINUTES = (1, 5, 10, 15, 30, 60)


class LockCard(Card):
    """One setting of this PC for all who use it."""

    minutes_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Kunci otomatis"))
        self._row = ChoiceRow(
            theme,
            [Choice(str(each), self.tr("{count} menit").format(count=each)) for each in _MINUTES],
        )
        self._row.setObjectName("lock_after")
        self._row.setAccessibleName(self.tr("Layar terkunci setelah"))
        self._row.chosen.connect(self._choose)
        self.body.addWidget(
            muted_label(
                self.tr(
                    "Layar terkunci bila komputer ini tidak dipakai selama ini, untuk semua "
                    "petugas. Ctrl+L mengunci saat itu juga."
                )
            )
        )
        self.body.addWidget(self._row, 0, Qt.AlignmentFlag.AlignLeft)

    def show_minutes(self, minutes: int, *, may_change: bool) -> None:
        """Show the setting; one between the choices lights none of them."""
        if minutes in _MINUTES:
            self._row.set_value(str(minutes))
        self._row.setEnabled(may_change)

    @Slot(str)
    def _choose(self, minutes: str) -> None:
        self.minutes_wanted.emit(int(minutes))
