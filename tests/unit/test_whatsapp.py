"""A copied WhatsApp message fills what it can, and is never misread as another sender."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.whatsapp import read_whatsapp

TODAY = date(2026, 11, 20)


def at(hour: int, minute: int) -> datetime:
    return datetime.combine(date(2025, 10, 14), time(hour, minute))


@pytest.mark.parametrize(
    ("pasted", "sent_at"),
    [
        ("[10.15, 14/10/2025] Budi Santoso: Lampu padam", at(10, 15)),
        ("[14/10/25 10.15.33] Budi Santoso: Lampu padam", at(10, 15)),
        ("[14/10/25, 10:15:33] ~ Budi Santoso: Lampu padam", at(10, 15)),
        ("14/10/25 10.15 - Budi Santoso: Lampu padam", at(10, 15)),
        ("14/10/2025, 10.15 - Budi Santoso: Lampu padam", at(10, 15)),
        ("[9:05 PM, 10/14/2025] Budi Santoso: Lampu padam", at(21, 5)),
        (
            "\u200e[10.15, 14/10/2025] Budi Santoso: \u200eLampu padam",
            at(10, 15),
        ),
    ],
)
def test_every_known_form_gives_sender_time_and_words(pasted: str, sent_at: datetime) -> None:
    message = read_whatsapp(pasted, TODAY)
    assert message is not None
    assert message.sender_name == "Budi Santoso"
    assert message.sent_at == sent_at
    assert message.text == "Lampu padam"
    assert message.phone == ""


def test_a_sender_without_a_name_gives_the_number() -> None:
    message = read_whatsapp("[10.15, 14/10/2025] +62 812-3456-7890: Lampu padam", TODAY)
    assert message is not None
    assert message.phone == "+6281234567890"
    assert message.sender_name == ""


def test_a_number_in_the_words_is_offered_as_contact() -> None:
    message = read_whatsapp("14/10/25 10.15 - Budi: hubungi 0812 3456 7890 ya", TODAY)
    assert message is not None
    assert message.phone == "+6281234567890"


def test_several_lines_and_several_messages_become_one_text() -> None:
    lines = (
        "[10.15, 14/10/2025] Budi: Lampu padam",
        "di depan SD",
        "[10.16, 14/10/2025] Budi: sejak Rabu",
    )
    pasted = "\r\n".join(lines)
    message = read_whatsapp(pasted, TODAY)
    assert message is not None
    assert message.text == "Lampu padam\ndi depan SD\nsejak Rabu"


@pytest.mark.parametrize("pasted", ["Lampu padam: tolong", "", "Pak Camat, [lihat] ini: rusak"])
def test_plain_words_are_not_taken_for_a_message(pasted: str) -> None:
    assert read_whatsapp(pasted, TODAY) is None


def test_words_before_the_first_header_mean_it_is_no_copied_message() -> None:
    assert read_whatsapp("Kutipan:\n[10.15, 14/10/2025] Budi: Lampu padam", TODAY) is None


@pytest.mark.parametrize("stamp", ["31/02/2025", "14/10/2099", "99/99/2025"])
def test_an_impossible_or_future_date_is_left_out(stamp: str) -> None:
    message = read_whatsapp(f"[10.15, {stamp}] Budi: Lampu padam", TODAY)
    assert message is not None
    assert message.sent_at is None


@given(st.text(max_size=400))
def test_any_pasted_text_is_read_or_left_alone(pasted: str) -> None:
    message = read_whatsapp(pasted, TODAY)
    assert message is None or message.sent_at is None or message.sent_at.date() <= TODAY


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_the_words_arrive_unchanged(words: str) -> None:
    message = read_whatsapp(f"14/10/25 10.15 - Budi: {words}", TODAY)
    assert message is not None
    assert message.text == words
