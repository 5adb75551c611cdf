"""Random histories, a few each time; `python3 dev.py soak` makes thousands."""

from __future__ import annotations

import os
import secrets

import pytest

from tests.soak.fast_tier import FastTier
from tests.soak.findings import Finding
from tests.soak.machine import LEAST_FAULTS, LEAST_STEPS
from tests.soak.tally import Tally

HISTORIES = 6


def failures(tally: Tally) -> list[tuple[int, Finding]]:
    return [(failed.number, found) for failed in tally.failed for found in failed.findings]


@pytest.mark.parametrize("share", range(3))
def test_whatever_happens_nothing_is_lost_doubled_or_unexplained(
    share: int, fast_tier: FastTier
) -> None:
    run_seed = int(os.environ.get("SOAK_SEED", secrets.randbelow(1_000_000)))
    tally = Tally()
    for number in range(share * HISTORIES, (share + 1) * HISTORIES):
        tally.add(fast_tier.run(run_seed, number))
    assert failures(tally) == [], f"bring it back: dev.py soak --seed {run_seed} --only <number>"
    assert tally.histories == HISTORIES
    assert tally.steps >= HISTORIES * LEAST_STEPS
    assert tally.faults >= HISTORIES * LEAST_FAULTS


def test_a_history_comes_back_by_its_seed_and_number(fast_tier: FastTier) -> None:
    first, second = fast_tier.run(7, 3), fast_tier.run(7, 3)
    assert first.happened == second.happened
    assert (first.steps, first.faults, first.kills) == (second.steps, second.faults, second.kills)
