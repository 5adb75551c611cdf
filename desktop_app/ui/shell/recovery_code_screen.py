"""After the set-up: the code for forgotten passwords, to be put on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.shell.entry_card import EntryCard
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

_GROUPS_IN_LINE = 3


class RecoveryCodeScreen(QWidget):
    """Shows the code until somebody says that it is on paper."""

    print_wanted = Signal()
    kept = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._code = TextLabel("", TypeStyle.TITLE, wrap=False)
        self._code.setObjectName("recovery_code")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._print = primary_button(theme, self.tr("Cetak lembar kode…"), icon="printer")
        self._print.setObjectName("print_code")
        self._kept = quiet_button(theme, self.tr("Sudah di atas kertas, lanjut"), icon="check")
        self._kept.setObjectName("code_is_kept")
        card = EntryCard(
            theme,
            self.tr("Simpan kode pemulihan"),
            self.tr(
                "Kode ini membuka data kantor bila semua kata sandi terlupa. Cetak atau salin "
                "dengan tangan, masukkan ke amplop tertutup, simpan di lemari terkunci. Kode "
                "tidak ditampilkan lagi."
            ),
        )
        self._by_hand = muted_label(
            self.tr(
                "Lembarnya tidak dapat digambar. Salin kode ini dengan tangan, huruf demi huruf."
            )
        )
        self._trouble = Banner(theme, Tone.BAD)
        self._trouble.hide()
        card.column.addWidget(self._code)
        card.column.addWidget(self._by_hand)
        card.column.addWidget(self._print)
        card.column.addWidget(self._trouble)
        card.column.addWidget(self._kept)
        card.column.addWidget(
            muted_label(
                self.tr("Tanpa printer? Kode baru dapat dicetak nanti dari menu nama Anda.")
            )
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(card)
        self._print.clicked.connect(self.print_wanted)
        self._kept.clicked.connect(self.kept)

    def show_code(self, code: str, *, can_print: bool) -> None:
        """Show a code, three groups in a line; without a sheet it is copied by hand."""
        self._print.setVisible(can_print)
        self._by_hand.setVisible(not can_print)
        groups = code.split("-")
        lines = [
            "  ".join(groups[at : at + _GROUPS_IN_LINE])
            for at in range(0, len(groups), _GROUPS_IN_LINE)
        ]
        self._code.setText("\n".join(lines))
        self._code.setAccessibleName(code)
        first = self._print if can_print else self._kept
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, words: str) -> None:
        """Say why the code does not count yet; it stays to be read."""
        self._trouble.show_words(words)

    def forget(self) -> None:
        """Keep no code behind the work."""
        self._code.clear()
        self._code.setAccessibleName("")
