"""Joins the card of how long identities are kept to its use cases."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain import terms
from desktop_app.domain.cases import Classification
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.permissions import Right
from desktop_app.domain.retention import LONGEST_MONTHS, EndedCase, RetentionRules
from desktop_app.services.context import DeskContext, Done
from desktop_app.services.personal_data.retention import (
    RetentionRun,
    preview_retention,
    retention_rules,
    run_retention,
    set_retention_rules,
)
from desktop_app.ui.personal_data.due_list import Row
from desktop_app.ui.personal_data.retention_card import RetentionCard
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.backups import number_words
from desktop_app.ui.words.dates import day_words
from desktop_app.ui.words.rights import refusal_of
from desktop_app.ui.words.troubles import trouble_words


class RetentionPresenter(QObject):
    """Runs beside the copies, so that no save waits for it longer than for another save."""

    changed = Signal(object)  # Done
    said = Signal(str)
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, card: RetentionCard, context: DeskContext, lanes: Lanes) -> None:
        super().__init__(card)
        self._card = card
        self._context = context
        self._lanes = lanes
        self._rules: RetentionRules = {}
        self._due: tuple[EndedCase, ...] = ()
        self._cancelled = threading.Event()
        card.rules_wanted.connect(self._save)
        card.due_wanted.connect(self._list)
        card.due.run_wanted.connect(self._run)
        card.due.cancel_wanted.connect(self._cancel)
        self.weigh_rights()

    def weigh_rights(self) -> None:
        """Shut or open what needs a right."""
        actor = self._context.actor
        self._card.shut(
            saving=refusal_of(Right.SET_UP_OFFICE, actor),
            listing=refusal_of(Right.PERSONAL_DATA, actor),
        )

    def stop(self) -> None:
        """End what is at hand; what was erased by then stays erased."""
        self._cancelled.set()

    @Slot()
    def refresh(self) -> None:
        """Show the rules as they stand."""
        self._lanes.read.run(
            self,
            partial(retention_rules, self._context),
            on_done=self._show_rules,
            on_error=self._report,
        )

    # --- rules

    @Slot(object)
    def _save(self, typed: Mapping[Classification, str]) -> None:
        months = {kind: _months(words) for kind, words in typed.items() if words.strip()}
        wrong = [kind for kind, count in months.items() if count is None]
        if wrong:
            self._card.show_problems(wrong)
            return
        rules = {kind: count for kind, count in months.items() if count is not None}
        self._lanes.write.run(
            self,
            partial(set_retention_rules, rules, self._context),
            on_done=partial(self._saved, rules),
            on_error=self._report,
        )

    def _saved(self, rules: RetentionRules, _nothing: None) -> None:
        self._card.forget()
        self._show_rules(rules)
        self.said.emit(self.tr("Masa simpan tersimpan."))

    def _show_rules(self, rules: RetentionRules) -> None:
        self._rules = rules
        self._card.show_rules(rules)

    # --- what is due

    @Slot()
    def _list(self) -> None:
        self._card.forget()
        self._look()

    def _look(self) -> None:
        self._lanes.read.run(
            self,
            partial(preview_retention, self._context),
            on_done=self._show_due,
            on_error=self._report,
        )

    def _show_due(self, due: tuple[EndedCase, ...]) -> None:
        self._due = due
        if due:
            words = self.tr("{count} laporan jatuh tempo. Lepas centang yang harus tetap.").format(
                count=number_words(len(due))
            )
        elif self._rules:
            words = self.tr("Tidak ada yang jatuh tempo hari ini.")
        else:
            words = self.tr("Belum ada masa simpan yang dipilih, jadi tidak ada yang jatuh tempo.")
        self._card.due.show_due([self._row(one) for one in due], words)

    def _row(self, one: EndedCase) -> Row:
        ended = day_words(self._context.local(one.ended_at).date())
        return one.register_number, terms.CLASSIFICATION[one.classification], ended

    # --- running

    @Slot(object, bool)
    def _run(self, places: list[int], with_files: bool) -> None:
        self._cancelled.clear()
        self._card.show_busy(busy=True)
        cases = [self._due[place] for place in places]

        def work(tell: Callable[[tuple[int, int]], None]) -> RetentionRun:
            return run_retention(
                cases,
                self._context,
                with_files=with_files,
                progress=lambda done, total: tell((done, total)),
                cancelled=self._cancelled.is_set,
            )

        self._lanes.copies.run_telling(
            self,
            work,
            on_told=self._show_progress,
            on_done=partial(self._done, cases),
            on_error=partial(self._not_done, cases),
        )

    @Slot()
    def _cancel(self) -> None:
        self._cancelled.set()
        self._card.due.work.show_cancelling()

    def _show_progress(self, told: tuple[int, int]) -> None:
        done, total = told
        words = self.tr("{done} dari {total} laporan").format(
            done=number_words(done), total=number_words(total)
        )
        self._card.due.work.show_progress(words, done, total)

    def _done(self, cases: list[EndedCase], run: RetentionRun) -> None:
        words = self.tr("{count} identitas dihapus.").format(count=number_words(run.erased))
        if run.cancelled:
            words = self.tr("Dihentikan. {count} identitas sudah dihapus; sisanya tetap.").format(
                count=number_words(run.erased)
            )
        elif run.left:
            left = self.tr("{count} ditinggalkan karena berubah sejak daftar dibuat.")
            words = f"{words} {left.format(count=number_words(run.left))}"
        self._end(cases)
        self._card.due.show_done(words)

    def _not_done(self, cases: list[EndedCase], error: Exception) -> None:
        self._end(cases)
        words = self.tr("Penghapusan terhenti. Yang sudah dihapus tetap terhapus; sisanya tetap.")
        if isinstance(error, ExpectedError):
            words = f"{words} {trouble_words(error)}"
        else:
            self.failed.emit(error)
        self._card.due.show_trouble(words)

    def _end(self, cases: list[EndedCase]) -> None:
        self._card.show_busy(busy=False)
        self.changed.emit(Done(frozenset(case.case_uid for case in cases)))
        self._look()

    def _report(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)


def _months(typed: str) -> int | None:
    """Read a number of months as it was typed; None for what is none."""
    words = typed.strip()
    if not (words.isascii() and words.isdigit()):
        return None
    return int(words) if 1 <= int(words) <= LONGEST_MONTHS else None
