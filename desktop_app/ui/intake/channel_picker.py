"""How a report came: large choices with digits, without the channels of another region."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain import terms
from desktop_app.domain.cases import Channel
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.theme.theme import Theme

_COLUMNS = 4
_DIGITS = 9
_ICONS: Mapping[Channel, str] = {
    Channel.WALK_IN: "footprints",
    Channel.PHONE: "phone",
    Channel.WHATSAPP: "message-circle",
    Channel.LETTER: "mail",
    Channel.SP4N_LAPOR: "megaphone",
    Channel.CALL_CENTER_112: "siren",
    Channel.LAPOR_MASBUP: "globe",
    Channel.LAPORGUB: "globe",
    Channel.SOCIAL_MEDIA: "share-2",
    Channel.OGAN_LOPIAN: "smartphone",
    Channel.SMARTDPU: "smartphone",
    Channel.EMAIL: "send",
    Channel.SUGGESTION_BOX: "inbox",
}
# The region codes a channel serves: Central Java, Purbalingga, Purwakarta.
_ONLY_IN: Mapping[Channel, str] = {
    Channel.LAPORGUB: "33",
    Channel.LAPOR_MASBUP: "33.03",
    Channel.SMARTDPU: "33.03",
    Channel.OGAN_LOPIAN: "32.14",
}


def channels_of(region_code: str) -> list[Channel]:
    """List the channels that reach an office of this region; all of them where it is unknown."""
    return [
        channel
        for channel in Channel
        if not region_code or region_code.startswith(_ONLY_IN.get(channel, ""))
    ]


class ChannelPicker(ChoiceRow):
    """Offers the channels of one region."""

    def __init__(self, theme: Theme, region_code: str) -> None:
        self._channels = channels_of(region_code)
        super().__init__(
            theme,
            [Choice(item.value, terms.CHANNEL[item], _ICONS[item]) for item in self._channels],
            columns=_COLUMNS,
            digits=True,
        )

    def channel(self) -> Channel:
        return Channel(self.value() or self._channels[0].value)

    def show_channel(self, channel: Channel) -> None:
        """Show the channel of a draft; one that no longer reaches this office becomes the first."""
        shown = channel if channel in self._channels else self._channels[0]
        self.set_value(shown.value)

    def press_digit(self, digit: int) -> None:
        """Choose as if the digit was typed on the row itself; others than 1-9 do nothing."""
        if 0 < digit <= min(_DIGITS, len(self._channels)):
            self.show_channel(self._channels[digit - 1])
            self.chosen.emit(self.channel().value)
