"""The colours of the desk by role, for a light and a dark screen; nothing else names a colour."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import TypeAlias


class Scheme(StrEnum):
    """The two ways the desk can look."""

    LIGHT = "light"
    DARK = "dark"


class Colour(StrEnum):
    """What a colour is for. Text roles reach 4.5:1 on every background they may stand on."""

    WINDOW = "window"  # behind everything: rail, top bar
    SURFACE = "surface"  # panes, lists, fields
    RAISED = "raised"  # what lies on a pane: cards, menus, toasts
    HOVER = "hover"  # under the pointer
    LINE = "line"  # hairlines that only separate
    EDGE = "edge"  # where a field ends (3:1); also what cannot be used now
    TEXT = "text"
    MUTED = "muted"  # text of second rank: captions, hints, ages
    ACCENT = "accent"
    ACCENT_HOVER = "accent_hover"
    ACCENT_SOFT = "accent_soft"  # what is chosen: the current row, a checked chip
    ON_ACCENT = "on_accent"
    FOCUS = "focus"
    GOOD = "good"
    GOOD_SOFT = "good_soft"
    WARNING = "warning"
    WARNING_SOFT = "warning_soft"
    BAD = "bad"  # overdue and destructive only
    BAD_SOFT = "bad_soft"
    INFO = "info"
    INFO_SOFT = "info_soft"


ColourTable: TypeAlias = Mapping[Colour, str]


class Tone(Enum):
    """The mood of a badge, a banner or a word: its ink, and the soft ground it may stand on."""

    NEUTRAL = (Colour.MUTED, Colour.HOVER)
    ACCENT = (Colour.ACCENT, Colour.ACCENT_SOFT)
    GOOD = (Colour.GOOD, Colour.GOOD_SOFT)
    WARNING = (Colour.WARNING, Colour.WARNING_SOFT)
    BAD = (Colour.BAD, Colour.BAD_SOFT)
    INFO = (Colour.INFO, Colour.INFO_SOFT)

    @property
    def ink(self) -> Colour:
        return self.value[0]

    @property
    def soft(self) -> Colour:
        return self.value[1]


_LIGHT: ColourTable = MappingProxyType(
    {
        Colour.WINDOW: "#f1f5f5",
        Colour.SURFACE: "#ffffff",
        Colour.RAISED: "#f8fafa",
        Colour.HOVER: "#e9efef",
        Colour.LINE: "#dbe3e4",
        Colour.EDGE: "#84959a",
        Colour.TEXT: "#15242a",
        Colour.MUTED: "#52646a",
        Colour.ACCENT: "#0d6b70",
        Colour.ACCENT_HOVER: "#0a5a5f",
        Colour.ACCENT_SOFT: "#dcefee",
        Colour.ON_ACCENT: "#ffffff",
        Colour.FOCUS: "#138b93",
        Colour.GOOD: "#1a6638",
        Colour.GOOD_SOFT: "#e0f2e6",
        Colour.WARNING: "#855000",
        Colour.WARNING_SOFT: "#fcf0d8",
        Colour.BAD: "#ad241c",
        Colour.BAD_SOFT: "#fbe7e5",
        Colour.INFO: "#1d5c94",
        Colour.INFO_SOFT: "#e2eef9",
    }
)

_DARK: ColourTable = MappingProxyType(
    {
        Colour.WINDOW: "#0f1618",
        Colour.SURFACE: "#151e20",
        Colour.RAISED: "#1b2628",
        Colour.HOVER: "#223033",
        Colour.LINE: "#2a383b",
        Colour.EDGE: "#65787d",
        Colour.TEXT: "#e4ecec",
        Colour.MUTED: "#9fb1b4",
        Colour.ACCENT: "#62c4c4",
        Colour.ACCENT_HOVER: "#7ad3d2",
        Colour.ACCENT_SOFT: "#173739",
        Colour.ON_ACCENT: "#05282a",
        Colour.FOCUS: "#4fb3b6",
        Colour.GOOD: "#82d2a0",
        Colour.GOOD_SOFT: "#163222",
        Colour.WARNING: "#efba65",
        Colour.WARNING_SOFT: "#382b13",
        Colour.BAD: "#ff9d94",
        Colour.BAD_SOFT: "#40201e",
        Colour.INFO: "#8fbff1",
        Colour.INFO_SOFT: "#172d44",
    }
)

COLOURS: Mapping[Scheme, ColourTable] = MappingProxyType({Scheme.LIGHT: _LIGHT, Scheme.DARK: _DARK})
