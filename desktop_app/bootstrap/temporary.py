"""Where libraries put what they write for a moment, such as a sheet on its way to the printer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_IN_MEMORY = "XDG_RUNTIME_DIR"  # of one person alone, and gone with the power


def keep_temporary_files_in_memory() -> None:
    """Have them written to no disk, where the system has a place for that.

    Under Linux the printing library writes the whole sheet into a file before it sends it, and a
    program that is killed meanwhile leaves it there.
    """
    folder = os.environ.get(_IN_MEMORY, "")
    if sys.platform == "linux" and folder and Path(folder).is_dir() and os.access(folder, os.W_OK):
        os.environ["TMPDIR"] = folder
