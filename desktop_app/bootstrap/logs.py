"""The log of one profile: what happened and where in the code, never what was in the data."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

_LARGEST_LOG = 512 * 1024
_NAMES = ("desktop_app",)


class _WithoutData(logging.Formatter):
    """Writes the kind of an error and its place; its message may quote what people typed."""

    @override
    def formatException(self, ei: object) -> str:
        kind, _, trace = ei if isinstance(ei, tuple) else (None, None, None)
        lines = [getattr(kind, "__name__", "error")]
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return "\n".join(lines)


def log_to(folder: Path) -> None:
    """Write warnings and errors into the profile folder, two files of half a megabyte at most."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "loket-aduan.log",
            maxBytes=_LARGEST_LOG,
            backupCount=1,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        return
    handler.setFormatter(_WithoutData("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for name in _NAMES:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
