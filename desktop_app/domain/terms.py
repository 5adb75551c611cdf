"""The official Indonesian word for every code, once; letters and screens both take it here."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.cases import Channel, Classification, Status
from desktop_app.domain.export_tables import ExportReason
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.permissions import Right, Side

CHANNEL: Mapping[Channel, str] = {
    Channel.WALK_IN: "Datang langsung",
    Channel.PHONE: "Telepon",
    Channel.WHATSAPP: "WhatsApp",
    Channel.LETTER: "Surat",
    Channel.SP4N_LAPOR: "SP4N-LAPOR!",
    Channel.CALL_CENTER_112: "Call Center 112",
    Channel.LAPOR_MASBUP: "Lapor MasBuP",
    Channel.LAPORGUB: "LaporGub",
    Channel.SOCIAL_MEDIA: "Media sosial",
    Channel.OGAN_LOPIAN: "Ogan Lopian",
    Channel.SMARTDPU: "SMARTDPU",
    Channel.EMAIL: "Surel",
    Channel.SUGGESTION_BOX: "Kotak saran",
}

CLASSIFICATION: Mapping[Classification, str] = {
    Classification.COMPLAINT: "Pengaduan",
    Classification.ASPIRATION: "Aspirasi",
    Classification.INFORMATION_REQUEST: "Permintaan informasi",
}

STATUS: Mapping[Status, str] = {
    Status.RECEIVED: "Diterima",
    Status.VERIFIED: "Terverifikasi",
    Status.ASSIGNED: "Didisposisi",
    Status.IN_PROGRESS: "Diproses",
    Status.FOLLOWED_UP: "Ditindaklanjuti",
    Status.CLOSED: "Selesai",
    Status.AWAITING_REPORTER: "Menunggu pelapor",
    Status.POSTPONED: "Ditunda",
    Status.NOT_OUR_AUTHORITY: "Bukan kewenangan",
    Status.ARCHIVED: "Diarsipkan",
    Status.MERGED: "Digabung",
    Status.UNDER_REVIEW: "Ditinjau ulang",
}

ROLE: Mapping[Role, str] = {
    Role.CLERK: "petugas loket",
    Role.VERIFIER: "verifikator",
    Role.EXECUTOR: "pelaksana",
    Role.SIGNER: "pejabat penanda tangan",
    Role.MONITOR: "pemantau",
    Role.OFFICE_ADMIN: "admin kantor",
    Role.REGENCY_ADMIN: "admin kabupaten",
    Role.PARTNER: "unit mitra",
}

OFFICE_KIND: Mapping[OfficeKind, str] = {
    OfficeKind.REGENCY: "Kabupaten",
    OfficeKind.DISTRICT: "Kecamatan",
    OfficeKind.VILLAGE: "Desa/Kelurahan",
    OfficeKind.AGENCY: "Perangkat daerah",
    OfficeKind.PARTNER: "Unit mitra",
}

RIGHT: Mapping[Right, str] = {
    Right.READ: "membaca kasus",
    Right.REGISTER: "menerima aduan",
    Right.HEAR: "menjawab di loket dan mencatat kabar pelapor",
    Right.VERIFY: "memverifikasi, menunda, menolak, dan mengarsipkan kasus",
    Right.ASSIGN: "meneruskan kasus ke kantor lain",
    Right.WORK: "menindaklanjuti kasus",
    Right.PROGRESS: "menulis perkembangan",
    Right.NOTE: "menulis catatan internal dan melampirkan berkas",
    Right.REPLY: "membalas pelapor",
    Right.CLOSE: "menyelesaikan kasus",
    Right.CORRECT: "mengoreksi judul, kategori, dan lokasi",
    Right.VOID: "membatalkan kasus yang salah catat",
    Right.SEE_IDENTITY: "melihat identitas pelapor",
    Right.CORRECT_IDENTITY: "membetulkan identitas pelapor",
    Right.PERSONAL_DATA: "memberi, membatasi, dan menghapus data pribadi pelapor",
    Right.PRINT_RECEIPT: "mencetak tanda terima",
    Right.ISSUE_LETTER: "membuat surat dan mengurus nomornya",
    Right.RELEASE: "melepas kasus kepada kantor yang diadukan dan membuka identitas pelapor",
    Right.KEEP_IN_STEP: "mengurus sinkron, kiriman yang ditolak, dan kurir",
    Right.LET_IN: "mengatur siapa yang dapat masuk di komputer ini",
    Right.KEEP_COPIES: "memulihkan dari cadangan dan memilih tempat keduanya",
    Right.EXPORT_ALL: "mengekspor semua data tanpa identitas pelapor",
    Right.EXPORT_IDENTITIES: "mengekspor semua data dengan identitas pelapor",
    Right.SET_UP_OFFICE: "mengubah pengaturan kantor",
    Right.KEEP_REGENCY: "mengurus kantor, petugas, dan kategori se-kabupaten",
    Right.SEE_TRAIL: "melihat, memeriksa, dan mengekspor jejak audit kantor",
}

SIDE: Mapping[Side, str] = {
    Side.OFFICE: "kantor sendiri",
    Side.OWN: "kantor yang menerima laporan",
    Side.TAKER: "kantor yang menerima laporan, atau kabupaten",
    Side.WORKER: "kantor yang sedang menangani kasus",
    Side.EITHER: "kantor yang menerima laporan atau yang sedang menangani kasus",
}

AUDIT_KIND: Mapping[AuditKind, str] = {
    AuditKind.CHAIN_BEGUN: "Jejak dimulai",
    AuditKind.SIGNED_IN: "Masuk",
    AuditKind.SIGNED_OUT: "Keluar",
    AuditKind.WRONG_TRIES: "Sandi atau kode salah",
    AuditKind.PASSWORD_CHANGED: "Sandi diganti",
    AuditKind.CODE_GIVEN: "Kode sekali pakai diberikan",
    AuditKind.CODE_USED: "Kode sekali pakai dipakai",
    AuditKind.RECOVERY_CODE_MADE: "Kode pemulihan dibuat",
    AuditKind.RECOVERY_CODE_USED: "Kode pemulihan dipakai",
    AuditKind.SHUT_OUT: "Akses dicabut",
    AuditKind.SEEN: "Melihat",
    AuditKind.CHANGED: "Mengubah",
    AuditKind.PRINTED: "Mencetak",
    AuditKind.EXPORTED: "Mengekspor",
    AuditKind.REVEALED: "Membuka yang dirahasiakan",
    AuditKind.RELEASED: "Membuka untuk kantor lain",
    AuditKind.BACKUP_MADE: "Cadangan dibuat",
    AuditKind.BACKUP_RESTORED: "Cadangan dipulihkan",
    AuditKind.SETTINGS_CHANGED: "Pengaturan diubah",
    AuditKind.TRAIL_CHECKED: "Jejak diperiksa",
    AuditKind.TRAIL_PARTED: "Jejak bercabang",
}

EXPORT_REASON: Mapping[ExportReason, str] = {
    ExportReason.OTHER_PROGRAM: "Pindah ke aplikasi lain",
    ExportReason.INSPECTION: "Permintaan pemeriksa (Inspektorat, BPK, Ombudsman)",
    ExportReason.COURT: "Permintaan penegak hukum atau pengadilan",
    ExportReason.ARCHIVE: "Penyerahan arsip",
}
