"""Somebody who asks gets everything the office holds about them, and nothing of anybody else."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.domain.errors import ExpectedError, ProblemCode, Trouble
from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.letters import letter_templates
from desktop_app.services.letters.compose_letter import letter_text
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.personal_data.answer_person import AnswerPerson, answer_person
from desktop_app.services.personal_data.find_person import TypedPerson, find_person
from desktop_app.services.personal_data.processing_register import (
    processing_register,
    register_pdf,
)
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import VILLAGE_UID
from tests.desk import Desk
from tests.house.tree import ROOT
from tests.services.people import at_the_village

NIK = "3303990101900001"


def words_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def test_somebody_is_found_by_number_telephone_or_name_however_it_is_typed(desk: Desk) -> None:
    case = desk.registered(reporter_name="Wagiman  Contoh", reporter_nik=NIK).case
    desk.registered(reporter_name="Orang Lain", reporter_phone="0813 9999 0000", reporter_nik="")
    for typed, mark in (
        (TypedPerson(nik="3303 9901 0190 0001"), "nik"),
        (TypedPerson(phone="+62 812-3456-7890"), "phone"),
        (TypedPerson(name="WAGIMAN contoh "), "name"),
    ):
        (found,) = find_person(typed, desk.context)
        assert (found.case_uid, found.marks) == (case.uid, (mark,))
    assert find_person(TypedPerson(name="Wagiman"), desk.context) == ()


def test_numbers_are_masked_and_a_confidential_case_keeps_its_title(desk: Desk) -> None:
    desk.registered(reporter_name="Wagiman Contoh", reporter_nik=NIK, confidential=True)
    desk.clock.pass_days(1)
    (found,) = find_person(TypedPerson(nik=NIK), desk.context)
    assert found.title is None
    assert found.reporter.nik == "3303********0001"
    assert found.reporter.phone == "0812-****-7890"


def test_a_search_for_nobody_or_with_a_slip_is_refused_beside_the_field(desk: Desk) -> None:
    for typed, field, code in (
        (TypedPerson(), "name", ProblemCode.REQUIRED),
        (TypedPerson(phone="12"), "phone", ProblemCode.PHONE_UNREADABLE),
    ):
        with pytest.raises(ExpectedError) as refused:
            find_person(typed, desk.context)
        (problem,) = refused.value.problems
        assert (problem.field, problem.code) == (field, code)


def test_the_answer_holds_all_that_is_known_and_nothing_of_others(desk: Desk) -> None:
    mine = desk.registered(reporter_name="Wagiman Contoh", reporter_nik=NIK).case
    write_entry(WriteEntry(mine.uid, EntryKind.REPLY, "Lampu diperbaiki Senin."), desk.context)
    write_entry(WriteEntry(mine.uid, EntryKind.NOTE, "Pelapor terdengar marah."), desk.context)
    move_case(MoveCase(mine.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(mine.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), desk.context)
    desk.registered(reporter_name="Orang Lain", title="Bukan laporan saya")
    (found,) = find_person(TypedPerson(nik=NIK), desk.context)

    words = words_of(answer_person(AnswerPerson((found.case_uid,)), desk.context))

    for known in (
        mine.register_number,
        "Wagiman Contoh",
        NIK,
        "0812-3456-7890",
        "Lampu di depan sekolah padam sejak Rabu malam.",
        "Lampu diperbaiki Senin.",
        "Desa Gandasuli",
        "1 catatan kerja internal",
        "Nomor 27 Tahun 2022",
    ):
        assert known in words
    for hidden in ("Orang Lain", "Bukan laporan saya", "terdengar marah"):
        assert hidden not in words


def test_looking_and_answering_are_in_the_audit_trail_without_any_name(desk: Desk) -> None:
    case = desk.registered(reporter_name="Wagiman Contoh").case
    find_person(TypedPerson(name="Wagiman Contoh"), desk.context)
    answer_person(AnswerPerson((case.uid,)), desk.context)
    with desk.context.open_read() as work:
        rows = work.audit.page(AuditQuery(), before=None, most=2)
    exported, sought = (row.entry for row in rows)
    assert sought is not None
    assert exported is not None
    assert (sought.kind, sought.facts) == (
        AuditKind.SEEN.value,
        {"what": "person_sought", "found": "1"},
    )
    assert (exported.kind, exported.case_uid) == (AuditKind.EXPORTED.value, case.uid)


def test_a_case_of_another_office_is_neither_found_nor_answered(desk: Desk) -> None:
    case = desk.registered(reporter_name="Wagiman Contoh").case
    village = at_the_village(desk, *Role)
    assert find_person(TypedPerson(name="Wagiman Contoh"), village) == ()
    with pytest.raises(ExpectedError) as refused:
        answer_person(AnswerPerson((case.uid,)), village)
    assert refused.value.trouble is Trouble.NOT_ALLOWED


def test_words_that_look_like_tags_stay_words_on_paper(desk: Desk) -> None:
    case = desk.registered(reporter_name="<b>Budi</b> & <font size=99>", words="<para>baris</para>")
    words = words_of(answer_person(AnswerPerson((case.case.uid,)), desk.context))
    assert "<b>Budi</b> & <font size=99>" in words
    assert "<para>baris</para>" in words


def test_every_activity_of_the_register_says_what_the_law_asks_and_is_printed(desk: Desk) -> None:
    labels = ("Tujuan", "Dasar", "Data", "Subjek", "Penerima", "Disimpan", "Pengamanan")
    words = words_of(register_pdf(desk.context))
    for activity in processing_register():
        assert tuple(label for label, _ in activity.facts) == labels
        assert all(value for _, value in activity.facts)
        assert activity.name in words
        assert activity.facts[0][1] in words


def test_the_notice_of_a_breach_asks_for_what_nobody_but_the_writer_knows(desk: Desk) -> None:
    case = desk.registered(reporter_name="Wagiman Contoh").case
    text = letter_text(case.uid, "breach_notice", desk.context)
    words = "\n".join(text.paragraphs)
    assert case.register_number in words
    assert set(letter_templates.missing_in(words)) == {
        "data_terungkap",
        "waktu_kegagalan",
        "cara_kegagalan",
        "tindakan_pemulihan",
        *({"kontak"} & set(letter_templates.missing_in(words))),
    }


def test_the_page_for_operators_says_what_the_register_says() -> None:
    page = (ROOT / "docs" / "personal-data.md").read_text(encoding="utf-8")
    for activity in processing_register():
        lines = [
            f"**{activity.name}**",
            "",
            *(f"- {label}: {text}" for label, text in activity.facts),
        ]
        assert "\n".join(lines) in page
