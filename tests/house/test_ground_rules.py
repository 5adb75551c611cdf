"""The ground rules of the tests themselves: what they fail on, shown on small test files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

SKIPPING = """
import pytest

def test_done(): pass

@pytest.mark.skip(reason="no server here")
def test_left_out(): pass
"""

WARNING = """
import logging

def test_quiet(): logging.getLogger("desktop_app.sync").warning("round failed")

def test_loud(expected_log):
    logging.getLogger("desktop_app.sync").warning("round failed")
    assert "round failed" in expected_log.text
"""

LOGGING_ELSEWHERE = """
import logging

import pytest

from central_server.logs import log_to_stderr

@pytest.mark.parametrize("turn", [1, 2])
def test_server(turn):
    assert not [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    log_to_stderr()
"""

LEAVING_A_THREAD = """
import threading

def test_leaves(request):
    go_on = threading.Event()
    request.config.add_cleanup(go_on.set)
    threading.Thread(target=go_on.wait, name="lane").start()
"""

LEAVING_A_WINDOW = """
from PySide6.QtWidgets import QWidget

kept = []

def test_leaves(qapp):
    window = QWidget(windowTitle="Kotak masuk")
    window.show()
    kept.append(window)

def test_tidies(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
"""


def run_tests(folder: Path, source: str, *plugins: str, ci: str = "") -> tuple[int, str]:
    """Run a small test file with some of our plugins; return exit code and output."""
    (folder / "test_small.py").write_text(source, encoding="utf-8")
    options = [part for plugin in plugins for part in ("-p", f"tests.plugins.{plugin}")]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, "--rootdir", folder],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CI": ci},
        check=False,
        capture_output=True,
        text=True,
    )
    return result.returncode, result.stdout


def test_a_skipped_test_fails_in_ci_and_is_named(tmp_path: Path):
    code, output = run_tests(tmp_path, SKIPPING, "skips", ci="true")
    assert code == 1
    assert "test_small.py::test_left_out: Skipped: no server here" in output
    assert "1 passed, 1 skipped" in output.splitlines()[-1]


def test_a_skipped_test_is_fine_elsewhere(tmp_path: Path):
    code, output = run_tests(tmp_path, SKIPPING, "skips")
    assert code == 0
    assert "fail here" not in output


def test_a_warning_in_the_log_fails_the_test_that_did_not_expect_it(tmp_path: Path):
    code, output = run_tests(tmp_path, WARNING, "logs")
    assert code == 1
    assert "WARNING desktop_app.sync: round failed" in output
    assert "ERROR test_small.py::test_quiet" in output
    assert "ERROR test_small.py::test_loud" not in output


def test_a_log_sent_to_one_tests_standard_error_ends_with_that_test(tmp_path: Path):
    code, output = run_tests(tmp_path, LOGGING_ELSEWHERE, "logs")
    assert code == 0, output
    assert "2 passed" in output.splitlines()[-1]


def test_a_thread_left_running_fails_its_test(tmp_path: Path):
    code, output = run_tests(tmp_path, LEAVING_A_THREAD, "leftovers")
    assert code == 1
    assert "left over after the test: thread lane" in output


def test_a_window_left_open_fails_its_test(tmp_path: Path):
    code, output = run_tests(tmp_path, LEAVING_A_WINDOW, "leftovers")
    assert code == 1
    assert "left over after the test: window QWidget 'Kotak masuk'" in output
    assert "2 passed, 1 error" in output.splitlines()[-1]
