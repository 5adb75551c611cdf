"""Whatever a keyboard or a clipboard brings is saved and can travel, or its field is named."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.cases import Classification
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.register_case import RegisterCase, intake_problems, register_case
from tests.desk import Desk, an_intake
from tests.services.looking import outbox_of, stored_case

INFORMATION = Classification.INFORMATION_REQUEST
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)
FIELDS = (
    "title",
    "words",
    "place",
    "happened_words",
    "complained_about",
    "reporter_name",
    "reporter_address",
    "reporter_nik",
    "answer",
)


def is_fit_to_travel(text: str) -> bool:
    return "\0" not in text and text.encode("utf-8", "replace").decode() == text


def texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from texts_in(inner)
        case list():
            for inner in value:
                yield from texts_in(inner)


@given(form=st.fixed_dictionaries(dict.fromkeys(FIELDS, ANYTHING)))
def test_whatever_is_typed_is_saved_or_its_field_is_named(
    shared_desk: Desk, form: dict[str, str]
) -> None:
    context = shared_desk.context
    draft = an_intake(context, uid=uuid4(), classification=INFORMATION, **form)
    stopping = {p.field for p in intake_problems(draft, context.today()) if not p.warning}
    if stopping:
        assert stopping <= set(FIELDS)
        with pytest.raises(ExpectedError):
            register_case(RegisterCase(draft), context)
        return
    saved = register_case(RegisterCase(draft), context)
    assert stored_case(context, saved.case.uid) == saved.case
    sent = outbox_of(context, saved.case.uid)
    assert all(is_fit_to_travel(text) for change in sent for text in texts_in(change.body))
    if is_fit_to_travel(form["words"]):
        assert saved.case.reporter_words == form["words"].strip()
