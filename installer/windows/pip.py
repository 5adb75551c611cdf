"""Runs pip of the developer's environment, which knows where packages come from."""

from __future__ import annotations

import subprocess
import sys

from installer.windows.errors import PackagingError


def pip(verb: str, *arguments: str) -> None:
    """Run one verb; raises PackagingError, pip's own words stand above."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", verb]
    if subprocess.run([*command, "--quiet", *arguments], check=False).returncode != 0:
        raise PackagingError(f"pip {verb} failed")
