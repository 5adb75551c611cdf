"""What was written to a case and not saved waits for its writer, and for nobody else."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from desktop_app.domain.drafts import CORRECTION, DraftFile, UnfinishedText
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.keep_draft import keep_draft, kept_draft
from desktop_app.services.keep_text import keep_text, kept_texts
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import a_person
from tests.desk import Desk, an_intake
from tests.services.people import CAMAT_UID

FILE = DraftFile("ab" * 32, "foto.jpg", "image/jpeg", 1234)


def a_text(case_uid, task="note", **changes) -> UnfinishedText:
    words = {"text": "Sudah ditelepon, belum diangkat", "office_key": "", "office_typed": ""}
    return replace(UnfinishedText(case_uid, task, words, (FILE,), is_open=True), **changes)


def test_a_text_comes_back_as_it_was_typed(desk: Desk):
    case = desk.registered().case
    text = a_text(case.uid)
    keep_text(text, desk.context)

    assert kept_texts(desk.context) == (text,)


def test_a_colleague_finds_nothing_of_it(desk: Desk):
    case = desk.registered().case
    keep_text(a_text(case.uid), desk.context)
    colleague = replace(desk.context, person=a_person(uid=CAMAT_UID))
    keep_text(a_text(case.uid, words={"text": "dari camat"}), colleague)

    assert [text.words["text"] for text in kept_texts(colleague)] == ["dari camat"]
    assert len(kept_texts(desk.context)) == 1


def test_what_was_kept_last_comes_last_and_a_text_takes_the_place_of_the_one_before(desk: Desk):
    first, second = desk.registered().case, desk.registered(title="Lain").case
    for case, task in ((first, "note"), (second, "reply"), (first, "note")):
        desk.clock.pass_days(0.1)
        keep_text(a_text(case.uid, task), desk.context)

    assert [text.case_uid for text in kept_texts(desk.context)] == [second.uid, first.uid]


def test_an_empty_text_is_forgotten_and_a_correction_may_empty_a_field(desk: Desk):
    case = desk.registered().case
    keep_text(a_text(case.uid), desk.context)
    keep_text(UnfinishedText(case.uid, "note", {"text": "  "}), desk.context)
    assert kept_texts(desk.context) == ()

    keep_text(UnfinishedText(case.uid, CORRECTION, {"place": ""}), desk.context)
    assert [text.words for text in kept_texts(desk.context)] == [{"place": ""}]


def test_the_save_forgets_its_text_and_no_other(desk: Desk):
    case = desk.registered().case
    for task in ("note", "reply", CORRECTION):
        keep_text(a_text(case.uid, task, words={"text": "x"}), desk.context)

    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Sudah"), desk.context)
    correct_case(CorrectCase(case.uid, title="Judul lain"), desk.context)

    assert [text.task for text in kept_texts(desk.context)] == ["reply"]


def test_the_intake_form_and_the_texts_leave_one_another_alone(desk: Desk):
    case = desk.registered().case
    form = an_intake(desk.context)
    keep_draft(form, desk.context)
    keep_text(a_text(case.uid), desk.context)
    kept = kept_draft(desk.context)
    assert kept is not None
    assert kept.draft == form
    with desk.context.open_work() as work:
        work.drafts.drop(desk.context.person.uid)
        work.commit()

    assert kept_draft(desk.context) is None
    assert len(kept_texts(desk.context)) == 1


def test_a_text_to_a_case_that_is_not_here_waits_out_of_sight(desk: Desk):
    keep_text(a_text(uuid4()), desk.context)
    assert kept_texts(desk.context) == ()
