"""One sentence for every problem a field can have: what is wrong and what to type instead."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.attachments import LARGEST_FILE, MEBIBYTE
from desktop_app.domain.cases import PLACE_LENGTH, TITLE_LENGTH
from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.domain.reporters import ADDRESS_LENGTH, NAME_LENGTH

_LENGTHS = {
    "title": TITLE_LENGTH,
    "place": PLACE_LENGTH,
    "reporter_name": NAME_LENGTH,
    "reporter_address": ADDRESS_LENGTH,
}


def problem_words(problem: Problem) -> str:
    """Say what is wrong with one field and what to do."""
    match problem.code:
        case ProblemCode.REQUIRED:
            return _required(problem.field)
        case ProblemCode.TOO_LONG:
            return _too_long(problem.field)
        case ProblemCode.NUMBER_TAKEN if problem.field == "sequence":
            return QCoreApplication.translate(
                "Problem",
                "Nomor ini sudah dipakai, sudah ditandai rusak, atau bukan jatah komputer ini.",
            )
        case _:
            return _other(problem.code)


def _required(field: str) -> str:
    words = {
        "reporter_name": QCoreApplication.translate(
            "Problem", "Isi nama pelapor, atau tandai Anonim."
        ),
        "words": QCoreApplication.translate("Problem", "Tulis isi laporan dengan kata pelapor."),
        "title": QCoreApplication.translate("Problem", "Beri judul singkat."),
        "category": QCoreApplication.translate("Problem", "Pilih kategori dari daftar."),
        "text": QCoreApplication.translate("Problem", "Tulis dahulu isinya."),
        "office": QCoreApplication.translate("Problem", "Pilih kantor tujuan."),
        "addressee": QCoreApplication.translate("Problem", "Isi kepada siapa surat ini."),
        "subject": QCoreApplication.translate("Problem", "Isi hal surat."),
        "body": QCoreApplication.translate("Problem", "Isi surat masih kosong."),
        "reason": QCoreApplication.translate("Problem", "Tulis mengapa nomor ini rusak."),
        "password": QCoreApplication.translate("Problem", "Ketik kata sandi."),
    }
    return words.get(field, QCoreApplication.translate("Problem", "Bagian ini wajib diisi."))


def _too_long(field: str) -> str:
    most = _LENGTHS.get(field)
    if most is None:
        return QCoreApplication.translate("Problem", "Terlalu panjang. Ringkas dahulu.")
    return QCoreApplication.translate(
        "Problem", "Terlalu panjang: paling banyak {most} huruf."
    ).format(most=most)


def _other(code: ProblemCode) -> str:
    words = {
        ProblemCode.IN_THE_FUTURE: QCoreApplication.translate(
            "Problem", "Tanggal ini belum tiba. Periksa kembali."
        ),
        ProblemCode.LONG_AGO: QCoreApplication.translate(
            "Problem", "Lebih dari sepuluh tahun lalu. Benarkah tahunnya?"
        ),
        ProblemCode.PHONE_UNREADABLE: QCoreApplication.translate(
            "Problem", "Nomor ini tidak lengkap. Contoh: 0812-3456-7890 atau (0281) 123456."
        ),
        ProblemCode.PHONE_IS_EMERGENCY: QCoreApplication.translate(
            "Problem",
            "Ini nomor darurat, bukan nomor pelapor. Tanyakan nomor yang dapat dihubungi.",
        ),
        ProblemCode.NIK_LENGTH: QCoreApplication.translate(
            "Problem", "NIK biasanya 16 angka. Tetap dapat disimpan."
        ),
        ProblemCode.NIK_DATE: QCoreApplication.translate(
            "Problem", "Tanggal lahir dalam NIK ini janggal. Tetap dapat disimpan."
        ),
        ProblemCode.NIK_PROVINCE: QCoreApplication.translate(
            "Problem", "Kode provinsi NIK ini tidak dikenal. Tetap dapat disimpan."
        ),
        ProblemCode.NIK_SERIAL: QCoreApplication.translate(
            "Problem", "NIK tidak pernah berakhir 0000. Tetap dapat disimpan."
        ),
        ProblemCode.VILLAGE_UNKNOWN: QCoreApplication.translate(
            "Problem", "Desa ini tidak ada di daftar. Ketik sebagian namanya, lalu pilih."
        ),
        ProblemCode.OFFICE_UNKNOWN: QCoreApplication.translate(
            "Problem", "Kantor ini tidak ada di daftar. Pilih dari daftar."
        ),
        ProblemCode.COMPLAINED_OFFICE: QCoreApplication.translate(
            "Problem", "Kantor ini yang diadukan, jadi tidak dapat menangani kasusnya."
        ),
        ProblemCode.PASSWORD_TOO_SHORT: QCoreApplication.translate(
            "Problem", "Kata sandi paling sedikit 8 huruf atau angka."
        ),
        ProblemCode.PASSWORDS_DIFFER: QCoreApplication.translate(
            "Problem", "Kedua kata sandi tidak sama. Ketik ulang."
        ),
        ProblemCode.CODE_UNREADABLE: QCoreApplication.translate(
            "Problem", "Kode terdiri dari tiga kelompok empat huruf, misalnya ABCD-EFGH-JKLM."
        ),
        ProblemCode.CODE_MISTYPED: QCoreApplication.translate(
            "Problem",
            "Ada huruf yang kurang atau salah ketik. Periksa kode, kelompok demi kelompok.",
        ),
        ProblemCode.ADDRESS_UNREADABLE: QCoreApplication.translate(
            "Problem", "Alamat server dimulai dengan https://, misalnya https://aduan.contoh.go.id."
        ),
        ProblemCode.NUMBER_TAKEN: QCoreApplication.translate(
            "Problem", "Nomor ini sudah dipakai surat lain tahun ini."
        ),
        ProblemCode.UNFILLED: QCoreApplication.translate(
            "Problem", "Masih ada bagian bertanda “belum diisi”. Lengkapi sebelum diterbitkan."
        ),
        ProblemCode.FILE_TOO_LARGE: QCoreApplication.translate(
            "Problem", "Berkas lebih dari {most} MB. Perkecil dahulu, lalu tambahkan lagi."
        ).format(most=LARGEST_FILE // MEBIBYTE),
        ProblemCode.FILE_EMPTY: QCoreApplication.translate("Problem", "Berkas ini kosong."),
    }
    return words[code]
