"""A desk in the middle of its work: invented cases in every state, made through the use cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter

from desktop_app.domain.cases import Channel, Classification
from desktop_app.domain.confidential import Because, DisclosureReason
from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_file import keep_file
from desktop_app.services.letters.issue_letter import IssueLetter, LetterText, issue_letter
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.privacy.disclosing import open_confidential
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests import builders
from tests.desk import Desk, a_village, an_intake

LONG_TITLE = (
    "Permohonan perbaikan jembatan gantung penghubung Dusun Rekaan dan Dusun Contoh yang "
    "papannya lapuk sehingga anak sekolah harus memutar tiga kilometer"
)
LONG_WORDS = (
    "Assalamualaikum, kami warga RT 02 dan RT 03 menyampaikan bahwa jembatan gantung sudah lama "
    "rusak. Papan banyak yang lapuk dan tali penahan sebelah kiri kendur.\n\nLokasinya di "
    "https://peta.contoh.example/tempat/jembatan-gantung-rekaan-sebelah-utara-sungai-klawing. "
    "Anak sekolah sekarang memutar tiga kilometer. Mohon segera ditinjau, terima kasih."
)


def a_working_day(desk: Desk) -> dict[str, UUID]:
    """Fill a desk; return the uids of the cases that pictures and tests go to."""
    day = _Day(desk)
    late = day.case("Saluran air tersumbat di Pasar Bobotsari", days=9, channel=Channel.PHONE)
    bridge = day.case(
        LONG_TITLE, days=8, words=LONG_WORDS, channel=Channel.LETTER, category="roads_bridges"
    )
    closed = day.case("Sampah menumpuk di belakang terminal", days=7, channel=Channel.WALK_IN)
    assigned = day.case(
        "Lampu jalan padam di depan SDN 2 Gandasuli",
        days=6,
        channel=Channel.WHATSAPP,
        words=(
            "Selamat pagi pak, lampu jalan di depan SDN 2 padam sudah dua minggu. Kalau malam "
            "gelap sekali, anak-anak pulang mengaji takut lewat. Mohon diperbaiki."
        ),
        complained_about="Petugas PJU yang dihubungi warga",
    )
    waiting = day.case("Bantuan sosial belum diterima", days=5, category="social_assistance")
    secret = day.case(
        "Laporan tentang pungutan", days=4, channel=Channel.WALK_IN, confidential=True
    )
    anonymous = day.case(
        "Parkir liar di depan puskesmas",
        days=2,
        channel=Channel.SOCIAL_MEDIA,
        anonymous=True,
        reporter_name="",
        reporter_phone="",
    )
    day.case("Pohon tumbang menutup jalan kampung", days=1, channel=Channel.WHATSAPP)
    question = day.case(
        "Syarat pindah datang antarkabupaten",
        days=0.2,
        channel=Channel.PHONE,
        classification=Classification.INFORMATION_REQUEST,
        category="civil_registration",
    )
    received = day.case("Jalan berlubang di tikungan balai desa", days=0.05, words=LONG_WORDS)
    day.verify(late, bridge, closed, assigned, waiting)
    day.move(assigned, MoveName.ASSIGN, "Mohon dicek bersama PLN.", to=builders.VILLAGE_UID)
    day.write(assigned, EntryKind.NOTE, "Pelapor sudah ditelepon, bersedia menunjukkan lokasi.")
    day.write(
        assigned,
        EntryKind.REPLY,
        "Terima kasih. Laporan sudah diteruskan ke Desa Gandasuli dan akan dicek pekan ini.",
        photo=True,
    )
    day.move(closed, MoveName.FOLLOW_UP, "Sampah sudah diangkut; kontainer ditambah satu.")
    day.letter(closed)
    day.move(closed, MoveName.CLOSE, "")
    day.move(waiting, MoveName.ASK_REPORTER, "Mohon fotokopi kartu keluarga.")
    for reader in (desk.context, at_the_village(desk.context)):
        open_confidential(secret, Because(DisclosureReason.WORK), reader)
    return {
        "late": late,
        "bridge": bridge,
        "closed": closed,
        "assigned": assigned,
        "waiting": waiting,
        "anonymous": anonymous,
        "question": question,
        "received": received,
    }


class _Day:
    """Makes cases in the past and lets the desk act on them now."""

    def __init__(self, desk: Desk) -> None:
        self._context = desk.context
        self._desk = desk
        self._now = desk.clock.now

    def case(self, title: str, *, days: float, **changes: object) -> UUID:
        self._desk.clock.now = self._now - timedelta(days=days)
        draft = an_intake(self._context, title=title, **changes)
        uid = register_case(RegisterCase(draft, date_confirmed=True), self._context).case.uid
        self._desk.clock.now = self._now
        return uid

    def verify(self, *uids: UUID) -> None:
        for uid in uids:
            self.move(uid, MoveName.VERIFY, "")

    def move(self, uid: UUID, name: MoveName, text: str, *, to: UUID | None = None) -> None:
        self._tick()
        move_case(MoveCase(uid, name, text, to), self._context)

    def write(self, uid: UUID, kind: EntryKind, text: str, *, photo: bool = False) -> None:
        self._tick()
        files = (keep_file(a_photo(), "lampu padam.jpg", self._context),) if photo else ()
        write_entry(WriteEntry(uid, kind, text, files), self._context)

    def letter(self, uid: UUID) -> None:
        self._tick()
        text = LetterText(
            template="follow_up",
            subject="Tindak lanjut pengaduan",
            nature="Biasa",
            enclosure="-",
            addressee="Kepala Dinas Rekaan",
            addressee_place="Purbalingga",
            paragraphs=("Sampah sudah diangkut.",),
        )
        issue_letter(IssueLetter(uid, text), self._context)

    def _tick(self) -> None:
        self._desk.clock.now += timedelta(minutes=2)


def a_photo(width: int = 1600, height: int = 1200) -> bytes:
    """An invented photo as JPEG: dusk, a road, a lamp that is out."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, height))
    sky.setColorAt(0.0, QColor("#22324d"))
    sky.setColorAt(0.6, QColor("#c98a5a"))
    sky.setColorAt(1.0, QColor("#3a3230"))
    painter.fillRect(image.rect(), sky)
    painter.fillRect(QRectF(0, height * 0.75, width, height * 0.25), QColor("#2c2a2a"))
    painter.fillRect(QRectF(width * 0.6, height * 0.2, width * 0.02, height * 0.6), QColor("black"))
    painter.end()
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"JPEG")).write(image)
    return bytes(written.data())


def at_the_village(context: DeskContext) -> DeskContext:
    """The same profile as the village office would see it, with its secretary at the desk."""
    secretary = builders.a_person(
        uid=UUID("00000000-0000-7000-8000-000000000013"),
        office_uid=builders.VILLAGE_UID,
        name="Darmo Rekaan",
        roles=frozenset({Role.EXECUTOR}),
        position="Sekretaris Desa",
    )
    return replace(context, office=a_village(), person=secretary)
