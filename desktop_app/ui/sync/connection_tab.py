"""The line to the server: a test, when files may use it, and a way back to it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.sync_centre.file_lane_choice import FilesTravel
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.controls.label import TextLabel, caption_label, muted_label
from desktop_app.ui.controls.scroll_page import steady_page
from desktop_app.ui.shell.doors import CheckedStep, ConnectionStep
from desktop_app.ui.sync.enrol_again_card import EnrolAgainCard
from desktop_app.ui.sync.step_row import StepRow
from desktop_app.ui.theme.theme import Theme

_STEPS = tuple(ConnectionStep)


class ConnectionTab(QWidget):
    """Tests when asked; the choice about files is kept as soon as it is made."""

    test_wanted = Signal()
    choice_made = Signal(object)  # FilesTravel

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._passed = 0
        self._test = quiet_button(theme, self.tr("Uji sambungan"), icon="refresh-cw", keys="U")
        self._test.setObjectName("test_connection")
        self._test.clicked.connect(self.test_wanted)
        self._rows = {step: StepRow(theme, step) for step in _STEPS}
        self._verdict = TextLabel()
        self._verdict.setObjectName("test_verdict")
        self._files = ChoiceRow(
            theme,
            [
                Choice(FilesTravel.ALWAYS.value, self.tr("Selalu")),
                Choice(
                    FilesTravel.NOT_WHEN_METERED.value, self.tr("Tidak saat berkuota atau lambat")
                ),
                Choice(FilesTravel.WHEN_ASKED.value, self.tr("Hanya bila saya minta")),
            ],
        )
        self._files.setObjectName("files_travel")
        self._files.setAccessibleName(self.tr("Kapan berkas dikirim dan diambil"))
        self._files.chosen.connect(self._choose)
        self._choice_shut = muted_label()
        self._choice_shut.setObjectName("files_travel_refusal")
        self.enrol_again = EnrolAgainCard(theme)
        self._lay_out()

    def offer_enrolment(self, *, offered: bool) -> None:
        """Show or hide where a new code goes."""
        self.enrol_again.setVisible(offered)

    def focus_content(self) -> None:
        """Put the cursor where a code is asked for."""
        if self.enrol_again.isVisible():
            self.enrol_again.focus_field()

    def show_choice(self, choice: FilesTravel) -> None:
        """Show what was chosen for this PC."""
        self._files.set_value(choice.value)

    def shut_choice(self, reason: str) -> None:
        """Leave the choice as it is while there is a reason, and say it."""
        self._files.setEnabled(not reason)
        self._files.setAccessibleDescription(reason)
        self._choice_shut.setText(reason)
        self._choice_shut.setVisible(bool(reason))

    def begin_test(self) -> None:
        """Show that the first step is at hand."""
        self._passed = 0
        self._test.setEnabled(False)
        self._verdict.hide()
        for row in self._rows.values():
            row.reset()
        self._rows[_STEPS[0]].begin()

    def show_step(self, checked: CheckedStep) -> None:
        """Say how a step went, and that the next is at hand."""
        self._rows[checked.step].show_outcome(checked)
        following = _STEPS.index(checked.step) + 1
        if checked.trouble is None:
            self._passed += 1
            if following < len(_STEPS):
                self._rows[_STEPS[following]].begin()

    def end_test(self) -> None:
        """Say what it comes to."""
        self._test.setEnabled(True)
        self._verdict.setText(
            self.tr("Sambungan baik. Sinkron dapat berjalan.")
            if self._passed == len(_STEPS)
            else self.tr("Sambungan belum baik. Pekerjaan tetap aman di komputer ini.")
        )
        self._verdict.show()

    @Slot(str)
    def _choose(self, value: str) -> None:
        self.choice_made.emit(FilesTravel(value))

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        test = Card(self.tr("Sambungan ke server"))
        test.add_to_heading(self._test)
        test.body.addWidget(
            muted_label(
                self.tr("Memeriksa jalan ke server langkah demi langkah. Tidak ada yang dikirim.")
            )
        )
        for row in self._rows.values():
            test.body.addWidget(row)
        test.body.addWidget(self._verdict)
        files = Card(self.tr("Berkas foto dan dokumen"))
        files.body.addWidget(
            muted_label(
                self.tr(
                    "Data kasus selalu dikirim lebih dahulu dan kecil sekali. Berkas menyusul; "
                    "pilih kapan berkas boleh memakai jaringan komputer ini."
                )
            )
        )
        files.body.addWidget(self._files)
        files.body.addWidget(self._choice_shut)
        files.body.addWidget(
            caption_label(
                self.tr(
                    "Berkas yang ditahan tetap tersimpan di sini. Tab Menunggu mengirimnya "
                    "bila diminta."
                )
            )
        )
        self._verdict.hide()
        self._choice_shut.hide()
        self.enrol_again.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, spacing.large, 0, spacing.large)
        column.setSpacing(spacing.medium)
        column.addWidget(self.enrol_again)
        column.addWidget(test)
        column.addWidget(files)
        column.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(steady_page(inside))
