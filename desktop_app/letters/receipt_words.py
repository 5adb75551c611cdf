"""What a receipt says: its title, its fields and the notes below, in words."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.documents import Receipt
from desktop_app.domain.indonesian import clock_time, weekday_and_date
from desktop_app.letters.printable import lines, one_line

COPIES = ("Lembar untuk pelapor", "Arsip kantor")
_LONGEST_VALUE = 3000
_LONGEST_SHORT_VALUE = 300
_NOTHING = "–"
_DATA_NOTICE = (
    "Data pribadi hanya digunakan untuk menangani laporan ini dan dilindungi sesuai "
    "Undang-Undang Nomor 27 Tahun 2022."
)


@dataclass(frozen=True, slots=True)
class Field:
    """One label with its value, by lines; a `strong` value stands out."""

    label: str
    value: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """Everything that is printed on each copy, cleaned."""

    title: str
    register_number: str
    fields: tuple[Field, ...]
    reporter_name: str
    clerk_name: str
    notes: tuple[str, ...]


def receipt_words(receipt: Receipt) -> ReceiptWords:
    """Word a receipt; an answered information request gets its answer instead of a promise."""
    kind = one_line(receipt.classification, _LONGEST_SHORT_VALUE) or "Laporan"
    answered = bool(receipt.answer.strip())
    return ReceiptWords(
        title="BUKTI LAYANAN INFORMASI" if answered else f"TANDA TERIMA {kind.upper()}",
        register_number=one_line(receipt.register_number, _LONGEST_SHORT_VALUE),
        fields=_fields(receipt, kind, answered=answered),
        reporter_name=one_line(receipt.reporter_name, _LONGEST_SHORT_VALUE),
        clerk_name=one_line(receipt.clerk_name, _LONGEST_SHORT_VALUE),
        notes=_notes(receipt, answered=answered),
    )


def _fields(receipt: Receipt, kind: str, *, answered: bool) -> tuple[Field, ...]:
    moment = receipt.received_at
    received = f"{weekday_and_date(moment)}, pukul {clock_time(moment, receipt.zone_label)}"
    fields = [
        _field("Diterima pada", received),
        _field("Tempat", receipt.place),
        _field("Cara penyampaian", receipt.channel),
        _field("Nama pelapor", receipt.reporter_name),
        _field("Nomor kontak", receipt.reporter_phone),
        _field("Jenis laporan", kind),
        _field("Pokok laporan", receipt.title),
        _field("Lokasi", receipt.location),
        _field("Lampiran", receipt.attachments),
    ]
    if answered:
        answer = tuple(lines(receipt.answer, _LONGEST_VALUE)) or (_NOTHING,)
        return (*fields, Field("Jawaban", answer))
    if promise := _promise(receipt):
        fields.append(Field("Langkah berikutnya", (promise,), strong=True))
    return tuple(fields)


def _field(label: str, value: str) -> Field:
    words = one_line(value, _LONGEST_VALUE)
    return Field(label, (words if words not in {"", "-"} else _NOTHING,))


def _promise(receipt: Receipt) -> str:
    words = one_line(receipt.promise, _LONGEST_SHORT_VALUE)
    if receipt.promise_date is not None:
        words = f"{words} paling lambat {weekday_and_date(receipt.promise_date)}".lstrip()
    return words[:1].upper() + words[1:]


def _notes(receipt: Receipt, *, answered: bool) -> tuple[str, ...]:
    contact = one_line(receipt.inquiry_contact, _LONGEST_SHORT_VALUE)
    reach = f"hubungi {contact}" if contact else "datang ke kantor kami"
    when = "Bila jawaban ini belum jelas" if answered else "Simpan lembar ini. Untuk bertanya"
    return (
        f"Layanan ini tidak dipungut biaya. {when}, {reach} dengan menyebut nomor register.",
        _DATA_NOTICE,
    )
