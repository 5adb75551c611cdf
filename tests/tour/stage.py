"""Where the story is played: the server, the desks, and the book that grows chapter by chapter."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.tree import ROOT
from tests.server_process import ServerProcess
from tests.tour.desk_process import DeskFailedError, DeskProcess
from tests.tour.story import Kind, Line

_EMBLEM = ROOT / "resources" / "emblem" / "demo-emblem.png"


class TourFailedError(Exception):
    """The story could not be told to its end; says which step failed."""


@dataclass(frozen=True, slots=True)
class Told:
    """One chapter as it was played."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Stage:
    """Plays chapters on desks; what one chapter read from the screen, later ones know."""

    out: Path
    work: Path
    server: ServerProcess
    sabotage: str = ""
    told: list[Told] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    _pictures: int = 0

    @contextmanager
    def desk(self, name: str, *, scheme: str = "light", scale: str = "1") -> Iterator[DeskProcess]:
        """Open a desk on its profile; close it at the end, or kill it if that is not the end."""
        profile = self.work / name
        profile.mkdir(exist_ok=True)
        # An administrator puts the regency's emblem beside the data.
        shutil.copy(_EMBLEM, profile / "emblem.png")
        desk = DeskProcess(profile, self.out, scheme=scheme, scale=scale, sabotage=self.sabotage)
        try:
            yield desk
            if desk.is_running:
                desk.close()
        except DeskFailedError as error:
            raise TourFailedError(f"desk '{name}': {error}") from None
        finally:
            if desk.is_running:
                desk.kill()

    def play(self, desk: DeskProcess, name: str, heading: str = "") -> None:
        """Play a chapter; without a heading it goes on with the chapter before it."""
        begun = time.monotonic()
        played = desk.play(name, self._pictures + 1, self.facts)
        print(f"{name:<24}{time.monotonic() - begun:5.1f} s", flush=True)
        self.facts = played.facts
        self._pictures += sum(line.kind is Kind.PICTURE for line in played.lines)
        lines = tuple(played.lines)
        if heading:
            self.told.append(Told(heading, lines))
        else:
            before = self.told.pop()
            self.told.append(Told(before.heading, before.lines + lines))
        if played.broken:
            words = f"step '{name}' ({_last_sentence(lines)}): {played.broken}"
            raise TourFailedError(f"{words}\n{desk.program_log()}{desk.complaints()}")


def _last_sentence(lines: tuple[Line, ...]) -> str:
    sentences = [line.words for line in lines if line.kind is Kind.SENTENCE]
    return sentences[-1] if sentences else "at its beginning"
