"""A real desk is killed in the middle of saves and rounds; the soak does it hundreds of times."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.soak.crashes import CrashTest
from tests.soak.fast_tier import FastTier

KILLS = 6


def test_a_killed_desk_opens_and_has_every_save_it_told_of(
    fast_tier: FastTier, tmp_path: Path
) -> None:
    test = CrashTest(tmp_path, fast_tier)
    try:
        tally = test.kill(KILLS, Random(11))
    finally:
        test.close()
    assert tally.failed == []
    assert tally.kills == KILLS
    assert tally.happened["crash test: saves before a kill"] > 0
