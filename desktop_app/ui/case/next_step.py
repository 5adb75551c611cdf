"""What comes next in a case for the person who looks at it, and which other moves there are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.cases import Classification, Status
from desktop_app.domain.workflow import MoveName, Refusal, Verdict
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.words.moves import move_words, refusal_words, who_may

_NEXT: dict[Status, tuple[MoveName, ...]] = {
    Status.RECEIVED: (MoveName.VERIFY,),
    Status.VERIFIED: (MoveName.ASSIGN, MoveName.FOLLOW_UP),
    Status.ASSIGNED: (MoveName.FOLLOW_UP,),
    Status.IN_PROGRESS: (MoveName.FOLLOW_UP,),
    Status.FOLLOWED_UP: (MoveName.CLOSE,),
    Status.AWAITING_REPORTER: (MoveName.REPORTER_ANSWERED,),
    Status.POSTPONED: (MoveName.RESUME,),
    Status.UNDER_REVIEW: (MoveName.FOLLOW_UP, MoveName.ASSIGN),
}
_NOT_FOR_THIS_PERSON = frozenset({Refusal.WRONG_OFFICE, Refusal.NO_RIGHT})


@dataclass(frozen=True, slots=True)
class OtherMove:
    """One row of the menu; `refusal` says who may make a move that this person may not."""

    name: MoveName
    refusal: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """The sentence of the card, the one move on its button (None: others act), and the rest."""

    sentence: str
    move: MoveName | None
    others: tuple[OtherMove, ...]


def next_step(shown: ShownCase) -> NextStep:
    """Choose the one prominent move for this person, and list what else is possible now."""
    wanted = _wanted(shown)
    verdicts = shown.view.verdicts
    move = next((name for name in wanted if verdicts[name].allowed), None)
    others = tuple(
        OtherMove(
            name,
            refusal_words(
                verdict, taker=shown.decider, worker=shown.worker, worker_kind=shown.worker_kind
            ),
        )
        for name, verdict in verdicts.items()
        if name is not move and _is_possible(verdict)
    )
    sentence = move_words(move).hint if move else _waiting(shown, wanted)
    return NextStep(sentence, move, others)


def _wanted(shown: ShownCase) -> tuple[MoveName, ...]:
    case = shown.case
    if case.status is Status.RECEIVED and case.classification is Classification.INFORMATION_REQUEST:
        return (MoveName.ANSWER_AT_COUNTER, MoveName.VERIFY)
    return _NEXT.get(case.status, ())


def _is_possible(verdict: Verdict) -> bool:
    """Whether a move fits the case itself, whoever looks at it."""
    return verdict.allowed or verdict.refusal in _NOT_FOR_THIS_PERSON


def _waiting(shown: ShownCase, wanted: tuple[MoveName, ...]) -> str:
    """Say for whom the case waits when nothing is to be done here."""
    if not wanted:
        return _ended(shown.case.status)
    verdict = shown.view.verdicts[wanted[0]]
    who = who_may(verdict, taker=shown.decider, worker=shown.worker, worker_kind=shown.worker_kind)
    if wanted[0] is MoveName.FOLLOW_UP and verdict.refusal is Refusal.WRONG_OFFICE:
        return QCoreApplication.translate("NextStep", "Menunggu {office} menindaklanjuti.").format(
            office=shown.worker
        )
    return _awaited(wanted[0]).format(who=who)


def _awaited(name: MoveName) -> str:
    words = {
        MoveName.VERIFY: QCoreApplication.translate(
            "NextStep", "Menunggu diverifikasi oleh {who}."
        ),
        MoveName.ASSIGN: QCoreApplication.translate("NextStep", "Menunggu diteruskan oleh {who}."),
        MoveName.FOLLOW_UP: QCoreApplication.translate(
            "NextStep", "Menunggu ditindaklanjuti oleh {who}."
        ),
        MoveName.CLOSE: QCoreApplication.translate("NextStep", "Menunggu diselesaikan oleh {who}."),
        MoveName.ANSWER_AT_COUNTER: QCoreApplication.translate(
            "NextStep", "Menunggu dijawab oleh {who}."
        ),
        MoveName.REPORTER_ANSWERED: QCoreApplication.translate(
            "NextStep", "Menunggu pelapor melengkapi data; dicatat oleh {who}."
        ),
        MoveName.RESUME: QCoreApplication.translate("NextStep", "Ditunda; dilanjutkan oleh {who}."),
    }
    return words[name]


def _ended(status: Status) -> str:
    if status is Status.NOT_OUR_AUTHORITY:
        return QCoreApplication.translate(
            "NextStep", "Bukan kewenangan kantor ini. Tidak ada langkah lagi."
        )
    if status is Status.ARCHIVED:
        return QCoreApplication.translate("NextStep", "Diarsipkan. Tidak ada langkah lagi.")
    if status is Status.MERGED:
        return QCoreApplication.translate("NextStep", "Digabung ke kasus lain.")
    return QCoreApplication.translate("NextStep", "Selesai. Tidak ada langkah lagi.")
