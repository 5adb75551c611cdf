"""The layers hold, and import-linter sees every kind of leak between them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

COMMAND = "from importlinter.cli import lint_imports_command as go; go(['--no-cache'])"
PACKAGES = ("desktop_app", "central_server", "benchmarks")

LEAKS = {
    "Layers point inward": ("desktop_app/ui/planted.py", "import desktop_app.storage"),
    "Domain and use cases are plain Python": ("desktop_app/domain/planted.py", "import PySide6"),
    "Only ui knows Qt": ("desktop_app/letters/planted.py", "import PySide6.QtCore"),
    "Only storage knows SQL and passwords": ("desktop_app/sync/planted.py", "import sqlite3"),
    "Only sync opens the network": ("desktop_app/storage/planted.py", "import requests"),
    "Only letters draws PDF": ("desktop_app/ui/planted_too.py", "import reportlab.pdfgen"),
    "Only storage and sync hold keys": ("desktop_app/services/planted.py", "import cryptography"),
    "The server takes only the domain from the desk": (
        "central_server/planted.py",
        "import desktop_app.bundled",
    ),
    "The server needs nothing of the desk's libraries": (
        "central_server/planted_too.py",
        "import sqlcipher3",
    ),
    "Desk and server meet on the wire; only the demo starts one inside the other": (
        "desktop_app/sync/planted_too.py",
        "import central_server",
    ),
    "A measured program holds nothing of the server or the tests": (
        "benchmarks/programs/planted.py",
        "import tests.server_process",
    ),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages in a folder."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND], cwd=folder, check=False, capture_output=True, text=True
    )


def test_this_tree_keeps_its_layers():
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Contracts: {len(LEAKS)} kept, 0 broken." in result.stdout


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The contracts that break in a copy of this tree with every leak planted."""
    copy = tmp_path_factory.mktemp("leaking")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package)
    for file, leak in LEAKS.values():
        (copy / file).write_text(leak + "\n", encoding="utf-8")
    report = lint_imports(copy).stdout
    return set(re.findall(r"^(.+) BROKEN", report, flags=re.MULTILINE))


@pytest.mark.parametrize("contract", LEAKS)
def test_a_planted_leak_breaks_its_contract(contract: str, broken: set[str]):
    assert contract in broken
