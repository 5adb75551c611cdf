"""The printed code for forgotten passwords: made here, and counted once it is on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class RecoveryCard(Card):
    """Asks whether a code just made is on paper; until then the one before it opens the PC."""

    new_code_wanted = Signal()
    is_on_paper = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Kode pemulihan di atas kertas"))
        self._missing = Banner(
            theme,
            Tone.WARNING,
            self.tr("Belum ada kode di atas kertas. Bila semua kata sandi terlupa, data hilang."),
        )
        self._missing.setObjectName("no_recovery_code")
        self._missing.hide()
        self._code = TextLabel("", TypeStyle.TITLE)
        self._code.setObjectName("new_code")
        self._question = muted_label(
            self.tr(
                "Kode baru berlaku setelah ada di atas kertas. Sampai Anda mengatakannya di sini, "
                "lembar yang lama masih membuka komputer ini."
            )
        )
        self._question.setObjectName("recovery_question")
        self._new = quiet_button(theme, self.tr("Buat dan cetak kode baru…"), icon="printer")
        self._new.setObjectName("new_recovery_code")
        self._kept = primary_button(theme, self.tr("Sudah di atas kertas"), icon="check")
        self._kept.setObjectName("new_code_is_kept")
        self._not_kept = quiet_button(theme, self.tr("Belum, nanti saja"))
        self._not_kept.setObjectName("new_code_is_not_kept")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.spacing.small)
        for button in (self._new, self._kept, self._not_kept):
            buttons.addWidget(button)
        buttons.addStretch()
        explanation = muted_label(
            self.tr(
                "Membuka komputer ini bila semua kata sandi terlupa. Simpan lembarnya dalam "
                "amplop tertutup di lemari terkunci, jauh dari komputer ini."
            )
        )
        for part in (self._missing, explanation, self._code, self._question):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
        self._new.clicked.connect(self.new_code_wanted)
        self._kept.clicked.connect(self.is_on_paper)
        self._not_kept.clicked.connect(self.forget)
        self.forget()

    def show_state(self, *, on_paper: bool, refusal: str) -> None:
        """Say whether a code is on paper; `refusal` says why another one may not be made."""
        self._missing.setVisible(not on_paper)
        self._new.shut(refusal)

    def ask(self, code: str) -> None:
        """Ask whether a new code is on paper; `code` is to be copied by hand, "" if printed."""
        self._code.setText(code.replace("-", "  "))
        self._code.setAccessibleName(code)
        self._code.setVisible(bool(code))
        for part in (self._question, self._kept, self._not_kept):
            part.show()
        self._new.hide()
        self._kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Keep no code on the page, and ask nothing."""
        self._code.clear()
        self._code.setAccessibleName("")
        for part in (self._code, self._question, self._kept, self._not_kept):
            part.hide()
        self._new.show()
