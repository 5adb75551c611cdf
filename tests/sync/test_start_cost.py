"""Starting the program does not pay for the network."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

HEAVY = ("requests", "urllib3", "truststore", "msgspec", "cryptography")


def heavy_after(imported: str) -> str:
    program = f"import sys, {imported}\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.mark.parametrize("module", ["engine", "schedule", "enrolment", "addresses", "report"])
def test_the_modules_that_a_start_imports_bring_no_network_library(module: str):
    assert heavy_after(f"desktop_app.sync.{module}") == "[]"


def test_what_joins_the_parts_of_the_program_brings_none_either():
    joined = "desktop_app.bootstrap.program, desktop_app.bootstrap.desk"
    # The encrypted database needs the last one of them.
    assert heavy_after(joined) == "['cryptography']"
