"""A Windows 10 as far as Wine 8 is one, in a folder of its own, with what it lacks put in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.windows.launcher import COMPILER

_HERE = Path(__file__).resolve().parent
_WINE = Path("/usr/lib/wine/wine64")
_SERVER = Path("/usr/lib/wine/wineserver64")
# Libraries of Windows that ours need and Wine 8 lacks; nothing of them is ever shipped.
_STUBS = ("icuuc", "bcryptprimitives")
# No .NET, no browser, no debugger over a program that crashed; and Qt's view of the network, for
# which Wine 8 searches without end.
_LEFT_OUT = ("mscoree", "mshtml", "winedbg.exe", "qnetworklistmanager")


class Wine:
    """One prefix; programs run in it see `drive_c` as C: and no network but this machine."""

    def __init__(self, prefix: Path) -> None:
        self.drive_c = prefix / "drive_c"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            "LC_ALL": "C.UTF-8",  # in which Wine reads the names it is given
            "WINEPREFIX": str(prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": f"{','.join(_LEFT_OUT)}=",
        }

    def run(self, *command: str | Path, folder: Path, seconds: float) -> tuple[int, str]:
        """Run a program and return its exit code and what it wrote."""
        done = subprocess.run(
            [_WINE, *command],
            cwd=folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
        return done.returncode, done.stdout.replace("\r\n", "\n")

    def stop(self) -> None:
        """End whatever still runs in this prefix, and only there."""
        subprocess.run([_SERVER, "-k"], env=self._environment, check=False)


@contextmanager
def windows_10(prefix: Path) -> Iterator[Wine]:
    """Make a new prefix and take it away again."""
    shutil.rmtree(prefix, ignore_errors=True)
    prefix.mkdir(parents=True)
    wine = Wine(prefix.resolve())
    try:
        wine.run("wineboot", "-i", folder=prefix, seconds=120)
        wine.run("winecfg", "-v", "win10", folder=prefix, seconds=60)
        for name in _STUBS:
            target = wine.drive_c / "windows" / "system32" / f"{name}.dll"
            source = _HERE / f"{name}_stub.c"
            subprocess.run([COMPILER, "-shared", "-s", "-o", target, source], check=True)
        yield wine
    finally:
        wine.stop()
        shutil.rmtree(prefix, ignore_errors=True)
