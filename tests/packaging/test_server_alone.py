"""A regency installs the server without a single library of the desk."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from installer.supply.locks import SERVER

BIN = "Scripts" if sys.platform == "win32" else "bin"
DESK_ONLY = [
    "PySide6", "shiboken6", "sqlcipher3", "argon2", "requests", "truststore", "reportlab",
    "msgspec", "platformdirs",
]  # fmt: skip

# Imports every module of the server, so that a lazy import at its top is found too.
IMPORT_EVERYTHING = """
import importlib, importlib.util, json, pkgutil, sys
import central_server
for module in pkgutil.walk_packages(central_server.__path__, "central_server."):
    if ".migrations" not in module.name:
        importlib.import_module(module.name)
print(json.dumps([name for name in sys.argv[1:] if importlib.util.find_spec(name)]))
"""

pytestmark = pytest.mark.timeout(600)  # it installs from the network


def run(*command: str | Path, folder: Path) -> str:
    """Run a command away from this tree; return what it printed."""
    result = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def server_alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with what the server's lock names, and the wheel."""
    folder = tmp_path_factory.mktemp("server-alone")
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / BIN
    pip: list[str | Path] = [programs / "python", "-m", "pip", "--disable-pip-version-check"]
    run(
        *pip,
        "install",
        "-q",
        "--only-binary=:all:",
        "--require-hashes",
        "-r",
        SERVER,
        folder=folder,
    )
    run(*pip, "install", "-q", "--no-deps", "--no-index", wheel, folder=folder)
    return programs


def test_the_lock_leaves_nothing_out_that_the_server_asks_for(server_alone: Path, tmp_path: Path):
    try_all: list[str | Path] = [
        server_alone / "python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "check",
    ]
    assert "No broken requirements found." in run(*try_all, folder=tmp_path)


def test_every_module_of_the_server_imports_and_no_library_of_the_desk_is_there(
    server_alone: Path, tmp_path: Path
):
    printed = run(
        server_alone / "python", "-I", "-c", IMPORT_EVERYTHING, *DESK_ONLY, folder=tmp_path
    )
    assert json.loads(printed) == []


def test_the_command_line_of_the_server_lists_what_an_operator_does(
    server_alone: Path, tmp_path: Path
):
    printed = run(server_alone / "loket-aduan-server", "--help", folder=tmp_path)
    for command in ("init", "office", "user", "code", "serve"):
        assert command in printed
