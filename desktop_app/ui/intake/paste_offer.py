"""A copied WhatsApp message was pasted: offers to fill the form from it, and how it is filled."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.cases import Channel
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.phone import shown_phone
from desktop_app.domain.whatsapp import PastedMessage
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.intake.offered_title import offered_title
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme

_SHOWN_LETTERS = 90


def filled(draft: IntakeDraft, message: PastedMessage) -> IntakeDraft:
    """Fill what is still empty from a message; its words come after those that stand there."""
    text = draft.text
    is_offered = text.title in ("", offered_title(text.words))
    words = "\n".join(part for part in (text.words.rstrip(), message.text) if part)
    sent_at = message.sent_at
    if sent_at is not None and text.happened_on is None:
        text = replace(text, happened_on=sent_at.date())
        if not text.happened_words:
            said = QCoreApplication.translate("PasteOffer", "pesan dikirim pukul {time}")
            text = replace(text, happened_words=said.format(time=f"{sent_at:%H.%M}"))
    return replace(
        draft,
        channel=Channel.WHATSAPP,
        reporter_name=draft.reporter_name or message.sender_name,
        reporter_phone=draft.reporter_phone or shown_phone(message.phone),
        text=replace(text, words=words, title=offered_title(words) if is_offered else text.title),
    )


class PasteOffer(QWidget):
    """Enter accepts, Esc declines; a declined message is pasted as it is."""

    accepted = Signal(object)  # PastedMessage
    declined = Signal(str)  # the text as it was copied

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._message: PastedMessage | None = None
        self._pasted = ""
        self._banner = Banner(theme, Tone.INFO)
        self._accept = self._banner.add_action(
            self.tr("Isi dari pesan"), self._take, icon="message-circle"
        )
        self._accept.setObjectName("fill_from_message")
        self._decline = self._banner.add_action(self.tr("Tempel saja"), self._leave)
        self._decline.setObjectName("paste_as_it_is")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.spacing.small)
        column.addWidget(self._banner)
        self.hide()

    def offer(self, message: PastedMessage, pasted: str) -> None:
        """Ask about a message, with the focus on the answer."""
        self._message = message
        self._pasted = pasted
        sender = message.sender_name or shown_phone(message.phone)
        begin = " ".join(message.text.split())
        if len(begin) > _SHOWN_LETTERS:
            begin = begin[:_SHOWN_LETTERS].rsplit(" ", 1)[0].rstrip(".,;:!?") + "…"
        self._banner.show_words(
            self.tr("Isi dari pesan WhatsApp {sender}? “{begin}”").format(
                sender=sender, begin=begin
            )
        )
        self.show()
        self._accept.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _take(self) -> None:
        self.hide()
        self.accepted.emit(self._message)

    @Slot()
    def _leave(self) -> None:
        self.hide()
        self.declined.emit(self._pasted)
