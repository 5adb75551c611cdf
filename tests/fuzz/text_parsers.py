"""Readers of what people paste and type, or that stands on paper."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from desktop_app.domain.nik import masked_nik, nik_warnings, plain_nik
from desktop_app.domain.phone import PhoneError, masked_phone, normalise_phone, shown_phone
from desktop_app.domain.register_number import parse_register_number
from desktop_app.domain.typed_codes import ONE_TIME, RECOVERY, MistypedError, letters_of, spelled
from desktop_app.domain.whatsapp import read_whatsapp
from desktop_app.sync.addresses import enrolment_problems, plain_address, plain_code

_TODAY = date(2026, 11, 20)


def pasted_message(content: bytes) -> None:
    """Read a copied WhatsApp message; its phone and time are of the forms the form takes."""
    told = read_whatsapp(_text(content), _TODAY)
    if told is not None:
        assert not told.phone or normalise_phone(told.phone) == told.phone
        assert told.sent_at is None or told.sent_at.date() <= _TODAY


def typed_words(content: bytes) -> None:
    """Read codes, addresses, numbers of registers, people and phones; again it reads the same."""
    typed = _text(content)
    for kind in (ONE_TIME, RECOVERY):
        with suppress(MistypedError):
            letters = kind.read(typed)
            assert kind.read(spelled(letters)) == letters
    with suppress(MistypedError):
        letters_of(typed)
    with suppress(ValueError):
        address = plain_address(typed)
        assert plain_address(address) == address
    with suppress(ValueError):
        code = plain_code(typed)
        assert plain_code(code) == code
    enrolment_problems(typed, typed)
    with suppress(PhoneError):
        phone = normalise_phone(typed)
        assert normalise_phone(phone) == phone
        assert shown_phone(phone)
        assert masked_phone(phone)
    nik = plain_nik(typed)
    nik_warnings("nik", typed)
    masked_nik(nik)
    number = parse_register_number(typed)
    assert number is None or parse_register_number(str(number)) == number


def _text(content: bytes) -> str:
    # The clipboard of Windows may bring halves of surrogate pairs.
    return content.decode("utf-8", "surrogateescape")
