"""The official Indonesian word for every code, once; letters and screens both take it here."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.cases import Channel, Classification, Status
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
    Right.PERSONAL_DATA: "menjawab permintaan data pribadi",
    Right.PRINT_RECEIPT: "mencetak tanda terima",
    Right.ISSUE_LETTER: "membuat surat dan mengurus nomornya",
    Right.RELEASE: "melepas kasus kepada kantor yang diadukan dan membuka identitas pelapor",
    Right.KEEP_IN_STEP: "mengurus sinkron, kiriman yang ditolak, dan kurir",
    Right.LET_IN: "mengatur siapa yang dapat masuk di komputer ini",
    Right.SET_UP_OFFICE: "mengubah pengaturan kantor",
    Right.KEEP_REGENCY: "mengurus kantor, petugas, dan kategori se-kabupaten",
}

SIDE: Mapping[Side, str] = {
    Side.OFFICE: "kantor sendiri",
    Side.OWN: "kantor yang menerima laporan",
    Side.TAKER: "kantor yang menerima laporan, atau kabupaten",
    Side.WORKER: "kantor yang sedang menangani kasus",
    Side.EITHER: "kantor yang menerima laporan atau yang sedang menangani kasus",
}
