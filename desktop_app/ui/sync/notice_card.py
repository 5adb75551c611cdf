"""Something a round found out that people must know of or act on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from desktop_app.domain.notices import NoticeKind
from desktop_app.services.sync_centre.read_notices import ToldNotice
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.sync.item_card import ItemCard
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.notices import notice_words

_ICONS = {
    NoticeKind.RENUMBERED: "printer",
    NoticeKind.REVIVED: "corner-up-left",
    NoticeKind.IDENTITY_RENEWED: "tag",
    NoticeKind.SERVER_RESTORED: "cloud-check",
    NoticeKind.TRAIL_BROKEN: "shield",
    NoticeKind.ENROLLED_AGAIN: "tag",
}


class NoticeCard(ItemCard):
    """A new number wants a new receipt: P prints it; S puts the card away."""

    receipt_wanted = Signal(object)  # UUID of the case
    put_away_wanted = Signal(object)  # UUID of the notice

    def __init__(self, theme: Theme, told: ToldNotice, words: DeskWords) -> None:
        notice = told.notice
        said = notice_words(notice)
        super().__init__(
            theme,
            icon=_ICONS[notice.kind],
            tone=Tone.INFO,
            heading=said.heading,
            aside=words.moment(notice.noticed_at),
            about=told.about,
        )
        self._notice = notice
        self.body.addWidget(TextLabel(said.sentence))
        if notice.kind is NoticeKind.RENUMBERED and told.about is not None:
            self.offer(
                "keep_mine",
                self.tr("Cetak tanda terima baru"),
                self._print,
                icon="printer",
                keys="P",
            )
        self.offer("leave", self.tr("Sudah saya lihat"), self._put_away, icon="check", keys="S")
        self.offer_case()

    @Slot()
    def _print(self) -> None:
        self.receipt_wanted.emit(self._notice.case_uid)

    @Slot()
    def _put_away(self) -> None:
        self.put_away_wanted.emit(self._notice.uid)
