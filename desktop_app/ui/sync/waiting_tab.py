"""What has not reached the server yet, case by case, and the files that follow."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.sync_centre.case_label import CaseLabel
from desktop_app.services.sync_centre.waiting_work import WaitingWork
from desktop_app.ui.case.flow_row import FlowRow
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.label import TextLabel, caption_label, emphasis_label, muted_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.intake.file_row import size_words
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.changes import case_words, counts_words


class WaitingTab(QWidget):
    """Says what waits, since when and why; Enter opens the case of a row."""

    open_case_wanted = Signal(object)  # UUID of a case
    export_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cases: list[CaseLabel] = []
        self._files: list[CaseLabel] = []
        self._why = TextLabel(tone=Tone.NEUTRAL)
        self._why.setObjectName("why_waiting")
        self._table = PlainTable(
            self.tr("Perubahan yang menunggu"),
            [
                Column(self.tr("Kasus"), share=5),
                Column(self.tr("Yang menunggu"), share=4),
                Column(self.tr("Sejak")),
            ],
        )
        self._table.setObjectName("waiting_cases")
        self._table.opened.connect(self._open_case)
        self._more = muted_label()
        self._heading = emphasis_label()
        self._held = caption_label()
        self._held.setObjectName("files_held")
        self._file_table = PlainTable(
            self.tr("Berkas yang menunggu"),
            [
                Column(self.tr("Berkas"), share=4),
                Column(self.tr("Kasus"), share=5),
                Column(self.tr("Ukuran"), figures=True),
            ],
        )
        self._file_table.setObjectName("waiting_files")
        self._file_table.opened.connect(self._open_case_of_file)
        self._missing = muted_label()
        self._send_files = quiet_button(theme, self.tr("Kirim berkas sekarang"), icon="upload")
        self._send_files.setObjectName("send_files")
        self._send_files.clicked.connect(self.files_wanted)
        self.export_button = quiet_button(
            theme, self.tr("Ekspor yang belum terkirim…"), icon="download", keys="E"
        )
        self.export_button.setObjectName("export_unsent")
        self.export_button.clicked.connect(self.export_wanted)
        self._stack = QStackedWidget()
        self._lay_out()

    def show_work(self, work: WaitingWork, words: DeskWords) -> None:
        """List what waits; nothing at all says so. The keys follow, if they wait on this page."""
        self._cases = [case.about for case in work.cases]
        self._files = [file.about for file in work.files]
        self._table.setVisible(bool(work.cases))
        self._table.show_rows(
            [
                (case_words(case.about), counts_words(case.counts), words.age(case.since))
                for case in work.cases
            ]
        )
        self._more.setVisible(work.more_changes > 0)
        self._more.setText(
            self.tr("dan {count} perubahan lagi sesudahnya").format(count=work.more_changes)
        )
        self._file_table.show_rows(
            [
                (file.name or self.tr("Berkas"), case_words(file.about), size_words(file.size))
                for file in work.files
            ]
        )
        for widget in (self._heading, self._file_table):
            widget.setVisible(bool(work.files))
        self._heading.setText(self.tr("Berkas · {count}").format(count=work.all_files))
        self._missing.setVisible(work.missing > 0)
        self._missing.setText(
            self.tr("{count} berkas dari kantor lain belum sampai di sini.").format(
                count=work.missing
            )
        )
        is_empty = not (work.changes or work.all_files or work.missing)
        self._stack.setCurrentIndex(0 if is_empty else 1)
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and focus.isAncestorOf(self):
            self.focus_table()

    def show_reason(self, sentence: str, *, files_held: str) -> None:
        """Say why it waits; `files_held` why files do, empty where nothing holds them."""
        self._why.setText(sentence)
        self._held.setText(files_held)
        self._held.setVisible(bool(files_held) and bool(self._files))
        self._send_files.setVisible(bool(files_held))

    def focus_table(self) -> None:
        """Put the focus where the arrow keys go through what waits."""
        table = self._first_table()
        if table.count():
            table.setFocus()

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) row of the table in focus."""
        in_files = self._file_table.hasFocus()
        table = self._file_table if in_files else self._first_table()
        table.step(way)

    def _first_table(self) -> PlainTable:
        return self._table if self._cases else self._file_table

    @Slot(int)
    def _open_case(self, place: int) -> None:
        self._open(self._cases[place])

    @Slot(int)
    def _open_case_of_file(self, place: int) -> None:
        self._open(self._files[place])

    def _open(self, about: CaseLabel) -> None:
        if about.is_here:
            self.open_case_wanted.emit(about.case_uid)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        buttons = FlowRow(gap=spacing.small)
        buttons.add(self._send_files)
        buttons.add(self.export_button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, spacing.large, spacing.medium, spacing.medium)
        column.setSpacing(spacing.small)
        column.addWidget(self._why)
        column.addWidget(self._table, 3)
        column.addWidget(self._more)
        column.addWidget(self._heading)
        column.addWidget(self._held)
        column.addWidget(self._file_table, 2)
        column.addWidget(self._missing)
        column.addWidget(buttons)
        column.addStretch()
        self._stack.addWidget(
            EmptyState(
                self._theme,
                icon="cloud-check",
                sentence=self.tr(
                    "Tidak ada yang menunggu. Setiap simpanan aman di komputer ini lebih dahulu, "
                    "lalu dikirim sendiri begitu ada jaringan."
                ),
            )
        )
        self._stack.addWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)
