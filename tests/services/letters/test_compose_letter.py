"""A letter begins with what is known of the case, and says what is still missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.cases import Classification
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.letters import letter_templates
from desktop_app.services.letters.compose_letter import draw_letter, letter_text, start_letter
from desktop_app.services.letters.letter_values import head_of, letter_values
from desktop_app.services.move_case import MoveCase, move_case
from tests.builders import AGENCY_UID, VILLAGE_UID, an_office
from tests.desk import Desk, a_village
from tests.letters.pdf_reading import flowing
from tests.services.people import at_the_village

REMARK = "[… belum diisi: hasil]"


def words_of(template: str, desk: Desk, context: DeskContext, **case_changes: object) -> str:
    """All words of a letter from this template about a new case."""
    text = letter_text(desk.registered(**case_changes).case.uid, template, context)
    return "\n".join((text.subject, text.addressee, *text.paragraphs))


# --- what a letter starts with ----------------------------------------------------------------


def test_the_window_opens_with_every_template_and_a_first_text(desk: Desk) -> None:
    case = desk.registered().case
    start = start_letter(case.uid, desk.context)
    assert [name for name, _ in start.templates] == list(letter_templates.TEMPLATES)
    assert all(title for _, title in start.templates)
    assert start.text.template == start.templates[0][0]
    assert start.desk.case == case


@pytest.mark.parametrize("template", letter_templates.TEMPLATES)
def test_every_template_speaks_of_the_case_by_its_number(desk: Desk, template: str) -> None:
    case = desk.registered().case
    assert case.register_number in letter_text(case.uid, template, desk.context).subject


def test_there_is_a_value_for_every_placeholder_and_none_besides(desk: Desk) -> None:
    values = letter_values(desk.registered().case.uid, desk.context)
    assert set(values) == set(letter_templates.PLACEHOLDERS)


def test_the_forwarding_letter_goes_to_the_head_of_the_office_that_got_the_case(
    desk: Desk,
) -> None:
    case = desk.registered(place="RT 02", words="Lampu padam.").case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=AGENCY_UID), desk.context)
    text = letter_text(case.uid, "follow_up", desk.context)
    assert text.addressee == "Kepala Dinas Perhubungan"
    body = "\n".join(text.paragraphs)
    for words in (
        case.register_number,
        "20 November 2026",
        "Datang langsung",
        "Lampu padam.",
        "RT 02, Desa Gandasuli",
        "paling lambat 27 November 2026",
        "Dinas Perhubungan",
    ):
        assert words in body
    assert letter_templates.missing_in(body) == ()


def test_a_letter_to_a_village_sends_a_copy_to_nobody_and_one_from_it_to_the_camat(
    desk: Desk,
) -> None:
    case = desk.registered().case
    assert letter_text(case.uid, "follow_up", desk.context).copies == ()
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), desk.context)
    village = at_the_village(desk)
    assert letter_text(case.uid, "follow_up", village).copies == ("Camat Bobotsari",)
    assert letter_text(case.uid, "notice_to_reporter", village).copies == ()


@pytest.mark.parametrize(
    ("kind", "name", "head"),
    [
        (OfficeKind.VILLAGE, "Desa Gandasuli", "Kepala Desa Gandasuli"),
        (OfficeKind.VILLAGE, "Kelurahan Bobotsari", "Lurah Bobotsari"),
        (OfficeKind.DISTRICT, "Kecamatan Mrebet", "Camat Mrebet"),
        (OfficeKind.AGENCY, "Dinas Perhubungan", "Kepala Dinas Perhubungan"),
    ],
)
def test_the_head_of_an_office_is_called_by_the_right_title(
    kind: OfficeKind, name: str, head: str
) -> None:
    assert head_of(an_office(kind=kind, name=name)) == head


# --- who reported -----------------------------------------------------------------------------


def test_a_letter_to_an_office_never_names_the_reporter(desk: Desk) -> None:
    words = words_of("follow_up", desk, desk.context, reporter_name="Wagiman Rekaan")
    assert "Wagiman" not in words


@pytest.mark.parametrize("template", ["notice_to_reporter", "final_response"])
def test_a_letter_to_the_reporter_is_addressed_by_name(desk: Desk, template: str) -> None:
    words = words_of(template, desk, desk.context, reporter_name="Wagiman Rekaan")
    assert "Sdr. Wagiman Rekaan" in words


@pytest.mark.parametrize("flag", ["anonymous", "confidential"])
@pytest.mark.parametrize("template", letter_templates.TEMPLATES)
def test_a_hidden_reporter_is_addressed_by_the_number(desk: Desk, template: str, flag: str) -> None:
    case = desk.registered(**{flag: True}, reporter_name="Wagiman Rekaan").case
    text = letter_text(case.uid, template, desk.context)
    assert "Wagiman" not in str(text)
    if template != "follow_up":
        assert text.addressee == f"Sdr. Pelapor Nomor Register {case.register_number}"


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.SIGNER])
def test_who_may_not_know_the_reporter_learns_no_name_from_a_template(
    desk: Desk, role: Role
) -> None:
    context = desk.with_roles(role)
    case = desk.registered(reporter_name="Wagiman Rekaan").case
    for template in letter_templates.TEMPLATES:
        assert "Wagiman" not in str(letter_text(case.uid, template, context))


def test_a_confidential_case_makes_a_confidential_letter(desk: Desk) -> None:
    open_case, secret = desk.registered().case, desk.registered(confidential=True).case
    assert letter_text(open_case.uid, "follow_up", desk.context).nature == "Segera"
    assert letter_text(secret.uid, "follow_up", desk.context).nature == "Rahasia"


# --- the limit that is named ------------------------------------------------------------------


def test_a_limit_in_a_letter_always_lies_ahead(desk: Desk) -> None:
    case = desk.registered().case
    limits = []
    for _ in range(4):
        limits.append(letter_values(case.uid, desk.context)["batas_waktu"])
        desk.clock.pass_days(10)
    # The answer, then the end of the work; after both the writer has to set a new date.
    assert limits == ["27 November 2026", "10 Desember 2026", "10 Desember 2026", ""]


def test_an_answered_reporter_has_ten_working_days_to_object(desk: Desk) -> None:
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    desk.clock.pass_days(12)  # 2 December: the limit for the answer is past
    move_case(MoveCase(case.uid, MoveName.FOLLOW_UP, "Lampu diganti."), desk.context)
    text = letter_text(case.uid, "final_response", desk.context)
    body = "\n".join(text.paragraphs)
    assert "paling lambat 16 Desember 2026" in body
    assert "Lampu diganti." in body
    assert letter_templates.missing_in(body) == ()


def test_the_newest_result_is_the_one_that_is_told(desk: Desk) -> None:
    case = desk.registered().case
    for move, text in (
        (MoveName.VERIFY, ""),
        (MoveName.FOLLOW_UP, "Hasil pertama."),
        (MoveName.OBJECT, "Masih padam."),
        (MoveName.FOLLOW_UP, "Hasil kedua."),
    ):
        move_case(MoveCase(case.uid, move, text), desk.context)
    assert letter_values(case.uid, desk.context)["hasil"] == "Hasil kedua."


def test_an_answer_at_the_counter_is_a_result_too(desk: Desk) -> None:
    case = desk.registered(
        classification=Classification.INFORMATION_REQUEST, answer="Bawa KTP."
    ).case
    assert letter_values(case.uid, desk.context)["hasil"] == "Bawa KTP."


# --- what is still missing --------------------------------------------------------------------


def test_what_is_not_known_yet_shows_as_a_remark_and_is_named(desk: Desk) -> None:
    case = desk.registered().case
    text = letter_text(case.uid, "follow_up", desk.context)
    assert text.addressee == "[… belum diisi: pimpinan_tujuan]"
    preview = draw_letter(text, "", desk.context)
    assert preview.missing == ("pimpinan_tujuan", "kantor_tujuan")
    assert "belum diisi: kantor_tujuan" in flowing(preview.pdf)


def test_a_remark_that_was_written_over_is_missing_no_more(desk: Desk) -> None:
    text = letter_text(desk.registered().case.uid, "notice_to_reporter", desk.context)
    assert draw_letter(text, "", desk.context).missing == ("kantor_tujuan",)
    filled = replace(text, paragraphs=("Laporan kami teruskan.",))
    assert draw_letter(filled, "", desk.context).missing == ()


@pytest.mark.parametrize("change", [{"nature": REMARK}, {"enclosure": REMARK}, {"subject": REMARK}])
def test_a_remark_is_found_in_whatever_field_it_stands(desk: Desk, change: dict[str, Any]) -> None:
    text = letter_text(desk.registered().case.uid, "follow_up", desk.context)
    bare = replace(text, addressee="Camat", paragraphs=("Isi.",))
    marked = replace(bare, **change)
    assert draw_letter(bare, "", desk.context).missing == ()
    assert draw_letter(marked, "", desk.context).missing == ("hasil",)


def test_a_preview_without_a_number_says_that_it_is_a_draft(desk: Desk) -> None:
    text = letter_text(desk.registered().case.uid, "follow_up", desk.context)
    assert "DRAF" in flowing(draw_letter(text, "", desk.context).pdf)
    assert "DRAF" not in flowing(draw_letter(text, "700/1", desk.context).pdf)


def test_words_in_braces_that_a_reporter_wrote_are_left_as_they_are(desk: Desk) -> None:
    words = words_of("follow_up", desk, desk.context, words="Lihat {nama_pelapor} dan {x}.")
    assert "Lihat {nama_pelapor} dan {x}." in words


@given(values=st.dictionaries(st.sampled_from(letter_templates.PLACEHOLDERS), st.just("isi")))
@pytest.mark.parametrize("name", letter_templates.TEMPLATES)
def test_what_is_missing_can_be_read_back_from_the_filled_words(
    name: str, values: dict[str, str]
) -> None:
    filled = letter_templates.fill(letter_templates.load(name), values)
    words = (filled.title, filled.nature, filled.subject, filled.addressee, *filled.paragraphs)
    assert letter_templates.missing_in("\n".join(words)) == filled.missing


def test_missing_names_come_once_each_in_their_order() -> None:
    words = "[… belum diisi: hasil] dan [… belum diisi: kontak], lagi [… belum diisi: hasil]"
    assert letter_templates.missing_in(words) == ("hasil", "kontak")
    assert letter_templates.missing_in("[catatan] … belum diisi: hasil") == ()


def test_a_case_that_left_this_desk_is_named_as_gone(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        start_letter(uuid4(), desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE


def test_a_letter_to_an_office_names_its_town_and_one_to_a_person_does_not(desk: Desk) -> None:
    context = replace(desk.context, office=replace(desk.context.office, regency_name="Purbalingga"))
    case = desk.registered().case
    assert letter_text(case.uid, "follow_up", context).addressee_place == "Purbalingga"
    assert letter_text(case.uid, "final_response", context).addressee_place == "tempat"


def test_the_village_of_this_test_is_the_one_in_the_directory(desk: Desk) -> None:
    """The names above lean on it."""
    with desk.context.open_read() as work:
        assert work.directory.office(VILLAGE_UID) == a_village()
