"""Starting the program does not pay for the network."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

HEAVY = ("requests", "urllib3", "truststore", "msgspec", "cryptography")


@pytest.mark.parametrize("module", ["engine", "schedule", "enrolment", "addresses", "report"])
def test_the_modules_that_a_start_imports_bring_no_network_library(module: str):
    program = (
        f"import sys, desktop_app.sync.{module}\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
