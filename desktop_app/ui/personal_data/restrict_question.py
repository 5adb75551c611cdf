"""Asks why the identity of a report is restricted, or why that is lifted."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from typing_extensions import override

from desktop_app.services.personal_data.restrict_reporter import RestrictReporter
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.personal_data.question import Question
from desktop_app.ui.theme.theme import Theme


class RestrictQuestion(Question):
    """One question both ways."""

    agreed = Signal(object)  # RestrictReporter

    def __init__(self, theme: Theme) -> None:
        button = quiet_button(theme, self.tr("Batasi pemakaian"), icon="lock")
        super().__init__(theme, "restrict", button)
        self._case_uid: UUID | None = None
        self._restricts = True

    def ask(self, case_uid: UUID, register_number: str, *, restricts: bool) -> None:
        """Ask about one report."""
        self._case_uid, self._restricts = case_uid, restricts
        if restricts:
            heading = self.tr("Batasi pemakaian identitas · {number}")
            sentence = self.tr(
                "Identitas tetap tersimpan, tetapi tidak tampil, tidak dicetak, dan tidak "
                "dibetulkan sampai pembatasan dicabut. Laporannya tetap ditangani."
            )
            submit = self.tr("Batasi pemakaian")
        else:
            heading = self.tr("Cabut pembatasan · {number}")
            sentence = self.tr(
                "Identitas tampil lagi bagi petugas yang berhak, dan dapat dicetak dan dibetulkan."
            )
            submit = self.tr("Cabut pembatasan")
        self.heading.setText(heading.format(number=register_number))
        self.sentence.setText(sentence)
        self.submit.setText(submit)
        self.begin()

    @override
    def agree(self) -> None:
        if self._case_uid is not None:
            reason = self.reason.toPlainText()
            self.agreed.emit(RestrictReporter(self._case_uid, reason, self._restricts))
