"""The official Indonesian word for every code, once; letters and screens both take it here."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.cases import Channel, Classification, Status
from desktop_app.domain.people import OfficeKind, Role

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
}
