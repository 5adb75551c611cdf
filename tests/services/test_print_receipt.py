"""The receipt says what was taken, when and by whom, and never more of the reporter than it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from desktop_app.domain.cases import Channel, Classification
from desktop_app.domain.documents import ReceiptPaper
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.people import Role
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_file import keep_file
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.print_receipt import receipt_of, receipt_pdf
from tests.builders import VILLAGE_UID, a_person
from tests.desk import Desk
from tests.letters.pdf_reading import flowing, page_sizes
from tests.services.people import at_the_village

INFORMATION = Classification.INFORMATION_REQUEST


def test_the_printed_receipt_carries_the_number_the_promise_and_the_clerk(desk: Desk) -> None:
    case = desk.registered().case
    printed = flowing(receipt_pdf(case.uid, desk.context))
    assert printed.count(case.register_number) == 2  # one for each copy
    assert "TANDA TERIMA PENGADUAN" in printed
    assert "Jumat, 20 November 2026, pukul 09.30 WIB" in printed
    assert "Diperiksa paling lambat Rabu, 25 November 2026" in printed
    assert desk.context.person.name in printed
    assert "PEMERINTAH KABUPATEN PURBALINGGA" in printed


@pytest.mark.parametrize(
    ("paper", "size"),
    [(ReceiptPaper.A5_PAIR, (210, 297)), (ReceiptPaper.HALF_F4_PAIR, (215, 330))],
)
def test_two_copies_stand_on_one_sheet(
    desk: Desk, paper: ReceiptPaper, size: tuple[int, int]
) -> None:
    case = desk.registered().case
    assert page_sizes(receipt_pdf(case.uid, desk.context, paper)) == [size]


def test_a_telephone_number_is_masked_even_for_an_open_report(desk: Desk) -> None:
    case = desk.registered(reporter_phone="0812-3456-7890").case
    receipt = receipt_of(case.uid, desk.context)
    assert (receipt.reporter_name, receipt.reporter_phone) == ("Contoh Pelapor", "0812-****-7890")
    assert "3456" not in flowing(receipt_pdf(case.uid, desk.context))


@pytest.mark.parametrize("flag", ["anonymous", "confidential"])
def test_a_hidden_reporter_stays_hidden_on_paper(desk: Desk, flag: str) -> None:
    case = desk.registered(
        **{flag: True}, reporter_name="Wagiman Rekaan", reporter_phone="0812-3456-7890"
    ).case
    printed = flowing(receipt_pdf(case.uid, desk.context))
    assert "Dirahasiakan" in printed
    assert "Wagiman" not in printed
    assert "7890" not in printed


def test_a_number_that_was_never_given_is_not_called_a_secret(desk: Desk) -> None:
    case = desk.registered(anonymous=True, reporter_name="", reporter_phone="").case
    receipt = receipt_of(case.uid, desk.context)
    assert (receipt.reporter_name, receipt.reporter_phone) == ("Dirahasiakan", "")


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.SIGNER, Role.MONITOR])
def test_who_may_not_know_the_reporter_does_not_learn_the_name_from_a_reprint(
    desk: Desk, role: Role
) -> None:
    case = desk.registered(reporter_name="Wagiman Rekaan").case
    printed = flowing(receipt_pdf(case.uid, desk.with_roles(role)))
    assert "Dirahasiakan" in printed
    assert "Wagiman" not in printed


def test_only_the_office_that_took_the_report_gives_a_receipt_for_it(desk: Desk) -> None:
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    move_case(MoveCase(case.uid, MoveName.ASSIGN, to_office_uid=VILLAGE_UID), desk.context)
    with pytest.raises(ExpectedError) as refused:
        receipt_pdf(case.uid, at_the_village(desk, *Role))
    assert refused.value.trouble is Trouble.NOT_ALLOWED


def test_an_answered_request_gets_its_answer_in_place_of_a_promise(desk: Desk) -> None:
    case = desk.registered(classification=INFORMATION, answer="Bawa KTP dan KK asli.").case
    receipt = receipt_of(case.uid, desk.context)
    assert (receipt.answer, receipt.promise, receipt.promise_date) == (
        "Bawa KTP dan KK asli.",
        "",
        None,
    )
    printed = flowing(receipt_pdf(case.uid, desk.context))
    assert "BUKTI LAYANAN INFORMASI" in printed
    assert "Bawa KTP dan KK asli." in printed
    assert "paling lambat" not in printed


def test_an_open_request_is_promised_its_answer_by_the_limit_for_answers(desk: Desk) -> None:
    case = desk.registered(classification=INFORMATION).case
    receipt = receipt_of(case.uid, desk.context)
    assert (receipt.promise, receipt.promise_date) == ("dijawab", date(2026, 11, 27))
    assert receipt.promise_date == case.due.response


def test_an_objection_to_an_answer_brings_the_promise_back(desk: Desk) -> None:
    case = desk.registered(classification=INFORMATION, answer="Bawa KTP.").case
    move_case(MoveCase(case.uid, MoveName.OBJECT, "Belum jelas."), desk.context)
    assert receipt_of(case.uid, desk.context).answer == ""


def test_it_tells_place_channel_and_how_many_files_were_handed_in(desk: Desk) -> None:
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", desk.context)
    case = desk.registered(
        channel=Channel.LETTER, place="RT 02", files=((photo.sha256, photo.name),)
    ).case
    receipt = receipt_of(case.uid, desk.context)
    assert receipt.location == "RT 02, Gandasuli, Kec. Bobotsari"
    assert (receipt.channel, receipt.attachments) == ("Surat", "1 berkas")


def test_nothing_known_of_the_place_is_a_dash(desk: Desk) -> None:
    case = desk.registered(place="", village_code="").case
    receipt = receipt_of(case.uid, desk.context)
    assert (receipt.location, receipt.attachments) == ("-", "-")


def test_a_reprint_by_a_colleague_still_names_who_took_the_report(desk: Desk) -> None:
    case = desk.registered().case
    colleague = a_person(uid=uuid4(), name="Rekan Contoh")
    reprinted = receipt_of(case.uid, replace(desk.context, person=colleague))
    assert reprinted.clerk_name == desk.context.person.name


def test_the_hour_is_that_of_the_office(desk: Desk) -> None:
    desk.clock.now = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    case = desk.registered().case
    east: DeskContext = replace(
        desk.context,
        zone=ZoneInfo("Asia/Jayapura"),
        office=replace(desk.context.office, time_zone="Asia/Jayapura"),
    )
    assert "Sabtu, 21 November 2026, pukul 01.30 WIT" in flowing(receipt_pdf(case.uid, east))
    assert "Jumat, 20 November 2026, pukul 23.30 WIB" in flowing(
        receipt_pdf(case.uid, desk.context)
    )


def test_a_case_that_left_this_desk_is_named_as_gone(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        receipt_pdf(uuid4(), desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE
