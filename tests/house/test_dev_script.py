"""`python3 dev.py` explains itself, and stops in words where it cannot go on."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dev
from tests.house.tree import ROOT


def run_dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Start dev.py as a person does."""
    return subprocess.run(
        [sys.executable, "dev.py", *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_help_gives_one_line_per_verb(arguments: tuple[str, ...]):
    result = run_dev(*arguments)
    lines = [line.split()[0] for line in result.stdout.splitlines() if line.startswith("  ")]
    assert lines == [
        "run",
        "test",
        "check",
        "tour",
        "bench",
        "soak",
        "audit",
        "sbom",
        "package",
        "help",
    ]
    assert result.returncode == 0


def test_an_unknown_verb_is_refused_and_the_known_ones_are_shown():
    result = run_dev("tset")
    assert result.returncode == 2
    assert "no verb 'tset'" in result.stderr
    assert "  test " in result.stdout


@pytest.mark.parametrize("found", [(3, 9, 2), (3, 15, 0)])
def test_a_python_outside_the_range_is_named_in_words(
    monkeypatch: pytest.MonkeyPatch, found: tuple[int, int, int]
):
    monkeypatch.setattr(sys, "version_info", found)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, below 3\.15") as stopped:
        dev.check_python_version()
    assert ".".join(map(str, found)) in str(stopped.value)


def test_without_root_the_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dev, "way_to_root", lambda: None)
    with pytest.raises(SystemExit, match="apt-get install libegl1 poppler-utils"):
        dev.install_system_packages(["libegl1", "poppler-utils"])


def test_only_the_packages_of_absent_libraries_are_asked_for():
    present = "kernel32.dll" if sys.platform == "win32" else "libc.so.6"
    libraries = {present: "libc6", "libabsent.so.9": "libabsent9"}
    assert dev.packages_of_absent(libraries) == ["libabsent9"]


@pytest.mark.parametrize(
    ("environment", "shown"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_a_display_is_known_by_its_variables(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], shown: bool
):
    monkeypatch.setattr(dev, "LINUX", True)
    assert dev.has_display(environment) is shown
