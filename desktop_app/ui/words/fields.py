"""What each field of a case is called where people read about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def field_words(name: str) -> str:
    """Name a field in the middle of a sentence; an unknown one is shown as it is."""
    return (_of_the_case() | _of_the_reporter() | _of_what_was_written()).get(name, name)


def field_label(name: str) -> str:
    """Name a field at the beginning of a line."""
    words = field_words(name)
    return words if words.isupper() else words[:1].upper() + words[1:]


def _of_the_case() -> dict[str, str]:
    return {
        "title": QCoreApplication.translate("Fields", "judul"),
        "category": QCoreApplication.translate("Fields", "kategori"),
        "classification": QCoreApplication.translate("Fields", "klasifikasi"),
        "village_code": QCoreApplication.translate("Fields", "desa"),
        "place": QCoreApplication.translate("Fields", "lokasi"),
        "happened_on": QCoreApplication.translate("Fields", "tanggal kejadian"),
        "happened_words": QCoreApplication.translate("Fields", "waktu kejadian"),
        "confidential": QCoreApplication.translate("Fields", "tanda rahasia"),
        "anonymous": QCoreApplication.translate("Fields", "tanda anonim"),
        "complained_office_uid": QCoreApplication.translate("Fields", "kantor yang diadukan"),
        "complained_about": QCoreApplication.translate("Fields", "pihak yang diadukan"),
    }


def _of_the_reporter() -> dict[str, str]:
    return {
        "reporter_words": QCoreApplication.translate("Fields", "kata pelapor"),
        "reporter_name": QCoreApplication.translate("Fields", "nama pelapor"),
        "reporter_phone": QCoreApplication.translate("Fields", "telepon pelapor"),
        "reporter_address": QCoreApplication.translate("Fields", "alamat pelapor"),
        "reporter_nik": QCoreApplication.translate("Fields", "NIK pelapor"),
    }


def _of_what_was_written() -> dict[str, str]:
    return {
        "text": QCoreApplication.translate("Fields", "isi"),
        "move": QCoreApplication.translate("Fields", "langkah"),
        "until": QCoreApplication.translate("Fields", "hari terakhir"),
        "to_office_uid": QCoreApplication.translate("Fields", "kantor tujuan"),
        "file": QCoreApplication.translate("Fields", "berkas"),
        "number": QCoreApplication.translate("Fields", "nomor surat"),
        "sequence": QCoreApplication.translate("Fields", "nomor urut"),
        "subject": QCoreApplication.translate("Fields", "hal"),
        "addressee": QCoreApplication.translate("Fields", "kepada"),
    }
