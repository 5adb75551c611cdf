"""What people typed and have not saved: one JSON text a person, so that an older one still opens.

The fields of the intake form stand in it beside `texts`, what was written to cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select

from desktop_app.domain.cases import CaseText, Channel, Classification
from desktop_app.domain.drafts import IntakeDraft, KeptDraft, KeptText, UnfinishedText
from desktop_app.storage import schema
from desktop_app.storage.repositories.draft_texts import read_text, written_text
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import insert_or_replace, plain

_TABLE = schema.draft
_OF_PERSON = Question(
    select(_TABLE.c.form, _TABLE.c.kept_at).where(_TABLE.c.person_uid == bindparam("person"))
)
_PUT = insert_or_replace(_TABLE, "person_uid")
_TEXTS = "texts"
_FORM = "uid"  # every form has one


class StoredDrafts:
    """One row a person; see `ports.Drafts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_person(self, person_uid: UUID) -> KeptDraft | None:
        kept, at = self._row(person_uid)
        return KeptDraft(_draft(kept), at) if at is not None and _FORM in kept else None

    def keep(self, person_uid: UUID, draft: IntakeDraft, kept_at: datetime) -> None:
        kept, _at = self._row(person_uid)
        self._put(person_uid, _form(draft) | _texts(kept), kept_at)

    def drop(self, person_uid: UUID) -> None:
        kept, at = self._row(person_uid)
        if at is not None:
            self._put(person_uid, _texts(kept), at)

    def texts_of(self, person_uid: UUID) -> list[KeptText]:
        kept, _at = self._row(person_uid)
        texts = [read_text(written) for written in kept.get(_TEXTS, ())]
        return sorted(texts, key=lambda text: text.kept_at)

    def keep_text(self, person_uid: UUID, text: UnfinishedText, kept_at: datetime) -> None:
        kept, at = self._row(person_uid)
        texts = [*_others(kept, text.case_uid, text.task), written_text(KeptText(text, kept_at))]
        self._put(person_uid, kept | {_TEXTS: texts}, at or kept_at)

    def drop_text(self, person_uid: UUID, case_uid: UUID, task: str) -> None:
        kept, at = self._row(person_uid)
        others = _others(kept, case_uid, task)
        if at is not None and others != kept.get(_TEXTS, []):
            self._put(person_uid, kept | {_TEXTS: others}, at)

    def texts_to(self, case_uid: UUID) -> list[tuple[UUID, KeptText]]:
        return [
            (row.person_uid, text)
            for row in self._connection.execute(select(_TABLE)).all()
            for written in row.form.get(_TEXTS, ())
            if (text := read_text(written)).text.case_uid == case_uid
        ]

    def _row(self, person_uid: UUID) -> tuple[dict[str, Any], datetime | None]:
        found = _OF_PERSON.rows(self._connection, person=person_uid)
        return next(((form, kept_at) for form, kept_at in found), ({}, None))

    def _put(self, person_uid: UUID, kept: dict[str, Any], kept_at: datetime) -> None:
        if _FORM in kept or kept.get(_TEXTS):
            row = {"person_uid": person_uid, "form": kept, "kept_at": kept_at}
            self._connection.execute(_PUT, row)
        else:
            self._connection.execute(delete(_TABLE).where(_TABLE.c.person_uid == person_uid))


def _texts(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {_TEXTS: kept[_TEXTS]} if kept.get(_TEXTS) else {}


def _others(kept: Mapping[str, Any], case_uid: UUID, task: str) -> list[dict[str, Any]]:
    this = (str(case_uid), task)
    return [text for text in kept.get(_TEXTS, ()) if (text["case_uid"], text["task"]) != this]


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
