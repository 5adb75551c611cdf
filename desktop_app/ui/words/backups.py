"""Copies in the words of a clerk: what is there, how far it is, what a return would do."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.backups import (
    Backup,
    BackupProgress,
    BackupStage,
    Occasion,
    Restored,
    RestorePreview,
    TableChange,
)
from desktop_app.ui.words.dates import moment_words


def number_words(number: int) -> str:
    """Write a number with the points of Indonesia: `1.234`."""
    return f"{number:,}".replace(",", ".")


def tried_words(backup: Backup, zone: tzinfo) -> str:
    """Say when a copy was made, that it was opened, and what is in it."""
    if backup.missing:
        sentence = QCoreApplication.translate(
            "Backups",
            "Cadangan terakhir {moment} sudah dicoba buka: {cases} aduan, {files} berkas, lengkap; "
            "{missing} berkas belum sampai dari server.",
        )
    else:
        sentence = QCoreApplication.translate(
            "Backups",
            "Cadangan terakhir {moment} sudah dicoba buka: {cases} aduan, {files} berkas, lengkap.",
        )
    return sentence.format(
        moment=moment_words(backup.made_at, zone),
        cases=number_words(backup.cases),
        files=number_words(backup.files),
        missing=number_words(backup.missing),
    )


def occasion_words(occasion: Occasion) -> str:
    """Say why a copy was made."""
    match occasion:
        case Occasion.DAILY:
            return QCoreApplication.translate("Backups", "Harian")
        case Occasion.CLOSING:
            return QCoreApplication.translate("Backups", "Saat program ditutup")
        case Occasion.ASKED:
            return QCoreApplication.translate("Backups", "Diminta petugas")
        case Occasion.BEFORE_RESTORE:
            return QCoreApplication.translate("Backups", "Sebelum dipulihkan")


def backup_progress_words(progress: BackupProgress) -> str:
    """Say what is being done."""
    match progress.stage:
        case BackupStage.COPYING:
            return QCoreApplication.translate("Backups", "Menyalin data")
        case BackupStage.FILES:
            return QCoreApplication.translate("Backups", "Menyalin berkas")
        case BackupStage.TRYING:
            return QCoreApplication.translate("Backups", "Mencoba buka dan menghitung")
        case BackupStage.SECOND_PLACE:
            return QCoreApplication.translate("Backups", "Menyalin ke tempat kedua")


def preview_words(preview: RestorePreview, zone: tzinfo) -> str:
    """Say what a return would take away, bring, and carry over."""
    parts = [
        QCoreApplication.translate("Backups", "Kembali ke cadangan {moment}?").format(
            moment=moment_words(preview.backup.made_at, zone)
        )
    ]
    if preview.is_readable:
        parts += _changes(preview)
    else:
        parts.append(
            QCoreApplication.translate(
                "Backups",
                "Data yang sekarang tidak dapat dibaca seluruhnya. Yang masih terbaca dan belum "
                "terkirim ikut dibawa.",
            )
        )
    parts.append(
        QCoreApplication.translate(
            "Backups",
            "Keadaan sekarang disimpan dahulu sebagai cadangan, jadi ini dapat diurungkan. "
            "Program keluar ke halaman masuk.",
        )
    )
    return " ".join(parts)


def _changes(preview: RestorePreview) -> list[str]:
    names = {
        "case": QCoreApplication.translate("Backups", "{count} aduan"),
        "timeline_entry": QCoreApplication.translate("Backups", "{count} catatan riwayat"),
        "attachment": QCoreApplication.translate("Backups", "{count} berkas"),
        "letter": QCoreApplication.translate("Backups", "{count} surat"),
    }
    changes = [(words, preview.changes.get(name)) for name, words in names.items()]
    known = [(words, change) for words, change in changes if change is not None]
    newer = [_of(words, change.only_now) for words, change in known if change.only_now]
    back = [_of(words, change.only_then) for words, change in known if change.only_then]
    told = []
    if newer:
        sentence = QCoreApplication.translate(
            "Backups",
            "Lebih baru dari cadangan itu: {amounts}; yang sudah terkirim datang lagi dari server.",
        )
        told.append(sentence.format(amounts=", ".join(newer)))
    if back:
        sentence = QCoreApplication.translate("Backups", "Kembali dari cadangan: {amounts}.")
        told.append(sentence.format(amounts=", ".join(back)))
    told += _differing(preview.changes.get("case"))
    if preview.unsent:
        sentence = QCoreApplication.translate(
            "Backups", "{count} perubahan yang belum terkirim ikut dibawa. Nomor tidak berulang."
        )
        told.append(sentence.format(count=number_words(preview.unsent)))
    if not newer and not back and not preview.unsent:
        told.append(QCoreApplication.translate("Backups", "Isinya sama dengan data yang sekarang."))
    return told


def _differing(change: TableChange | None) -> list[str]:
    if change is None or not change.differ:
        return []
    sentence = QCoreApplication.translate("Backups", "{count} aduan kembali ke isi yang lama.")
    return [sentence.format(count=number_words(change.differ))]


def _of(words: str, count: int) -> str:
    return words.format(count=number_words(count))


def restored_words(done: Restored, zone: tzinfo) -> str:
    """Say what a return did and what is to be done now."""
    if done.keys_only:
        sentence = QCoreApplication.translate(
            "Backups",
            "Berkas kunci dikembalikan dari cadangan {moment}. Data tidak berubah. Masuklah.",
        )
        return sentence.format(moment=moment_words(done.backup.made_at, zone))
    parts = [
        QCoreApplication.translate("Backups", "Data dipulihkan ke cadangan {moment}.").format(
            moment=moment_words(done.backup.made_at, zone)
        )
    ]
    if done.unsent:
        sentence = QCoreApplication.translate(
            "Backups", "{count} perubahan yang belum terkirim ikut dibawa."
        )
        parts.append(sentence.format(count=number_words(done.unsent)))
    if done.unread:
        parts.append(
            QCoreApplication.translate(
                "Backups",
                "Sebagian data lama tidak terbaca dan disimpan apa adanya untuk admin kabupaten.",
            )
        )
    if done.numbers_leaped:
        parts.append(
            QCoreApplication.translate(
                "Backups",
                "Nomor register meloncat supaya tidak ada yang berulang; nomor surat baru datang "
                "saat sinkron.",
            )
        )
    parts.append(
        QCoreApplication.translate("Backups", "Masuklah, lalu sinkronkan bila ada jaringan.")
    )
    return " ".join(parts)
