"""Invented receipts and letters of the demo district, as the use cases would word them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from desktop_app import bundled
from desktop_app.domain.documents import (
    Letterhead,
    OfficialLetter,
    Paper,
    Receipt,
    ReceiptPaper,
    SignatureBlock,
)
from desktop_app.services.letters.letter_templates import FilledLetter, fill, load

WIB = timezone(timedelta(hours=7))
NUMBER = "BBS/25/A-000123-K"

VALUES = {
    "nomor_register": NUMBER,
    "tanggal_diterima": "14 Oktober 2025",
    "pokok": "Lampu penerangan jalan padam di depan SDN 2 Gandasuli",
    "lokasi": "RT 02 RW 03, Desa Gandasuli, Kecamatan Bobotsari",
    "kanal": "Datang langsung",
    "klasifikasi": "Pengaduan",
    "kantor": "Kecamatan Bobotsari",
    "kantor_tujuan": "Dinas Perhubungan Kabupaten Purbalingga",
    "pimpinan_tujuan": "Kepala Dinas Perhubungan Kabupaten Purbalingga",
    "batas_waktu": "22 Oktober 2025",
    "uraian": (
        "Tiga lampu di depan sekolah padam sejak 8 Oktober 2025. Anak-anak yang pulang mengaji "
        "melewati jalan yang gelap."
    ),
    "hasil": (
        "1. Pada tanggal 16 Oktober 2025 petugas memeriksa lokasi dan mendapati kabel terputus.\n"
        "2. Kabel diganti dan ketiga lampu menyala kembali pada tanggal 20 Oktober 2025."
    ),
    "kontak": "(0281) 759000",
    "nama_pelapor": "Tarsini Wulandari",
    "data_terungkap": "nama dan nomor telepon",
    "waktu_kegagalan": "20 Oktober 2025, pukul 10.00",
    "cara_kegagalan": "daftar tercetak tertinggal di loket",
    "tindakan_pemulihan": "daftar ditarik dan dimusnahkan",
}


def a_letterhead(**changes: Any) -> Letterhead:
    """The head of the demo district, with the demo's emblem."""
    letterhead = Letterhead(
        government="PEMERINTAH KABUPATEN PURBALINGGA",
        office="KECAMATAN BOBOTSARI",
        address_line="Jalan Raya Bobotsari Nomor 12, Kode Pos 53353",
        contact_line="Telepon (0281) 759000, pos-el bobotsari@example.go.id",
        emblem_png=bundled.read_bytes("emblem", "demo-emblem.png"),
    )
    return replace(letterhead, **changes)


def a_receipt(**changes: Any) -> Receipt:
    """A complaint taken at the counter."""
    receipt = Receipt(
        letterhead=a_letterhead(),
        register_number=NUMBER,
        received_at=datetime(2025, 10, 14, 9, 15, tzinfo=WIB),
        zone_label="WIB",
        place="Kecamatan Bobotsari",
        channel="Datang langsung",
        reporter_name="Tarsini Wulandari",
        reporter_phone="0812-****-7890",
        classification="Pengaduan",
        title="Lampu penerangan jalan padam di depan SDN 2 Gandasuli",
        location="RT 02 RW 03, Gandasuli, Kec. Bobotsari",
        attachments="1 berkas",
        promise="diperiksa",
        promise_date=date(2025, 10, 17),
        answer="",
        clerk_name="Rahmat Hidayat",
        inquiry_contact="(0281) 759000",
    )
    return replace(receipt, **changes)


def a_secret_receipt() -> Receipt:
    """The receipt of a case whose reporter stays hidden, on half F4."""
    return a_receipt(
        reporter_name="Dirahasiakan",
        reporter_phone="Dirahasiakan",
        paper=ReceiptPaper.HALF_F4_PAIR,
    )


def an_answered_receipt() -> Receipt:
    """The receipt of an information request answered at the counter."""
    return a_receipt(
        classification="Permintaan informasi",
        title="Syarat mengurus kartu keluarga setelah pindah dari kabupaten lain",
        location="-",
        attachments="-",
        promise="",
        promise_date=None,
        answer=(
            "Bawa surat keterangan pindah, kartu keluarga dan KTP-el lama.\n"
            "Berkas diserahkan di loket kependudukan, Senin sampai Jumat pukul 08.00–14.00 WIB."
        ),
    )


def a_letter(template: str = "follow_up", **changes: Any) -> OfficialLetter:
    """A letter from one of the templates, every placeholder filled."""
    return a_letter_from(fill(load(template), VALUES), **changes)


def a_letter_from(filled: FilledLetter, **changes: Any) -> OfficialLetter:
    """A numbered letter of the demo district with these words."""
    letter = OfficialLetter(
        letterhead=a_letterhead(),
        place="Bobotsari",
        letter_date=date(2025, 10, 15),
        number="700.1.2.4/023/Kec.Bbs/2025",
        nature=filled.nature,
        enclosure=filled.enclosure,
        subject=filled.subject,
        addressee=filled.addressee,
        addressee_place="Purbalingga",
        paragraphs=filled.paragraphs,
        signature=SignatureBlock(
            "Camat Bobotsari",
            "Sugeng Raharjo, S.STP., M.Si.",
            "Pembina Tingkat I (IV/b)",
            "197503172000031004",
        ),
        copies=(
            "Bupati Purbalingga (sebagai laporan)",
            "Kepala Dinas Komunikasi dan Informatika Kabupaten Purbalingga",
        ),
        paper=Paper.A4,
        title="Surat 700.1.2.4/023/Kec.Bbs/2025",
    )
    return replace(letter, **changes)
