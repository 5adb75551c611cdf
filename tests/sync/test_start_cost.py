"""A start pays for its sign-in page: neither for the network nor for what opens a desk."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

_START = (
    "desktop_app.bootstrap.program, desktop_app.ui.application, desktop_app.ui.shell.main_window"
)
HEAVY = ("requests", "urllib3", "truststore", "msgspec", "cryptography")


def loaded_after(imported: str, looked_for: tuple[str, ...] = HEAVY) -> str:
    found = f"[name for name in {looked_for!r} if name in sys.modules]"
    program = f"import sys, {imported}\nprint({found})"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.mark.parametrize("module", ["engine", "schedule", "enrolment", "addresses", "report"])
def test_the_modules_that_a_start_imports_bring_no_network_library(module: str):
    assert loaded_after(f"desktop_app.sync.{module}") == "[]"


def test_what_joins_the_parts_of_the_program_brings_none_either():
    # The key file needs the last one of them.
    assert loaded_after(f"{_START}, desktop_app.bootstrap.opening") == "['cryptography']"


def test_what_opens_a_desk_is_not_loaded_before_the_sign_in_page():
    opening = ("desktop_app.storage.schema", "desktop_app.services.context", "desktop_app.sync")
    assert loaded_after(_START, opening) == "[]"


def test_the_database_library_is_loaded_before_qt_and_not_by_its_import_hook():
    assert loaded_after("desktop_app.bootstrap.program", ("sqlalchemy", "PySide6")) == (
        "['sqlalchemy']"
    )
