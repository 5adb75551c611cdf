"""The wheel holds both programs, their resources and nothing else."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.tree import ROOT


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_resource_is_packed_as_part_of_the_desk(names: set[str]):
    resources = {
        f"desktop_app/resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert resources
    assert resources - names == set()


def test_migrations_of_both_sides_are_packed(names: set[str]):
    for folder in ("desktop_app/storage/migrations", "central_server/migrations"):
        assert f"{folder}/env.py" in names
        assert any(name.startswith(f"{folder}/versions/") for name in names)


def test_the_wheel_holds_only_the_two_programs_and_its_own_metadata(names: set[str]):
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "desktop_app",
        "central_server",
    }
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
