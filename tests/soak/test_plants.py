"""A planted bug is found; the soak plants all twelve, here the ones that show at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import ROOT
from tests.soak.plants import PLANTS


def soak(*arguments: str) -> tuple[int, list[str]]:
    """Run the command; return its exit code and the lines it printed."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.soak", "--workers", "1", "--seed", "5", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not run.stderr, run.stderr
    return run.returncode, run.stdout.splitlines()


@pytest.mark.parametrize("name", ["lost-outbox-row", "conflict-without-its-loser"])
def test_a_planted_bug_is_found_soon(name: str) -> None:
    code, lines = soak("--plant", name, "--histories", "25")
    assert code == 1
    assert not lines[-1].endswith("0 lost, 0 doubled, 0 unexplained")


def test_there_are_twelve_and_each_says_what_it_breaks() -> None:
    assert len(PLANTS) == 12
    assert all(plant.sentence.endswith(".") for plant in PLANTS.values())


def test_each_is_called_as_what_it_stands_for() -> None:
    """In a process of its own, which may then be thrown away."""
    planting = "from tests.soak.plants import PLANTS\nfor one in PLANTS.values(): one.plant()"
    subprocess.run([sys.executable, "-c", planting], cwd=ROOT, check=True)


def test_a_clean_run_sums_itself_up_in_its_last_line() -> None:
    code, lines = soak("--histories", "1", "--fast")
    words = lines[-1].replace(",", "").split()
    assert words[1::2] == ["histories", "faults", "kills", "lost", "doubled", "unexplained"]
    assert (code, words[0], words[6::2]) == (0, "1", ["0", "0", "0"])
