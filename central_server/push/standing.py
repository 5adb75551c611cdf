"""Everything that a push judges by, as it stands in memory, and what the push adds to it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from central_server.case_store import NewItem, StandingCase
from central_server.feed import Holding, Item
from central_server.push.change import Author
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import Reporter

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many entries a case has, and when the first was taken."""

    count: int
    began_at: datetime | None


@dataclass(frozen=True, slots=True)
class Block:
    """What the feed says of who reported.

    `reporter`, and what stood `former`ly, are known only where they are asked for or are yet to be
    stored.
    """

    item: Item
    reporter: Reporter | None = None
    former: tuple[Reporter, ...] = ()

    @property
    def once_said(self) -> tuple[Reporter, ...]:
        """Whom the case said that reported it, each once and the newest last."""
        return tuple(dict.fromkeys((*self.former, *filter(None, [self.reporter]))))


class Point(NamedTuple):
    """How far the making had come at some moment."""

    steps: int
    items: int
    letter_voids: int


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be stored: things as they stand at the end, however often they changed."""

    new_cases: Sequence[StandingCase]
    changed_cases: Sequence[StandingCase]
    blocks: Sequence[Block]
    authors: dict[tuple[UUID, str], Author]
    items: Sequence[NewItem]
    letter_voids: Sequence[dict[str, Any]]
    erased_files: Sequence[tuple[UUID, str]]


class Standing:
    """What is known; everything that changes it is remembered, and can be undone.

    `used` holds uids and numbers that are given, each with a word for what it belongs to;
    `timelines` are known of the cases that are corrected or taken back; `items` and `letter_voids`
    are only those that were made. `releases` are known, by their uids, of the cases
    where it may change who knows who reported; `retold` are the cases where it did. `hanging`
    has what hangs on the cases whose reporter is to be erased, and `not_standing` whom somebody
    wanted them to name; `erased` are those where it was, and `erased_files` what went with them.
    `held` are those of which a change is to come later, and with it all that follows.
    """

    def __init__(self) -> None:
        self.cases: dict[UUID, StandingCase] = {}
        self.holdings: dict[UUID, Holding] = {}
        self.blocks: dict[UUID, Block] = {}
        self.authors: dict[tuple[UUID, str], Author] = {}
        self.timelines: dict[UUID, Timeline] = {}
        self.used: dict[tuple[Any, ...], bool] = {}
        self.items: list[NewItem] = []
        self.letter_voids: list[dict[str, Any]] = []
        self.releases: dict[UUID, Release] = {}
        self.retold: dict[UUID, bool] = {}
        self.hanging: dict[UUID, list[NewItem]] = {}
        self.not_standing: list[Reporter] = []
        self.erased: dict[UUID, bool] = {}
        self.erased_files: dict[tuple[UUID, str], bool] = {}
        self.held: dict[UUID, bool] = {}
        self._before: list[tuple[dict[Any, Any], Any, Any]] = []

    def set(self, things: dict[K, V], key: K, value: V) -> None:
        """Let a value stand in one of the dictionaries above."""
        self._before.append((things, key, things.get(key)))
        things[key] = value

    def use(self, what: tuple[Any, ...]) -> bool:
        """Take a uid or a number; False when it is given already."""
        if what in self.used:
            return False
        self._before.append((self.used, what, None))
        self.used[what] = True
        return True

    def point(self) -> Point:
        """Remember how far the making has come."""
        return Point(len(self._before), len(self.items), len(self.letter_voids))

    def undo(self, point: Point) -> None:
        """Let everything stand as it did at that point."""
        while len(self._before) > point.steps:
            things, key, before = self._before.pop()
            if before is None:
                del things[key]
            else:
                things[key] = before
        del self.items[point.items :]
        del self.letter_voids[point.letter_voids :]

    def made_since(self, point: Point) -> Made:
        """Return what was made since that point."""
        first: dict[UUID, StandingCase | None] = {}
        blocks: dict[UUID, Block] = {}
        authors: dict[tuple[UUID, str], Author] = {}
        files: dict[tuple[UUID, str], None] = {}
        for things, key, before in self._before[point.steps :]:
            if things is self.cases:
                first.setdefault(key, before)
            elif things is self.blocks:
                blocks[key] = self.blocks[key]
            elif things is self.authors:
                authors[key] = self.authors[key]
            elif things is self.erased_files:
                files[key] = None
        return Made(
            [self.cases[uid] for uid, before in first.items() if before is None],
            [self.cases[uid] for uid, before in first.items() if before is not None],
            list(blocks.values()),
            authors,
            _as_they_stand(self.items[point.items :]),
            self.letter_voids[point.letter_voids :],
            list(files),
        )


def _as_they_stand(items: Sequence[NewItem]) -> list[NewItem]:
    """Keep the last of each: what was just made may have been erased in the same push."""
    last: dict[UUID, NewItem] = {}
    for one in items:
        before = last.get(one.item.uid)
        last[one.item.uid] = (
            one
            if before is None
            else one._replace(own={**before.own, **one.own}, is_new=before.is_new or one.is_new)
        )
    return list(last.values())
