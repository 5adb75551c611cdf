"""A village of the regency, found by part of its name; names repeat, so the district shows."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.places import Village, matching_villages
from desktop_app.ui.intake.pick_field import Option, PickField
from desktop_app.ui.theme.theme import Theme


class VillageField(PickField):
    """Puts the villages of the home district first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, no_match=self.tr("Tidak ada desa dengan nama ini"), opens_whole=False
        )
        self._villages: Sequence[Village] = ()
        self._home_district = ""
        self.setPlaceholderText(self.tr("Ketik sebagian namanya"))
        self.offer(self._matching)

    def set_villages(self, villages: Sequence[Village], home_district: str) -> None:
        """Search these from now on; `home_district` is a code, or "" for an office above."""
        self._villages = villages
        self._home_district = home_district

    def show_village(self, code: str, typed: str) -> None:
        """Show the village of a draft, or what was typed where none was found yet."""
        known = next((village for village in self._villages if village.code == code), None)
        self.show_pick(code if known else "", known.label if known else typed)

    def _matching(self, typed: str) -> list[Option]:
        found = matching_villages(self._villages, typed, self._home_district)
        district = self.tr("Kec. {name}")
        return [
            Option(village.code, village.name, district.format(name=village.district))
            for village in found
        ]
