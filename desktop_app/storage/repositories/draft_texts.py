"""What somebody wrote to a case, as JSON takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop_app.domain.drafts import DraftFile, KeptText, UnfinishedText


def written_text(kept: KeptText) -> dict[str, Any]:
    """Write one text with when it was kept."""
    text = kept.text
    return {
        "case_uid": str(text.case_uid),
        "task": text.task,
        "words": dict(text.words),
        "files": [asdict(file) for file in text.files],
        "is_open": text.is_open,
        "kept_at": kept.kept_at.isoformat(),
    }


def read_text(written: Mapping[str, Any]) -> KeptText:
    """Read what `written_text` wrote."""
    text = UnfinishedText(
        case_uid=UUID(written["case_uid"]),
        task=written["task"],
        words=written["words"],
        files=tuple(DraftFile(**file) for file in written["files"]),
        is_open=written["is_open"],
    )
    return KeptText(text, datetime.fromisoformat(written["kept_at"]))
