"""`--self-test` passes on a whole installation, and each check sees what it is for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.self_test.checks import CHECKS
from desktop_app.self_test.run import Outcome, outcomes
from desktop_app.ui.walk.walking import is_painted
from tests.house.tree import ROOT
from tests.self_test import sabotage

SABOTAGED = (sys.executable, "-m", "tests.self_test.sabotage")
DYING = (
    "import os, sys\n"
    "for name in sys.argv[2:]:\n"
    "    if name == 'database': os.abort()\n"
    "    print('a library prints'); print(f'{name}\\tpassed', flush=True)\n"
)

HANGING = DYING.replace("os.abort()", "threading.Event().wait()").replace("os,", "threading,")


def run_self_test(profile: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start it as an operator does."""
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", "--self-test", "--profile", profile],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_whole_installation_passes_and_nothing_is_left_of_it(tmp_path: Path):
    profile = tmp_path / "Data Kantor"
    result = run_self_test(profile)
    *lines, last = result.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["ok", check.name] for check in CHECKS]
    assert last.startswith(f"Semua {len(CHECKS)} pemeriksaan berhasil.")
    assert (result.returncode, result.stderr) == (0, "")
    assert list(profile.iterdir()) == []


def test_each_check_says_in_words_what_is_broken(tmp_path: Path):
    told = {
        one.name: one.failure for one in outcomes(list(sabotage.SAID), tmp_path, worker=SABOTAGED)
    }
    assert list(told) == list(sabotage.SAID)
    for name, words in sabotage.SAID.items():
        assert words in told[name]


def test_a_part_that_crashes_fails_alone_and_the_rest_goes_on(tmp_path: Path):
    names = ["imports", "database", "search"]
    passed, crashed, again = outcomes(names, tmp_path, worker=(sys.executable, "-c", DYING))
    assert (passed, again) == (Outcome("imports"), Outcome("search"))
    assert crashed.name == "database"
    assert "berhenti mendadak" in crashed.failure


def test_a_part_that_hangs_is_ended_and_the_rest_goes_on(tmp_path: Path):
    names = ["database", "search"]
    worker = (sys.executable, "-c", HANGING)
    hung, again = outcomes(names, tmp_path, worker=worker, longest_s=1)
    assert (hung.name, again) == ("database", Outcome("search"))
    assert "tidak menjawab" in hung.failure


def test_a_library_that_does_not_load_is_named_and_ends_it_with_one(tmp_path: Path):
    broken = tmp_path / "broken" / "sqlcipher3"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('DLL load failed')", encoding="utf-8")
    result = run_self_test(tmp_path / "profile", PYTHONPATH=str(broken.parent))
    first, *_, last = result.stdout.splitlines()
    assert first.startswith("FAILED imports")
    assert "DLL load failed" in first
    assert last.startswith(f"{len(CHECKS)} dari {len(CHECKS)} pemeriksaan gagal.")
    assert result.returncode == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    taken = tmp_path / "profil"
    taken.write_bytes(b"a file, no folder")
    result = run_self_test(taken)
    assert result.stdout.startswith(f"FAILED folder    tidak dapat menulis di {taken}")
    assert (result.returncode, result.stderr) == (1, "")


def test_a_screen_without_words_is_not_taken_for_painted(qtbot: QtBot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    ground = QLabel(page)
    ground.setStyleSheet("background: white; border: 4px solid grey")
    ground.setGeometry(100, 50, 400, 300)
    page.show()
    assert not is_painted(page)
    ground.setText("Kata-kata pelapor\n" * 12)
    assert is_painted(page)
