"""How this desk writes values and times, for every part of the sync page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from desktop_app.services.context import DeskContext
from desktop_app.services.lookups import Lookups
from desktop_app.ui.words.dates import age_words, moment_words
from desktop_app.ui.words.values import ValueWriter


@dataclass(frozen=True, slots=True)
class DeskWords:
    """Names for codes, and times as the office's clock shows them."""

    values: ValueWriter
    zone: tzinfo
    clock: Callable[[], datetime]

    @classmethod
    def of(cls, context: DeskContext, lookups: Lookups) -> DeskWords:
        """Make what writes for this office."""
        return cls(ValueWriter(lookups, context.villages), context.zone, context.clock)

    def moment(self, at: datetime) -> str:
        return moment_words(at, self.zone)

    def age(self, at: datetime) -> str:
        return age_words(at, self.clock(), self.zone)
