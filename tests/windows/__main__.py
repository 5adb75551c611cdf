"""Tries the folder for Windows under Wine: python -m tests.windows build/windows/LoketAduan."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from desktop_app.self_test.checks import CHECKS
from installer.windows.folder import digest
from installer.windows.launcher import NAME
from tests.windows.wine import windows_10

_LONGEST_S = 900
# Where the accounts of a PC share their data; the space and the letter are there to be met.
_PROFILE = "C:\\ProgramData\\Kantor Désa"


def main(arguments: list[str]) -> int:
    """Run the self-test by the launcher and by the console; return 0 when both passed."""
    folder = Path(arguments[0]).resolve()
    before = digest(folder)
    passed = []
    with windows_10(folder.with_name("wine")) as wine:
        for command in ([NAME, "--self-test"], ["cmd", "/c", "periksa.cmd"]):
            begun = time.monotonic()
            code, said = wine.run(
                *command, "--profile", _PROFILE, folder=folder, seconds=_LONGEST_S
            )
            lines = [line for line in said.splitlines() if line.startswith("ok ")]
            passed.append(code == 0 and len(lines) == len(CHECKS))
            print(
                f"{command[-1]}, {time.monotonic() - begun:.0f} s, exit code {code}:\n{said}",
                flush=True,
            )
        left = list((wine.drive_c / "ProgramData" / "Kantor Désa").iterdir())
    if left:
        print(f"left behind: {', '.join(path.name for path in left)}", file=sys.stderr)
    if digest(folder) != before:
        print("the program wrote into its own folder", file=sys.stderr)
        return 1
    return 0 if all(passed) and not left else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
