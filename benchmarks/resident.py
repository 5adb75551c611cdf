"""How much memory this process holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resident_bytes() -> int:
    """Return what this process holds in RAM; only Linux tells it without further packages."""
    if sys.platform != "linux":
        raise RuntimeError("memory is measured on Linux only")
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
