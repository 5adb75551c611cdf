"""What each move is called, what it says when it is done, and who may make one that is refused."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.permissions import ROLES_AT, Side
from desktop_app.domain.workflow import MoveName, Refusal, Verdict
from desktop_app.ui.words.rights import any_of


@dataclass(frozen=True, slots=True)
class MoveWords:
    """A move on its button, after it was made, and as a sentence that says what it is for."""

    action: str
    done: str
    hint: str


def move_words(name: MoveName) -> MoveWords:
    """Return the words of one move."""
    return (_first_moves() | _last_moves() | _side_moves())[name]


def refusal_words(
    verdict: Verdict, *, taker: str = "", worker: str = "", worker_kind: OfficeKind | None = None
) -> str:
    """Say why a move is refused, and who may make it; empty when it is open.

    `taker` and `worker` are the names of the office that took the case and of the one that works
    on it; without them the sentence speaks of their part.
    """
    match verdict.refusal:
        case None:
            return ""
        case Refusal.WRONG_STATUS:
            return QCoreApplication.translate("Moves", "Tidak berlaku pada status kasus sekarang")
        case Refusal.ONLY_INFORMATION:
            return QCoreApplication.translate("Moves", "Hanya untuk permintaan informasi")
        case Refusal.WRONG_OFFICE | Refusal.NO_RIGHT:
            return QCoreApplication.translate("Moves", "Hanya {who}").format(
                who=who_may(verdict, taker=taker, worker=worker, worker_kind=worker_kind)
            )


def who_may(
    verdict: Verdict, *, taker: str = "", worker: str = "", worker_kind: OfficeKind | None = None
) -> str:
    """Name the people who may make a move: `verifikator Kecamatan Bobotsari`."""
    office = office_words(verdict.side, taker=taker, worker=worker)
    there = set(Role) if worker_kind is None else ROLES_AT[worker_kind]
    is_elsewhere = verdict.side is not Side.WORKER
    roles = [role for role in verdict.roles if is_elsewhere or role in there]
    return f"{any_of(roles)} {office}".strip()


def office_words(side: Side, *, taker: str = "", worker: str = "") -> str:
    """Name the office where a right holds; empty where it concerns no case."""
    taker = taker or QCoreApplication.translate("Moves", "kantor penerima")
    worker = worker or QCoreApplication.translate("Moves", "kantor yang menangani")
    match side:
        case Side.OFFICE:
            return ""
        case Side.OWN | Side.TAKER:
            return taker
        case Side.WORKER:
            return worker
        case Side.EITHER:
            return QCoreApplication.translate("Moves", "{taker} atau {worker}").format(
                taker=taker, worker=worker
            )


def _first_moves() -> dict[MoveName, MoveWords]:
    return {
        MoveName.VERIFY: MoveWords(
            QCoreApplication.translate("Moves", "Verifikasi"),
            QCoreApplication.translate("Moves", "Laporan terverifikasi."),
            QCoreApplication.translate(
                "Moves", "Periksa judul, kategori, dan lokasi, lalu verifikasi laporan ini."
            ),
        ),
        MoveName.ASSIGN: MoveWords(
            QCoreApplication.translate("Moves", "Teruskan"),
            QCoreApplication.translate("Moves", "Laporan diteruskan."),
            QCoreApplication.translate("Moves", "Teruskan ke kantor yang menangani."),
        ),
        MoveName.START: MoveWords(
            QCoreApplication.translate("Moves", "Mulai kerjakan"),
            QCoreApplication.translate("Moves", "Laporan mulai dikerjakan."),
            QCoreApplication.translate("Moves", "Tandai bahwa kantor ini mulai menangani."),
        ),
        MoveName.ANSWER_AT_COUNTER: MoveWords(
            QCoreApplication.translate("Moves", "Jawab dan selesaikan"),
            QCoreApplication.translate("Moves", "Permintaan informasi dijawab dan selesai."),
            QCoreApplication.translate(
                "Moves", "Tulis jawabannya; permintaan informasi ini langsung selesai."
            ),
        ),
        MoveName.DECLINE: MoveWords(
            QCoreApplication.translate("Moves", "Bukan kewenangan"),
            QCoreApplication.translate("Moves", "Laporan dinyatakan bukan kewenangan."),
            QCoreApplication.translate(
                "Moves", "Tulis alasannya dan ke mana pelapor sebaiknya datang."
            ),
        ),
    }


def _last_moves() -> dict[MoveName, MoveWords]:
    return {
        MoveName.FOLLOW_UP: MoveWords(
            QCoreApplication.translate("Moves", "Catat tindak lanjut"),
            QCoreApplication.translate("Moves", "Tindak lanjut tercatat."),
            QCoreApplication.translate(
                "Moves", "Kerjakan, lalu catat hasilnya; boleh dengan foto."
            ),
        ),
        MoveName.RETURN: MoveWords(
            QCoreApplication.translate("Moves", "Kembalikan"),
            QCoreApplication.translate("Moves", "Laporan dikembalikan ke kantor penerima."),
            QCoreApplication.translate(
                "Moves", "Tulis mengapa laporan ini kembali ke kantor penerima."
            ),
        ),
        MoveName.CLOSE: MoveWords(
            QCoreApplication.translate("Moves", "Selesaikan"),
            QCoreApplication.translate("Moves", "Kasus selesai."),
            QCoreApplication.translate(
                "Moves", "Periksa hasil tindak lanjut, lalu selesaikan kasus ini."
            ),
        ),
        MoveName.OBJECT: MoveWords(
            QCoreApplication.translate("Moves", "Pelapor berkeberatan"),
            QCoreApplication.translate("Moves", "Kasus ditinjau ulang."),
            QCoreApplication.translate("Moves", "Tulis keberatan pelapor; kasus ditinjau ulang."),
        ),
    }


def _side_moves() -> dict[MoveName, MoveWords]:
    return {
        MoveName.ASK_REPORTER: MoveWords(
            QCoreApplication.translate("Moves", "Minta kelengkapan"),
            QCoreApplication.translate("Moves", "Menunggu pelapor. Tenggat berhenti sementara."),
            QCoreApplication.translate(
                "Moves", "Tulis data apa yang kurang; tenggat berhenti selama menunggu."
            ),
        ),
        MoveName.REPORTER_ANSWERED: MoveWords(
            QCoreApplication.translate("Moves", "Pelapor sudah melengkapi"),
            QCoreApplication.translate("Moves", "Data lengkap. Tenggat berjalan lagi."),
            QCoreApplication.translate(
                "Moves", "Bila data dari pelapor sudah lengkap, tenggat berjalan lagi."
            ),
        ),
        MoveName.POSTPONE: MoveWords(
            QCoreApplication.translate("Moves", "Tunda"),
            QCoreApplication.translate("Moves", "Kasus ditunda."),
            QCoreApplication.translate("Moves", "Tulis mengapa kasus ini ditunda."),
        ),
        MoveName.RESUME: MoveWords(
            QCoreApplication.translate("Moves", "Lanjutkan lagi"),
            QCoreApplication.translate("Moves", "Kasus dilanjutkan."),
            QCoreApplication.translate("Moves", "Lanjutkan bila alasan penundaan sudah selesai."),
        ),
        MoveName.ARCHIVE: MoveWords(
            QCoreApplication.translate("Moves", "Arsipkan"),
            QCoreApplication.translate("Moves", "Laporan diarsipkan."),
            QCoreApplication.translate("Moves", "Tulis mengapa laporan ini tidak ditangani."),
        ),
    }
