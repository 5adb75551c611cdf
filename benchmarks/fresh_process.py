"""Starts a Python module in a fresh process and reads the JSON line it ends with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


class ProcessFailedError(Exception):
    """A process ended with an error; holds what it wrote about it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a process told, and when it was started; `perf_counter` is one clock for all."""

    started_at: float
    facts: dict[str, Any]


def run_module(module: str, *arguments: str) -> Report:
    """Run a module from the root of the tree until it ends; raises ProcessFailedError."""
    environment = dict(os.environ)
    # Without .pyc files a start takes twice the time; the first run writes them.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", module, *arguments]
    started_at = perf_counter()
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, encoding="utf-8"
    )
    if ended.returncode != 0:
        raise ProcessFailedError(f"{module} ended with {ended.returncode}\n{ended.stderr}")
    return Report(started_at, json.loads(ended.stdout.splitlines()[-1]))


def run_compiled(module: str, *arguments: str) -> Report:
    """Run a module that tells `without_bytecode`; raises ProcessFailedError if there is any."""
    report = run_module(module, *arguments)
    absent = report.facts["without_bytecode"]
    if absent:
        raise ProcessFailedError(f"{module} had to compile {len(absent)} modules: {absent[:3]}")
    return report


def write_bytecode(module: str, *arguments: str) -> None:
    """Run a module once, uncounted, so that its later starts find their bytecode."""
    run_module(module, *arguments)
