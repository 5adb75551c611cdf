"""When the next round begins: pure arithmetic on the seconds of a clock that never jumps."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.errors import ExpectedError, Trouble

EVERY = 180.0
FIRST_PAUSE = 5.0
LONGEST_PAUSE = 300.0
LONGEST_RETRY_AFTER = 3600.0
# A whole office comes back at once when its line does; the least pause keeps the jitter from zero.
LEAST_PAUSE = 1.0
SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class Timetable:
    """When the next round is due and what came before it, in seconds of a monotonic clock.

    `not_before` is what a busy server asked for: a click does not overrule it.
    """

    due_at: float
    failures: int = 0
    not_before: float = 0.0

    def wait(self, now: float) -> float:
        """Return the seconds until the next round, 0 when it is due."""
        return max(0.0, self.due_at - now)

    def asked(self, now: float) -> Timetable:
        """A person asked, or the network is back: go as soon as the server allows."""
        return replace(self, due_at=max(now, self.not_before))

    def after_round(self, trouble: ExpectedError | None, now: float, *, chance: float) -> Timetable:
        """Plan the round after one that ended now; `chance` is a fresh random number in [0, 1)."""
        if trouble is None:
            return Timetable(due_at=now + EVERY * (1 + SPREAD * chance))
        failures = self.failures + 1
        told = retry_after(trouble)
        if told is not None:
            due = now + max(LEAST_PAUSE, told * (1 + SPREAD * chance))
            return Timetable(due_at=due, failures=failures, not_before=due)
        return Timetable(due_at=now + back_off(failures, chance), failures=failures)


def at_start(now: float) -> Timetable:
    """Return the timetable of a program that has just been signed in to: due at once."""
    return Timetable(due_at=now)


def back_off(failures: int, chance: float) -> float:
    """Return the pause after that many failures in a row: full jitter below 5 s … 5 min."""
    # The exponent is held down so that a month offline does not overflow.
    ceiling = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures - 1, 16))
    return max(LEAST_PAUSE, ceiling * chance)


def retry_after(trouble: ExpectedError) -> float | None:
    """Return the seconds a busy server asked for, at most an hour; None when it did not say."""
    text = trouble.facts.get("retry_after", "")
    if trouble.trouble is not Trouble.SERVER_BUSY or not text.isdecimal():
        return None
    return min(float(text), LONGEST_RETRY_AFTER)
