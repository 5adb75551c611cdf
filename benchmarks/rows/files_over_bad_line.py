"""The bytes that fifty megabytes of files take over a line that breaks every two megabytes."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.invented import SEED
from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync.counted_line import CountedLine
from benchmarks.sync.regency import good, regency
from benchmarks.sync.round_parts import catch_up
from benchmarks.typed_report import typed_report
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.shell.doors import OpenDesk

_FILES = 3
_SIZE = 50_000_000 // _FILES  # no file may be larger than 20 MiB
_BREAKS_AFTER = 2_000_000
_MOST_ROUNDS = 100


def measure(_: Office) -> Measurement:
    """Do rounds until the files are there; bare is their own size."""
    with TemporaryDirectory() as folder, regency(Path(folder)) as place:
        profile = place.enrolled("desk")
        with place.desk(profile) as desk:
            _queue_files(desk)
            good(desk.run_round(files_allowed=False))
        with (
            CountedLine(place.server.url, breaks_after=_BREAKS_AFTER) as line,
            place.desk(profile, line=line.url) as desk,
        ):
            rounds = _rounds_until_sent(desk)
            up, breaks = line.up, line.breaks
        with place.desk(profile) as desk:
            catch_up(desk)
    note = f"{_FILES} files of {_SIZE:,} bytes; {breaks} breaks, {rounds} rounds; all bytes up"
    return Measurement(up, _FILES * _SIZE, note)


def _queue_files(desk: OpenDesk) -> None:
    random = Random(SEED)  # noqa: S311 - repeatable, not secret
    context = desk.context
    case = register_case(RegisterCase(typed_report(context.new_uid())), context).case
    for number in range(_FILES):
        kept = keep_file(random.randbytes(_SIZE), f"berkas-{number}.bin", context)
        write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Berkas terlampir.", (kept,)), context)


def _rounds_until_sent(desk: OpenDesk) -> int:
    for rounds in range(1, _MOST_ROUNDS + 1):
        desk.run_round()  # most end with a line that broke
        if sync_summary(desk.context).files_waiting == 0:
            return rounds
    raise TimeoutError(f"the files are not there after {_MOST_ROUNDS} rounds")
