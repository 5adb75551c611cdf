"""What can be written to a case, and what the panel asks for each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.permissions import Right, roles_with
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MOVES, RIGHT_TO_WRITE, MoveName, Needs, Refusal
from desktop_app.ui.case.move_looks import MOVE_ICONS
from desktop_app.ui.case.release_tasks import (
    ENDING,
    RELEASES,
    offices_of,
    release_button,
    release_done,
    release_heading,
    release_hint,
    release_label,
)
from desktop_app.ui.case.requests import Task
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.words.moves import move_words, refusal_words
from desktop_app.ui.words.rights import any_of


@dataclass(frozen=True, slots=True)
class WritingTask:
    """One use of the panel; `label` stands above the text, `public` says the reporter reads it."""

    task: Task
    icon: str
    heading: str
    hint: str
    label: str
    submit: str
    public: bool
    needs_text: bool = True
    needs_office: bool = False
    takes_files: bool = True
    asks_days: bool = False

    @property
    def label_repeats_heading(self) -> bool:
        """Whether the label above the text would say what the heading says."""
        return self.task in RIGHT_TO_WRITE


def writing_task(task: Task) -> WritingTask | None:
    """Describe the panel of a task; None for a move that is made at once."""
    if isinstance(task, EntryKind):
        return _entry_task(task)
    needs = MOVES[task].needs
    # Closing cannot be undone here, so it asks once more.
    if needs is Needs.NOTHING and task is not MoveName.CLOSE:
        return None
    words = move_words(task)
    return WritingTask(
        task=task,
        icon=MOVE_ICONS[task],
        heading=words.action,
        hint=words.hint,
        label=_label(needs),
        submit=words.action,
        public=MOVES[task].public,
        needs_text=needs in {Needs.REASON, Needs.RESULT},
        needs_office=needs is Needs.OFFICE,
    )


def _label(needs: Needs) -> str:
    match needs:
        case Needs.REASON:
            return QCoreApplication.translate("WritingTasks", "Alasan")
        case Needs.RESULT:
            return QCoreApplication.translate("WritingTasks", "Hasil")
        case Needs.OFFICE:
            return QCoreApplication.translate("WritingTasks", "Pesan untuk kantor tujuan")
        case Needs.NOTHING:
            return QCoreApplication.translate("WritingTasks", "Catatan penutup")


def _entry_task(kind: EntryKind) -> WritingTask:
    if kind is EntryKind.REPLY:
        return WritingTask(
            task=kind,
            icon="reply",
            heading=QCoreApplication.translate("WritingTasks", "Balas pelapor"),
            hint=QCoreApplication.translate(
                "WritingTasks", "Balasan tidak dapat diubah setelah disimpan."
            ),
            label=QCoreApplication.translate("WritingTasks", "Balasan"),
            submit=QCoreApplication.translate("WritingTasks", "Simpan balasan"),
            public=True,
        )
    if kind is EntryKind.PROGRESS:
        return WritingTask(
            task=kind,
            icon="footprints",
            heading=QCoreApplication.translate("WritingTasks", "Perkembangan"),
            hint=QCoreApplication.translate(
                "WritingTasks", "Kabar pekerjaan untuk kantor penerima; status tidak berubah."
            ),
            label=QCoreApplication.translate("WritingTasks", "Perkembangan"),
            submit=QCoreApplication.translate("WritingTasks", "Simpan perkembangan"),
            public=False,
        )
    if kind is EntryKind.VOIDED:
        return _void_task()
    if kind in RELEASES:
        return _release_task(kind)
    return WritingTask(
        task=kind,
        icon="sticky-note",
        heading=QCoreApplication.translate("WritingTasks", "Catatan internal"),
        hint=QCoreApplication.translate(
            "WritingTasks", "Hanya untuk petugas; pelapor tidak melihatnya."
        ),
        label=QCoreApplication.translate("WritingTasks", "Catatan"),
        submit=QCoreApplication.translate("WritingTasks", "Simpan catatan"),
        public=False,
    )


def _release_task(kind: EntryKind) -> WritingTask:
    return WritingTask(
        task=kind,
        icon="eye-off" if kind in ENDING else "eye",
        heading=release_heading(kind),
        hint=release_hint(kind),
        label=release_label(kind),
        submit=release_button(kind),
        public=False,
        needs_office=True,
        takes_files=False,
        asks_days=kind is EntryKind.IDENTITY_RELEASED,
    )


def _void_task() -> WritingTask:
    return WritingTask(
        task=EntryKind.VOIDED,
        icon="trash-2",
        heading=QCoreApplication.translate("WritingTasks", "Batalkan (salah catat)"),
        hint=QCoreApplication.translate(
            "WritingTasks",
            "Kasus hilang dari daftar semua kantor. Bila orang lain sudah mengerjakannya, kasus "
            "kembali dan Anda diberi tahu.",
        ),
        label=QCoreApplication.translate("WritingTasks", "Alasan"),
        submit=QCoreApplication.translate("WritingTasks", "Batalkan kasus"),
        public=False,
        takes_files=False,
    )


def done_words(task: Task) -> str:
    """Say that a task is done, for a short notice."""
    if isinstance(task, MoveName):
        return move_words(task).done
    if task in RELEASES:
        return release_done(task)
    match task:
        case EntryKind.REPLY:
            return QCoreApplication.translate("WritingTasks", "Balasan tersimpan.")
        case EntryKind.PROGRESS:
            return QCoreApplication.translate("WritingTasks", "Perkembangan tersimpan.")
        case EntryKind.VOIDED:
            return QCoreApplication.translate("WritingTasks", "Kasus dibatalkan.")
        case _:
            return QCoreApplication.translate("WritingTasks", "Catatan tersimpan.")


def why_refused(task: Task, shown: ShownCase) -> str:
    """Say why this person cannot do a task now, and who may; empty when it is open."""
    if isinstance(task, EntryKind):
        open_to = shown.view.may_write | ({EntryKind.VOIDED} if shown.view.may_void else set())
        if task in open_to or offices_of(task, shown):
            return ""
        return _refused(_entry_task(task).heading, writers(task, shown))
    verdict = shown.view.verdicts[task]
    if verdict.allowed:
        return ""
    action = move_words(task).action
    if verdict.refusal is Refusal.WRONG_STATUS:
        return QCoreApplication.translate(
            "WritingTasks", "“{action}” tidak berlaku selama status kasus {status}."
        ).format(action=action, status=terms.STATUS[shown.case.status])
    return _refused(
        action,
        refusal_words(
            verdict, taker=shown.decider, worker=shown.worker, worker_kind=shown.worker_kind
        ),
    )


def _refused(action: str, reason: str) -> str:
    return f"“{action}”: {reason[:1].lower()}{reason[1:]}."


def writers(kind: EntryKind, shown: ShownCase) -> str:
    """Name the people who may write entries of a kind to this case."""
    right = {EntryKind.VOIDED: Right.VOID}.get(kind) or RIGHT_TO_WRITE.get(kind, Right.RELEASE)
    return QCoreApplication.translate("WritingTasks", "Hanya {roles} {office}").format(
        roles=any_of(roles_with(right)), office=shown.taker
    )
