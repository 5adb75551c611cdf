"""Makes the folder of the program for Windows and tries it: python -m installer --windows."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installer.windows.errors import PackagingError
from installer.windows.folder import build

_OUT = Path("build/windows")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, then run the program's own test in it under Wine; return the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py package")
    parser.add_argument(
        "--windows", action="store_true", required=True, help="the folder for Windows 10 and later"
    )
    parser.add_argument("--no-self-test", action="store_true", help="build only, without Wine")
    asked = parser.parse_args(arguments)
    try:
        folder = build(_OUT)
    except PackagingError as error:
        print(f"dev.py package: {error}", file=sys.stderr)
        return 1
    if asked.no_self_test:
        return 0
    return subprocess.run(
        [sys.executable, "-m", "tests.windows", str(folder)], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
