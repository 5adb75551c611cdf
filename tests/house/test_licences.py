"""docs/licences.md names everything that is shipped, under the licence it has."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from installer.supply.licences import files_of, read_licences
from installer.supply.locks import DESK, ROOT, SERVER, read_lock

LICENCES = read_licences()
LOCKED = {lock: {release.name for release in read_lock(lock)} for lock in (DESK, SERVER)}


def users(name: str) -> str:
    """Say which sides install a library."""
    sides = [side for side, lock in (("desk", DESK), ("server", SERVER)) if name in LOCKED[lock]]
    return "both" if len(sides) == 2 else sides[0]


def test_every_shipped_library_has_its_row_and_no_row_is_left_over():
    assert set(LICENCES.installed) == LOCKED[DESK] | LOCKED[SERVER]


def test_every_row_says_who_installs_the_library():
    rows = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert [name for name in LICENCES.installed if f"| {name} | {users(name)} |" not in rows] == []


def test_a_row_says_what_the_library_says_of_itself():
    for name, licence in LICENCES.installed.items():
        try:
            said = metadata.metadata(name).get_all("License-Expression", [licence])
        except metadata.PackageNotFoundError:  # one that this machine does not need
            continue
        assert said == [licence], name


def test_a_part_inside_a_wheel_names_wheels_that_are_shipped():
    for part in LICENCES.inside:
        assert set(part.wheels) <= set(LICENCES.installed), part


def test_every_bundled_file_belongs_to_a_row_and_every_row_has_files():
    found = files_of(LICENCES)
    assert [name for name, files in found.items() if not files] == []


def test_a_bundled_file_without_a_row_is_named(tmp_path: Path):
    page = tmp_path / "licences.md"
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    page.write_text(text.replace("`resources/*`", "`resources/demo/*`"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"no row of licences\.md has resources/"):
        files_of(read_licences(page))
