"""What is printed, as data: `letters` turns it into PDF bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class Paper(Enum):
    """Paper a letter may be printed on; F4 is 215 x 330 mm in Indonesia, not Folio."""

    A4 = "a4"
    F4 = "f4"


class ReceiptPaper(Enum):
    """Receipts take half a sheet, two copies to a page: A4 gives two A5, F4 two halves."""

    A5_PAIR = "a5_pair"
    HALF_F4_PAIR = "half_f4_pair"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an office's paper; `emblem_png` may be empty."""

    government: str
    office: str
    address_line: str
    contact_line: str
    emblem_png: bytes = b""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs: `position` such as "Camat Bobotsari", rank and NIP may be empty."""

    position: str
    name: str
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt, its words already chosen for what may be shown (masked, "Dirahasiakan").

    `received_at` is local time of the office with its zone; `answer` is filled for an information
    request that was answered at the counter, `promise_date` for everything else.
    """

    letterhead: Letterhead
    register_number: str
    received_at: datetime
    zone_label: str
    place: str
    channel: str
    reporter_name: str
    reporter_phone: str
    classification: str
    title: str
    location: str
    attachments: str
    promise: str
    promise_date: date | None
    answer: str
    clerk_name: str
    inquiry_contact: str
    paper: ReceiptPaper = ReceiptPaper.A5_PAIR


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The sheet that opens the data of one PC when passwords are forgotten; locked away."""

    office: str
    device_letter: str
    code: str
    made_on: date


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading, labels with values, then plain paragraphs."""

    heading: str
    fields: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A document of as many pages as it takes, on the office's paper; every word is plain text."""

    letterhead: Letterhead
    title: str
    intro: tuple[str, ...]
    sections: tuple[ReportSection, ...]


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """A letter with every word decided; `number` is empty in a preview before numbering."""

    letterhead: Letterhead
    place: str
    letter_date: date
    number: str
    nature: str
    enclosure: str
    subject: str
    addressee: str
    addressee_place: str
    paragraphs: tuple[str, ...]
    signature: SignatureBlock
    copies: tuple[str, ...]
    paper: Paper
    title: str
