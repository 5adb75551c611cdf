"""Places that are full, closed or gone: said by name, with nothing left that looks whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT
from tests.storage.backup.conftest import CopiedDesk


@pytest.fixture
def root(copied: CopiedDesk) -> Path:
    """A folder with a profile that has one copy and is not open."""
    copied.back_up()
    copied.desk.profile.close()
    return copied.folder.parent


def met_in(root: Path, scenario: str) -> dict[str, Any]:
    """Run a scenario with mounts of its own."""
    command = ["unshare", "--map-root-user", "--mount", sys.executable, "-m"]
    program = [*command, "tests.storage.backup.on_a_small_disk", scenario, str(root)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("scenario", "trouble", "place"),
    [
        ("full_first", "backup_no_room", "first"),
        ("full_second", "backup_no_room", "second"),
        ("closed_first", "backup_place_closed", "first"),
        ("closed_second", "backup_place_closed", "second"),
        ("pulled_out", "backup_place_gone", "second"),
    ],
)
def test_it_is_said_which_place_and_why_and_no_half_copy_stays(
    root: Path, scenario: str, trouble: str, place: str
):
    met = met_in(root, scenario)

    assert (met["trouble"], met["facts"]) == (trouble, {"place": place})
    assert not [path for path in met["left"] if ".part-" in path]
    assert met["cases"] == 3
    of_place = "stick" if place == "second" else "backups"
    whole = [path for path in met["left"] if of_place in path and path.endswith("manifest.json")]
    assert whole == []


def test_a_return_without_room_changes_nothing(root: Path):
    met = met_in(root, "full_return")

    assert met["trouble"] in {"backup_no_room", "disk_full"}
    assert met["cases"] == 3
    assert len(met["named"]) == 2
