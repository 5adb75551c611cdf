"""Asks whether many cases may leave this desk at once; until somebody says so, none does."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.domain.errors import ExpectedError
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme


class RemoveManyQuestion(Banner):
    """Hidden until it is asked."""

    agreed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Tone.WARNING)
        self.setObjectName("remove_many")
        self.add_action(self.tr("Lanjutkan sekali ini"), self.agreed.emit, icon="check")
        self.hide()

    def ask(self, error: ExpectedError) -> None:
        """Ask about as many cases as WOULD_REMOVE_MANY names."""
        self.show_words(
            self.tr(
                "{count} kasus akan hilang dari komputer ini sekaligus, menurut server. Itu wajar "
                "bila kantor ini baru saja melepas banyak kasus. Bila ragu, jangan lanjutkan dan "
                "hubungi admin kabupaten: belum ada yang dihapus."
            ).format(count=error.facts.get("count") or self.tr("Banyak"))
        )
