"""Joins the kurir tab to the doors that write, carry and take bundles."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.services.audit.noting import note_alone
from desktop_app.ui.shell.doors import BundleReport, OpenDesk, RoundEnd
from desktop_app.ui.sync.courier_tab import BUNDLE_SUFFIX, CourierTab
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.rights import refusal_of
from desktop_app.ui.words.rounds import amount_words, received_words, sent_words
from desktop_app.ui.words.troubles import trouble_words


class CourierPresenter(QObject):
    """Works in the network lane, so that no round runs while a bundle is written or taken in."""

    taken = Signal(object)  # RoundEnd
    failed = Signal(object)  # Exception

    def __init__(self, tab: CourierTab, desk: OpenDesk, lanes: Lanes) -> None:
        super().__init__(tab)
        self._tab = tab
        self._desk = desk
        self._lanes = lanes
        self._answer = Path()
        tab.place_wanted.connect(self.ask_where_to_write)
        tab.write_wanted.connect(self._write)
        tab.carry_wanted.connect(self._carry)
        tab.take_wanted.connect(self._take)
        tab.remove_many_wanted.connect(self._take_removing_many)
        self.weigh_rights()

    def weigh_rights(self) -> None:
        """Shut or open the three steps."""
        self._tab.shut(refusal_of(Right.KEEP_IN_STEP, self._desk.context.actor))

    @Slot()
    def ask_where_to_write(self) -> None:
        """Ask for the place of a new bundle, named after this PC and the minute."""
        context = self._desk.context
        now = context.local(context.clock())
        desk = f"{context.office.code}-{context.device.letter}"
        self._tab.ask_where_to_write(f"loket-{desk}-{now:%Y-%m-%d-%H%M}.{BUNDLE_SUFFIX}")

    @Slot(object)
    def _write(self, path: Path) -> None:
        self._tab.show_busy(self.tr("Menulis paket…"))
        self._run(partial(_write_noted, path, self._desk), self._written)

    @Slot(object)
    def _carry(self, path: Path) -> None:
        self._tab.show_busy(self.tr("Mengantar paket ke server…"))
        self._run(partial(self._desk.carry_bundle, path), self._carried)

    @Slot(object)
    def _take(self, path: Path) -> None:
        self._answer = path
        self._take_in(may_remove_many=False)

    @Slot()
    def _take_removing_many(self) -> None:
        self._take_in(may_remove_many=True)

    def _take_in(self, *, may_remove_many: bool) -> None:
        self._tab.show_busy(self.tr("Mengambil jawaban…"))
        take = partial(self._desk.take_answer, self._answer, may_remove_many=may_remove_many)
        self._run(take, self._took)

    def _written(self, report: BundleReport) -> None:
        words = self.tr(
            "Paket jadi: {amounts}. Keluarkan stik dengan aman, lalu antar ke komputer yang punya "
            "jaringan. Pekerjaan di sini tetap menunggu sampai jawabannya diambil."
        ).format(amounts=self._in_bundle(report))
        left = self.tr("Tidak muat dan menunggu paket berikutnya: {amounts}.")
        if report.changes_left or report.files_left:
            amounts = amount_words(report.changes_left, report.files_left)
            words = f"{words} {left.format(amounts=amounts)}"
        self._tab.show_done(words)

    def _in_bundle(self, report: BundleReport) -> str:
        if report.changes or report.files:
            return amount_words(report.changes, report.files)
        return self.tr("tidak ada kiriman, hanya permintaan kabar baru")

    def _carried(self, answer: Path) -> None:
        words = self.tr(
            "Server sudah menerima. Jawabannya: {name}, di folder yang sama. Kembalikan stik ke "
            "komputer asal dan pilih “Ambil jawaban”."
        )
        self._tab.show_done(words.format(name=answer.name))

    def _took(self, end: RoundEnd) -> None:
        if end.trouble is not None and end.trouble.trouble is Trouble.WOULD_REMOVE_MANY:
            self._tab.ask_to_remove_many(end.trouble)
        elif end.trouble is not None:
            self._tab.show_trouble(trouble_words(end.trouble))
        elif end.record is None:
            self._tab.show_done(
                self.tr("Jawaban ini sudah pernah diambil. Tidak ada yang berubah.")
            )
        else:
            words = self.tr("Jawaban diambil. Terkirim: {sent}. Diterima: {received}.").format(
                sent=sent_words(end.record), received=received_words(end.record)
            )
            if end.record.refused:
                refused = self.tr("{count} ditolak; lihat Perlu perhatian.")
                words = f"{words} {refused.format(count=end.record.refused)}"
            self._tab.show_done(words)
        self.taken.emit(end)

    def _run(self, work: Callable[[], Any], on_done: Callable[[Any], None]) -> None:
        self._lanes.network.run(self, work, on_done=on_done, on_error=self._fail)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._tab.show_trouble(trouble_words(error))
        else:
            self._tab.show_trouble(self.tr("Belum berhasil. Pekerjaan tetap aman di komputer ini."))
            self.failed.emit(error)


def _write_noted(path: Path, desk: OpenDesk) -> BundleReport:
    """Note that a bundle is handed out, then write it."""
    note_alone(AuditKind.EXPORTED, desk.context, facts={"what": "bundle"})
    return desk.write_bundle(path)
