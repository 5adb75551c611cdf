"""What is tried, in this order, each on its own; one more check is one more line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path


class CheckFailedError(Exception):
    """What was tried did not hold; its words are for whoever looks after the PC."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is tried: `place` names the function that is given an empty folder."""

    name: str
    title: str
    place: str

    def run(self, folder: Path) -> None:
        """Try it; raises CheckFailedError, or whatever the broken part raises."""
        module, function = self.place.split(":")
        # Loaded now: a part that does not load fails its own check alone.
        tried: Callable[[Path], None] = getattr(
            import_module(f"desktop_app.self_test.{module}"), function
        )
        tried(folder)


CHECKS = (
    Check("imports", "bagian program", "loading:check_imports"),
    Check("database", "basis data terenkripsi", "database:check_encryption"),
    Check("migration", "pembaruan basis data lama", "database:check_migration"),
    Check("search", "pencarian kasus", "cases:check_search"),
    Check("letter", "surat dan tanda terima PDF", "cases:check_papers"),
    Check("sync", "sinkron dengan server di PC ini", "rounds:check_round"),
    Check("screens", "semua layar", "screens:check_screens"),
    Check("preview", "pratinjau cetak", "screens:check_previews"),
)


def must(holds: object, words: str) -> None:
    """Fail with these words when something does not hold."""
    if not holds:
        raise CheckFailedError(words)
