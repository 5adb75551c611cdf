"""Joins what waits and the history of rounds to their use cases, and exports the unsent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.confidential import Because
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.rounds import RoundRecord
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext
from desktop_app.services.lookups import Lookups
from desktop_app.services.sync_centre.export_unsent import as_json, full_unsent_work, unsent_work
from desktop_app.services.sync_centre.file_lane_choice import (
    FilesTravel,
    choose_files_travel,
    read_files_travel,
)
from desktop_app.services.sync_centre.round_history import round_history
from desktop_app.services.sync_centre.waiting_work import WaitingWork, waiting_work
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.sync.export_question import ExportQuestion
from desktop_app.ui.sync.sync_page import SyncPage
from desktop_app.ui.sync.unsent_document import unsent_document
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.rights import refusal_of
from desktop_app.ui.words.sync_state import SyncWords

_JSON = ".json"


@dataclass(frozen=True, slots=True)
class _Read:
    work: WaitingWork
    rounds: Sequence[RoundRecord]
    choice: FilesTravel


class WaitingPresenter(QObject):
    """Reads what waits while the page is looked at."""

    counted = Signal(int)
    said = Signal(str)
    open_case_wanted = Signal(object)  # UUID of a case
    choice_changed = Signal()
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self, page: SyncPage, context: DeskContext, lanes: Lanes, *, lookups: Lookups
    ) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._lanes = lanes
        self._words = DeskWords.of(context, lookups)
        self._question = ExportQuestion(page.theme, page)
        self._question.path_chosen.connect(self._export)
        page.waiting.open_case_wanted.connect(self.open_case_wanted)
        page.waiting.export_wanted.connect(self.ask_for_export)
        page.connection.choice_made.connect(self._choose)
        self._shut_choice()

    def set_lookups(self, lookups: Lookups) -> None:
        """Use these names from the next reading on."""
        self._words = DeskWords.of(self._context, lookups)

    @Slot()
    def refresh(self) -> None:
        """Read what waits and how the last rounds went."""
        self._lanes.read.run(
            self, partial(_read, self._context), on_done=self._show, on_error=self._report
        )

    def show_state(self, words: SyncWords) -> None:
        """Say why it waits."""
        self._page.waiting.show_reason(words.why_waiting, files_held=words.files_held)

    @Slot()
    def ask_for_export(self) -> None:
        """Ask where to, and warn that the file holds personal data."""
        today = self._context.today().isoformat()
        self._question.ask(f"belum-terkirim-{self._context.office.code}-{today}")

    def weigh_rights(self) -> None:
        """Shut or open what needs a right."""
        self._shut_choice()
        self.refresh()

    def _shut_choice(self) -> None:
        reason = refusal_of(Right.SET_UP_OFFICE, self._context.actor)
        self._page.connection.shut_choice(reason)

    def _show(self, read: _Read) -> None:
        self._page.waiting.show_work(read.work, self._words)
        self._page.history.show_rounds(read.rounds, self._words)
        self._page.connection.show_choice(read.choice)
        self.counted.emit(read.work.changes + read.work.all_files)

    @Slot(object)
    def _choose(self, choice: FilesTravel) -> None:
        self._lanes.write.run(
            self,
            partial(choose_files_travel, choice, self._context),
            on_done=self._chosen,
            on_error=self._report,
        )

    def _chosen(self, _nothing: None) -> None:
        self.said.emit(self.tr("Pilihan untuk berkas tersimpan."))
        self.choice_changed.emit()

    @Slot(object, object)
    def _export(self, path: Path, because: Because | None) -> None:
        self._lanes.read.run(
            self,
            partial(_write_export, path, self._words, because, self._context),
            on_done=self._exported,
            on_error=self._report,
        )

    def _exported(self, count: int) -> None:
        words = self.tr("{count} hal ditulis ke berkas. Berkas ini tidak terkunci sandi.")
        self.said.emit(words.format(count=count))

    def _report(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)


def _read(context: DeskContext) -> _Read:
    return _Read(waiting_work(context), round_history(context), read_files_travel(context))


def _write_export(
    path: Path, words: DeskWords, because: Because | None, context: DeskContext
) -> int:
    """Write the file in the format of its name and say how much is in it."""
    unsent = unsent_work(context) if because is None else full_unsent_work(because, context)
    is_json = path.suffix.lower() == _JSON
    note_alone(AuditKind.EXPORTED, context, facts={"what": "unsent"})
    text = as_json(unsent) if is_json else unsent_document(unsent, words)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExpectedError(Trouble.FOLDER_READ_ONLY) from error
    return len(unsent.changes) + len(unsent.values)
