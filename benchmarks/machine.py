"""Names the machine and the versions a bench ran on; figures mean nothing without them."""

from __future__ import annotations

import os
import platform
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from sqlcipher3 import dbapi2

_PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "reportlab", "argon2-cffi")


def machine_lines() -> list[str]:
    """Return the heading, one fact a line."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    with closing(dbapi2.connect(":memory:")) as connection:
        (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    return [
        f"{_processor()}, {os.cpu_count()} cores, {platform.platform(terse=True)}",
        f"Python {platform.python_version()}, {packages}, SQLCipher {cipher}",
        f"Qt platform {os.environ.get('QT_QPA_PLATFORM', 'native')}; {load_words()}",
    ]


def load_words() -> str:
    """Say how busy the machine is, where it can say so."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    load = os.getloadavg()[0]
    return f"load {load:.1f} on {os.cpu_count()} cores"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
