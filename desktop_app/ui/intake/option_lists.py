"""Finds options by the words typed, wherever in the name they begin."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.ui.intake.pick_field import Find, Option


def named_like(options: Sequence[Option]) -> Find:
    """Return a search: every typed word in the name, names that start with it first."""

    def find(typed: str) -> list[Option]:
        words = typed.casefold().split()
        found = [
            option for option in options if all(word in option.label.casefold() for word in words)
        ]
        if words:
            found.sort(key=lambda option: not option.name.casefold().startswith(words[0]))
        return found

    return find
