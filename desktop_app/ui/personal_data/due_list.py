"""The reports whose time is over: looked through by somebody, who then lets their names go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.backup.work_row import WorkRow
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import danger_button
from desktop_app.ui.controls.check_box import CheckBox
from desktop_app.ui.controls.label import caption_label, muted_label
from desktop_app.ui.controls.plain_table import Column
from desktop_app.ui.controls.tick_table import TickTable
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.backups import number_words

Row = tuple[str, str, str]  # register number, kind of report, the day it ended


class DueList(QWidget):
    """The button wakes once something is ticked and somebody says that they looked."""

    run_wanted = Signal(object, bool)  # list[int]: the places of the rows; with their files
    cancel_wanted = Signal()
    grown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._busy = False
        self._sentence = muted_label()
        self._sentence.setObjectName("due_sentence")
        self.table = TickTable(
            theme,
            self.tr("Laporan yang jatuh tempo"),
            [
                Column(self.tr("Identitas")),
                Column(self.tr("Nomor register"), share=2),
                Column(self.tr("Jenis"), share=2),
                Column(self.tr("Berakhir"), share=2),
            ],
            words=(self.tr("dihapus"), self.tr("tetap")),
        )
        self.table.setObjectName("due_cases")
        self.table.ticks_changed.connect(self._weigh)
        self._with_files = CheckBox(theme, self.tr("Hapus juga semua berkasnya"))
        self._with_files.setObjectName("erase_all_files")
        self._checked = CheckBox(theme, self.tr("Saya sudah memeriksa daftar ini"))
        self._checked.setObjectName("due_checked")
        self._checked.toggled.connect(self._weigh)
        self.run_button = danger_button(theme, self.tr("Hapus identitas"), icon="trash-2")
        self.run_button.setObjectName("run_retention")
        self.run_button.clicked.connect(self._ask_to_run)
        self._list = QWidget()
        self.work = WorkRow(theme, "retention")
        self.work.cancel_wanted.connect(self.cancel_wanted)
        self._done = Banner(theme, Tone.GOOD)
        self._done.setObjectName("retention_done")
        self._bad = Banner(theme, Tone.BAD)
        self._bad.setObjectName("retention_trouble")
        self._lay_out(theme)
        self.forget()

    def show_due(self, rows: Sequence[Row], sentence: str) -> None:
        """List what is due under a sentence; nothing ticked away, and nothing agreed to."""
        self._sentence.setText(sentence)
        self._sentence.show()
        self._with_files.setChecked(False)
        self._checked.setChecked(False)
        self.table.show_ticked(rows)
        self._list.setVisible(bool(rows))
        if rows and self.isVisible():
            self.table.setFocus()
        self.grown.emit()

    def show_busy(self, *, busy: bool) -> None:
        """Take no second press while identities are erased."""
        self._busy = busy
        self._weigh()
        if busy:
            self._done.hide()
            self._bad.hide()
            self.work.begin(self.tr("Menghapus identitas"))
            self.grown.emit()
        else:
            self.work.hide()

    def show_done(self, words: str) -> None:
        """Say how it ended."""
        self._done.show_words(words)
        self.grown.emit()

    def show_trouble(self, words: str) -> None:
        """Say what went wrong, and what was done before."""
        self._bad.show_words(words)
        self.grown.emit()

    def newest(self) -> QWidget:
        """Return what somebody must see now: how the work goes, how it ended, or what is due."""
        told = (self.work, self._done, self._bad)
        shown = (part for part in told if not part.isHidden())
        return next(shown, self._sentence if self._list.isHidden() else self.table)

    def forget(self) -> None:
        """Leave no list behind, and no word of how the last run ended."""
        self.table.show_ticked([])
        for widget in (self._sentence, self._list, self._done, self._bad):
            widget.hide()

    @Slot()
    def _weigh(self) -> None:
        count = len(self.table.ticked())
        words = self.tr("Hapus identitas dari {count} laporan").format(count=number_words(count))
        self.run_button.setText(words)
        self.run_button.setAccessibleName(words)
        self.run_button.shut(self._why_not(count))
        for widget in (self.table, self._with_files, self._checked):
            widget.setEnabled(not self._busy)

    def _why_not(self, count: int) -> str:
        if self._busy:
            return self.tr("Tunggu sampai penghapusan ini selesai.")
        if not count:
            return self.tr("Tidak ada laporan yang dicentang.")
        if not self._checked.isChecked():
            return self.tr("Centang dahulu bahwa daftar ini sudah diperiksa.")
        return ""

    @Slot()
    def _ask_to_run(self) -> None:
        self.run_wanted.emit(self.table.ticked(), self._with_files.isChecked())

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        due = QVBoxLayout(self._list)
        due.setContentsMargins(0, 0, 0, 0)
        due.setSpacing(spacing.small)
        due.addWidget(self.table)
        due.addWidget(
            caption_label(
                self.tr(
                    "Spasi mengubah centang baris yang dipilih. Yang dihapus tidak dapat "
                    "dikembalikan; surat resmi tetap di arsip, dan cadangan yang sudah ada masih "
                    "memuatnya sampai habis dihapus bergiliran."
                )
            )
        )
        due.addWidget(self._with_files)
        due.addWidget(self._checked)
        due.addWidget(self.run_button, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.small)
        for widget in (self._sentence, self._list, self.work, self._done, self._bad):
            column.addWidget(widget)
