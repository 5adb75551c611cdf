"""One line of JSON for each thing that happened, without the content of any request."""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from datetime import UTC, datetime
from typing import Any

from typing_extensions import override


class FactsFormatter(logging.Formatter):
    """Writes the event, its facts, and of an exception only its kind and where it arose.

    The words of an exception may quote what a citizen said, so they are left out.
    """

    @override
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _chain(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to_stderr() -> None:
    """Send every log of this process to standard error, one JSON object a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(FactsFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def new_ticket() -> str:
    """Make a short name for one failure, so that a caller and the log can meet."""
    return secrets.token_hex(4).upper()


def _chain(error: BaseException) -> list[dict[str, Any]]:
    causes: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None:
        frames = traceback.extract_tb(current.__traceback__)
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        causes.append({"kind": type(current).__qualname__, "at": places})
        current = current.__cause__ or current.__context__
    return causes
