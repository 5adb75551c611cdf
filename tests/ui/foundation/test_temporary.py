"""What a library writes for a moment lies in memory, where the system has a place for that."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QDir

from desktop_app.bootstrap.temporary import keep_temporary_files_in_memory


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of before, which comes back after the test."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")


def test_a_library_finds_the_place_in_memory(monkeypatch, tmp_path: Path):
    in_memory = tmp_path / "run"
    in_memory.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(in_memory))
    keep_temporary_files_in_memory()
    assert Path(os.environ["TMPDIR"]) == in_memory
    assert Path(QDir.tempPath()) == in_memory


@pytest.mark.parametrize("folder", ["", "/tidak/ada"])
def test_without_such_a_place_nothing_changes(monkeypatch, tmp_path: Path, folder: str):
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    keep_temporary_files_in_memory()
    assert os.environ["TMPDIR"] == str(tmp_path)
