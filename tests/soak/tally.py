"""What a run of histories came to: counts, distribution, findings; tallies of workers add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.soak.findings import Finding, Kind
from tests.soak.world import World


@dataclass(frozen=True)
class Failed:
    """One history with findings; `number` and the seed of the run bring it back."""

    number: int
    findings: tuple[Finding, ...]
    trace: tuple[str, ...]


@dataclass
class Tally:
    """Sums over histories."""

    histories: int = 0
    second_tier: int = 0
    faults: int = 0
    kills: int = 0
    steps: int = 0
    seconds: float = 0.0
    happened: Counter[str] = field(default_factory=Counter)
    failed: list[Failed] = field(default_factory=list)

    def take(self, world: World, findings: list[Finding], number: int) -> None:
        """Take in a history that ended."""
        self.histories += 1
        self.faults += world.faults
        self.kills += world.kills
        self.steps += world.steps
        self.happened += world.happened + world.line.happened
        if findings:
            self.failed.append(Failed(number, tuple(findings), tuple(world.trace)))

    def add(self, other: Tally) -> None:
        self.histories += other.histories
        self.second_tier += other.second_tier
        self.faults += other.faults
        self.kills += other.kills
        self.steps += other.steps
        self.seconds += other.seconds
        self.happened += other.happened
        self.failed += other.failed

    def count(self, kind: Kind) -> int:
        return sum(found.kind is kind for one in self.failed for found in one.findings)

    @property
    def is_clean(self) -> bool:
        return not self.failed

    def last_line(self) -> str:
        """Say it as the issue wants it read."""
        return (
            f"{self.histories} histories, {self.faults} faults, {self.kills} kills, "
            f"{self.count(Kind.LOST)} lost, {self.count(Kind.DOUBLED)} doubled, "
            f"{self.count(Kind.UNEXPLAINED)} unexplained"
        )

    def distribution(self) -> Iterator[str]:
        """Say how often each thing happened, the most frequent first."""
        yield f"{self.steps} steps, {self.second_tier} histories with real processes"
        for what, times in self.happened.most_common():
            yield f"  {times:>9,}  {what}"
