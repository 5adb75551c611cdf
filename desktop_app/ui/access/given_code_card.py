"""A one-time code to be read out; it is shown until somebody closes it, and kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class GivenCodeCard(Card):
    """Large enough to be read out over the phone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Kode sekali pakai"))
        self.setObjectName("given_code_card")
        self._code = TextLabel("", TypeStyle.FIGURE, wrap=False)
        self._code.setObjectName("given_code")
        self._words = muted_label()
        close = quiet_button(theme, self.tr("Sudah dibacakan"), icon="check")
        close.setObjectName("code_was_read")
        self.body.addWidget(self._code)
        self.body.addWidget(self._words)
        self.body.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        close.clicked.connect(self.forget)
        self._close: QWidget = close
        self.hide()

    def show_code(self, code: str, *, name: str, until: str) -> None:
        """Show a code for somebody, and until when it can be used."""
        self._code.setText(code)
        self._code.setAccessibleName(" ".join(code))
        self._words.setText(
            self.tr(
                "Bacakan kode ini hanya kepada {name}. Di layar masuk, {name} memilih "
                "“Lupa kata sandi atau punya kode?” lalu membuat kata sandi sendiri. Berlaku "
                "sekali, sampai {until}."
            ).format(name=name, until=until)
        )
        self.show()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Keep no code on the page."""
        self._code.clear()
        self._code.setAccessibleName("")
        self.hide()
