"""Unsaved intake forms, kept as one JSON text so that an older draft still opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select

from desktop_app.domain.cases import CaseText, Channel, Classification
from desktop_app.domain.drafts import IntakeDraft, KeptDraft
from desktop_app.storage import schema
from desktop_app.storage.repositories.rows import insert_or_replace, plain

_TABLE = schema.draft
_PUT = insert_or_replace(_TABLE, "person_uid")


class StoredDrafts:
    """One draft a person; see `ports.Drafts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_person(self, person_uid: UUID) -> KeptDraft | None:
        wanted = select(_TABLE).where(_TABLE.c.person_uid == person_uid)
        row = self._connection.execute(wanted).first()
        return None if row is None else KeptDraft(_draft(row.form), row.kept_at)

    def keep(self, person_uid: UUID, draft: IntakeDraft, kept_at: datetime) -> None:
        row = {"person_uid": person_uid, "form": _form(draft), "kept_at": kept_at}
        self._connection.execute(_PUT, row)

    def drop(self, person_uid: UUID) -> None:
        self._connection.execute(delete(_TABLE).where(_TABLE.c.person_uid == person_uid))


def _form(draft: IntakeDraft) -> dict[str, Any]:
    text = draft.text
    return plain(draft) | {
        "uid": str(draft.uid),
        "channel": draft.channel.value,
        "text": plain(text)
        | {
            "classification": text.classification.value,
            "happened_on": text.happened_on and text.happened_on.isoformat(),
            "complained_office_uid": text.complained_office_uid and str(text.complained_office_uid),
            "complained_person_uid": text.complained_person_uid and str(text.complained_person_uid),
        },
    }


def _draft(form: Mapping[str, Any]) -> IntakeDraft:
    known = _known(form, IntakeDraft)
    known["uid"] = UUID(known["uid"])
    known["channel"] = Channel(known["channel"])
    known["text"] = _text(known["text"])
    known["files"] = tuple((sha256, name) for sha256, name in known["files"])
    return IntakeDraft(**known)


def _text(form: Mapping[str, Any]) -> CaseText:
    known = _known(form, CaseText)
    happened_on, office_uid = known["happened_on"], known["complained_office_uid"]
    known["classification"] = Classification(known["classification"])
    known["happened_on"] = happened_on and date.fromisoformat(happened_on)
    known["complained_office_uid"] = office_uid and UUID(office_uid)
    person_uid = known.get("complained_person_uid")
    known["complained_person_uid"] = person_uid and UUID(person_uid)
    return CaseText(**known)


def _known(form: Mapping[str, Any], kind: type[IntakeDraft | CaseText]) -> dict[str, Any]:
    """Leave out what an earlier version of the form had and this one has not."""
    return {field.name: form[field.name] for field in fields(kind) if field.name in form}
