"""Troubles of copies: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.backups import BackupPlace
from desktop_app.domain.errors import Trouble


def backup_troubles() -> Mapping[Trouble, Callable[[Mapping[str, str]], str]]:
    """What makes the sentence of each from its facts."""
    return {
        Trouble.BACKUP_NO_ROOM: _no_room,
        Trouble.BACKUP_PLACE_CLOSED: _closed,
        Trouble.BACKUP_PLACE_GONE: _gone,
        Trouble.BACKUP_NOT_WHOLE: _not_whole,
        Trouble.BACKUP_DAMAGED: _damaged,
        Trouble.BACKUP_FOREIGN: _foreign,
        Trouble.BACKUP_OWNER_UNKNOWN: _owner_unknown,
        Trouble.KEYS_LOST: _keys_lost,
    }


def _no_room(facts: Mapping[str, str]) -> str:
    if _is_second(facts):
        return QCoreApplication.translate(
            "Trouble",
            "Tempat kedua penuh, jadi cadangan tidak disalin ke sana. Data dan cadangan di "
            "komputer ini utuh. Kosongkan ruang atau pakai stik yang lebih besar.",
        )
    return QCoreApplication.translate(
        "Trouble",
        "Cakram penuh, jadi cadangan belum dibuat. Data dan cadangan yang lama utuh. Kosongkan "
        "ruang; program mencoba lagi sendiri.",
    )


def _closed(facts: Mapping[str, str]) -> str:
    if _is_second(facts):
        return QCoreApplication.translate(
            "Trouble",
            "Tempat kedua tidak dapat ditulis, jadi cadangan tidak disalin ke sana. Data dan "
            "cadangan di komputer ini utuh. Periksa kunci tulis stik atau hak akses folder.",
        )
    return QCoreApplication.translate(
        "Trouble",
        "Folder cadangan tidak dapat ditulis, jadi cadangan belum dibuat. Data dan cadangan yang "
        "lama utuh. Periksa hak akses atau antivirus; program mencoba lagi sendiri.",
    )


def _gone(facts: Mapping[str, str]) -> str:
    if _is_second(facts):
        return QCoreApplication.translate(
            "Trouble",
            "Tempat kedua tidak ditemukan; mungkin stik dicabut atau jaringan putus. Cadangan di "
            "komputer ini utuh. Pasang stiknya; program menyalin yang tertinggal sendiri.",
        )
    return QCoreApplication.translate(
        "Trouble", "Folder itu tidak ditemukan. Tidak ada yang berubah; pilih folder lain."
    )


def _not_whole(facts: Mapping[str, str]) -> str:
    if _is_second(facts):
        return QCoreApplication.translate(
            "Trouble",
            "Salinan di tempat kedua gagal saat dicoba buka, jadi tidak dipakai. Cadangan di "
            "komputer ini utuh. Ganti stik atau folder itu.",
        )
    return QCoreApplication.translate(
        "Trouble",
        "Cadangan baru gagal saat dicoba buka, jadi tidak dipakai. Data dan cadangan yang lama "
        "utuh. Coba lagi; bila berulang, cakram komputer ini mungkin rusak.",
    )


def _damaged(_facts: Mapping[str, str]) -> str:
    return QCoreApplication.translate(
        "Trouble",
        "Cadangan ini rusak, jadi tidak dipakai. Data di komputer ini tidak berubah. Pilih "
        "cadangan lain.",
    )


def _foreign(facts: Mapping[str, str]) -> str:
    return QCoreApplication.translate(
        "Trouble",
        "Cadangan ini dari komputer lain ({owner}), jadi tidak dapat menggantikan data komputer "
        "ini. Tidak ada yang berubah. Pilih cadangan komputer ini sendiri; bila tidak ada, minta "
        "kode baru ke admin kabupaten untuk mendaftarkan komputer ini lagi.",
    ).format(owner=_owner(facts))


def _owner_unknown(facts: Mapping[str, str]) -> str:
    return QCoreApplication.translate(
        "Trouble",
        "Cadangan ini milik {owner}. Apakah itu komputer ini, tidak terbaca lagi dari datanya. "
        "Lanjutkan hanya bila benar; data yang sekarang disimpan apa adanya. Bila bukan, cari "
        "cadangan lain atau minta kode baru ke admin kabupaten.",
    ).format(owner=_owner(facts))


def _owner(facts: Mapping[str, str]) -> str:
    return QCoreApplication.translate("Trouble", "{office}, komputer {letter}").format(
        office=facts.get("office", ""), letter=facts.get("letter", "")
    )


def _keys_lost(facts: Mapping[str, str]) -> str:
    if facts.get("of") == "copy":
        return QCoreApplication.translate(
            "Trouble",
            "Berkas kunci cadangan ini hilang atau rusak, jadi tidak dapat dibuka. Data di "
            "komputer ini tidak berubah. Pilih cadangan lain atau cari di folder lain.",
        )
    return QCoreApplication.translate(
        "Trouble",
        "Berkas kunci di komputer ini hilang atau rusak, jadi tidak ada yang dapat masuk. Data "
        "kantor masih ada; jangan hapus apa pun. Pilih cadangan terakhir dan ketik kata sandi: "
        "bila kuncinya cocok, hanya kunci yang dikembalikan dan data tetap yang sekarang.",
    )


def _is_second(facts: Mapping[str, str]) -> bool:
    return facts.get("place") == BackupPlace.SECOND.value
