"""The locked libraries as Windows wheels, whatever system this runs on."""

from __future__ import annotations

from pathlib import Path

from packaging.markers import Marker

from installer.supply.locks import DESK, SERVER, Release, read_lock
from installer.windows.pip import pip

# The server in the folder is for the demo and the self-test, on SQLite.
_LEFT_OUT = {"psycopg", "psycopg-binary"}
# What the conditions of a lock may ask.
_WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}


def install_libraries(site_packages: Path, scratch: Path) -> None:
    """Install what the locks name for Windows, each wheel checked against its hashes."""
    wanted = scratch / "requirements-windows.lock"
    lines = [
        " ".join(
            [f"{one.name}=={one.version}", *(f"--hash=sha256:{h}" for h in sorted(one.hashes))]
        )
        for one in windows_releases()
    ]
    wanted.write_text("\n".join(lines), encoding="utf-8")
    pip(
        "install", "--no-deps", "--no-compile", "--require-hashes", "--only-binary", ":all:",
        "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp",
        "--target", str(site_packages), "-r", str(wanted),
    )  # fmt: skip


def windows_releases() -> list[Release]:
    """Return what counts on Windows; pip would weigh the conditions for its own system."""
    locked = {one.name: one for lock in (DESK, SERVER) for one in read_lock(lock)}
    return [
        one
        for name, one in sorted(locked.items())
        if name not in _LEFT_OUT and (not one.marker or Marker(one.marker).evaluate(_WINDOWS))
    ]


def _line(release: Release) -> str:
    hashes = (f"--hash=sha256:{one}" for one in sorted(release.hashes))
    return " ".join([f"{release.name}=={release.version}", *hashes])
