"""Joins the page of the audit trail to its use cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.audit import AuditEntry
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.long_work import Cancelled, Progress
from desktop_app.services.audit.check_trail import TrailCheck, check_everything
from desktop_app.services.audit.export_trail import export_trail
from desktop_app.services.audit.read_trail import (
    TrailLine,
    TrailPage,
    Wanted,
    people_of_trail,
    trail_page,
)
from desktop_app.services.context import DeskContext
from desktop_app.ui.audit.audit_page import AuditPage, TrailRow
from desktop_app.ui.audit.trail_watch import TrailWatch
from desktop_app.ui.inbox.row_words import short_number
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.words.audit import (
    case_words,
    detail_words,
    finding_words,
    kind_words,
    person_words,
    time_words,
)

_MOST_SAID = 10
_HUNDRED = 100


class AuditPresenter(QObject):
    """Pages are read beside the window; checks and exports in the lane of the watch."""

    said = Signal(str)
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self, page: AuditPage, context: DeskContext, lanes: Lanes, *, watch: TrailWatch
    ) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._lanes = lanes
        self._watch = watch
        self._wanted = Wanted()
        self._asked = 0
        self._is_cancelled = False
        self._names: Mapping[UUID, str] = {}
        self._befores: list[int | None] = [None]  # where each page up to this one begins
        self._lines: tuple[TrailLine, ...] = ()
        page.wanted.connect(self._show)
        page.older_wanted.connect(self._show_older)
        page.newer_wanted.connect(self._show_newer)
        page.check_wanted.connect(self._check)
        page.cancel_wanted.connect(self._cancel)
        page.export_wanted.connect(self._export)

    @Slot()
    def show_newest(self) -> None:
        """Show what was asked for last, from its newest entry on."""
        self._lanes.read.run(
            self,
            partial(people_of_trail, self._context),
            on_done=self._take_people,
            on_error=self._report,
        )
        self._show(self._page.ask())

    def _take_people(self, names: Mapping[UUID, str]) -> None:
        self._names = names
        self._page.show_people(names)

    @Slot(object)
    def _show(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._befores = [None]
        self._read()

    @Slot()
    def _show_older(self) -> None:
        if self._lines:
            self._befores.append(self._lines[-1].number)
            self._read()

    @Slot()
    def _show_newer(self) -> None:
        if len(self._befores) > 1:
            self._befores.pop()
            self._read()

    def _read(self) -> None:
        """Read the page; of two that were asked for quickly only the last is shown."""
        self._asked += 1
        self._lanes.read.run(
            self,
            partial(trail_page, self._wanted, self._context, before=self._befores[-1]),
            on_done=partial(self._take, self._asked),
            on_error=self._report,
        )

    def _take(self, asked: int, page: TrailPage) -> None:
        if asked != self._asked:
            return
        self._lines = page.lines
        self._page.show_rows(
            [self._row(line) for line in page.lines],
            newer=len(self._befores) > 1,
            older=page.more,
            only_own=page.only_own,
        )

    def _row(self, line: TrailLine) -> TrailRow:
        entry = line.entry
        number = case_words(line)
        words = (
            str(line.number),
            time_words(line, self._context.zone),
            person_words(line),
            "" if entry is None else kind_words(entry.kind),
            short_number(number) if line.case_number else number,
            detail_words(line),
        )
        return TrailRow(words, None if entry is None else entry.case_uid)

    # --- long work

    @Slot()
    def _check(self) -> None:
        self._begin(self.tr("Memeriksa jejak audit…"))
        self._run_long(
            lambda tell: check_everything(
                self._context, progress=tell, cancelled=self._has_to_stop
            ),
            on_done=self._checked,
        )

    def _checked(self, check: TrailCheck) -> None:
        if check.cancelled:
            self._page.show_result(Tone.WARNING, self.tr("Pemeriksaan dihentikan."))
        elif check.findings:
            said = [
                finding_words(finding, self._name_of, self._context.zone)
                for finding in check.findings[:_MOST_SAID]
            ]
            more = len(check.findings) - len(said)
            if more:
                said.append(self.tr("dan {count} temuan lagi").format(count=more))
            heading = self.tr("Jejak audit tidak utuh. Laporkan kepada administrator.")
            self._page.show_result(Tone.BAD, "\n".join([heading, *said]))
        else:
            words = self.tr("Jejak audit utuh: {count} catatan diperiksa, tidak ada yang berubah.")
            self._page.show_result(Tone.GOOD, words.format(count=check.checked))
        self._read()

    def _name_of(self, entry: AuditEntry) -> str:
        uid = entry.person_uid
        return self.tr("Aplikasi") if uid is None else self._names.get(uid, str(uid))

    @Slot(str)
    def _export(self, path: str) -> None:
        self._begin(self.tr("Mengekspor jejak audit…"))
        self._run_long(
            lambda tell: _write_archive(
                Path(path), self._context, tell=tell, cancelled=self._has_to_stop
            ),
            on_done=self._exported,
        )

    def _exported(self, is_whole: bool) -> None:
        if is_whole:
            words = self.tr(
                "Jejak audit diekspor. BACA-SAYA.txt di dalamnya menerangkan cara memeriksanya. "
                "Arsip ini tidak terkunci sandi."
            )
            self._page.show_result(Tone.GOOD, words)
        else:
            self._page.show_result(Tone.WARNING, self.tr("Ekspor dihentikan; tidak ada berkas."))
        self._read()

    def _begin(self, words: str) -> None:
        self._is_cancelled = False
        self._page.show_progress(words)

    @Slot()
    def _cancel(self) -> None:
        self._is_cancelled = True

    def _has_to_stop(self) -> bool:
        return self._is_cancelled or self._watch.is_stopped()

    def _run_long(
        self,
        work: Callable[[Progress], object],
        *,
        on_done: Callable[..., None],
    ) -> None:
        def telling(tell: Callable[[tuple[int, int]], None]) -> object:
            return work(lambda done, total: tell((done, total)))

        self._watch.trail.run_telling(
            self, telling, on_told=self._told, on_done=on_done, on_error=self._long_failed
        )

    def _told(self, progress: tuple[int, int]) -> None:
        done, total = progress
        words = self.tr("{done} dari {total} catatan ({percent} %)")
        percent = done * _HUNDRED // max(total, 1)
        self._page.show_progress(words.format(done=done, total=total, percent=percent))

    def _long_failed(self, error: Exception) -> None:
        self._page.show_result(Tone.WARNING, self.tr("Tidak selesai; coba lagi."))
        self._report(error)

    def _report(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)


def _write_archive(
    path: Path,
    context: DeskContext,
    *,
    tell: Progress,
    cancelled: Cancelled,
) -> bool:
    """Write beside the place and then into it, so that no half archive bears the name."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            is_whole = export_trail(file, context, progress=tell, cancelled=cancelled)
        if is_whole:
            part.replace(path)
    except OSError as error:
        raise ExpectedError(Trouble.FOLDER_READ_ONLY) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return is_whole
