"""Has every check run in a process of its own and says how each turned out."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from desktop_app.self_test.checks import CHECKS
from desktop_app.self_test.worker import LONGEST_CHECK_S, PASSED

_PLACES = 3
_WORKER = (sys.executable, "-m", "desktop_app.self_test.worker")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check turned out; `failure` is empty where it passed."""

    name: str
    failure: str = ""


def run_self_test(profile: Path | None = None) -> int:
    """Print a line for each check; return 0, or 1 when one failed.

    Works in a folder of its own below `profile` (else the folder for temporary files), so that the
    disk tried is the one that will be used, and takes it away again.
    """
    titles = {check.name: check.title for check in CHECKS}
    try:
        if profile is not None:
            profile.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix="uji-mandiri-", dir=profile))
    except OSError as error:
        say(f"FAILED folder    tidak dapat menulis di {profile}: {error.strerror}")
        return 1
    failed = 0
    try:
        for outcome in outcomes(list(titles), work):
            failed += bool(outcome.failure)
            mark = "FAILED" if outcome.failure else "ok    "
            words = f": {outcome.failure}" if outcome.failure else ""
            say(f"{mark} {outcome.name:<9} {titles[outcome.name]}{words}")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if failed:
        say(f"{failed} dari {len(titles)} pemeriksaan gagal. Kirim tulisan ini kepada admin.")
    else:
        say(f"Semua {len(titles)} pemeriksaan berhasil. Loket Aduan dapat dipakai di PC ini.")
    return 1 if failed else 0


def outcomes(
    names: Sequence[str],
    work: Path,
    *,
    worker: Sequence[str] = _WORKER,
    longest_s: float = LONGEST_CHECK_S,
) -> Iterator[Outcome]:
    """Run the checks in their order; one that crashes or hangs fails alone, the rest go on."""
    waiting = list(names)
    while waiting:
        log = work / f"{waiting[0]}.log"
        with (
            log.open("wb") as complaints,
            subprocess.Popen(  # noqa: S603 - our own program
                [*worker, str(work), *waiting],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
                encoding="utf-8",
                errors="replace",
            ) as process,
        ):
            while waiting:
                told = _next_line(process, waiting[0], longest_s)
                if told is None:
                    break
                yield told
                waiting.pop(0)
            process.kill()
        if waiting:
            yield Outcome(waiting.pop(0), _how_it_ended(process.returncode, log))


def say(words: str) -> None:
    """Print for people; a console that lacks a sign shows another for it."""
    if sys.stdout is not None:  # a program of Windows without a console has none
        encoding = sys.stdout.encoding or "ascii"
        print(words.encode(encoding, "replace").decode(encoding), flush=True)


def _next_line(process: subprocess.Popen[str], name: str, longest_s: float) -> Outcome | None:
    """Wait for what a check says; None when its process ended, or was ended because it hangs."""
    watchdog = Timer(longest_s, process.kill)
    watchdog.start()
    try:
        for line in process.stdout or ():
            # A library may print as well.
            match line.rstrip("\n").split("\t"):
                case [told, verdict] if told == name and verdict == PASSED:
                    return Outcome(name)
                case [told, _, words] if told == name:
                    return Outcome(name, words or "gagal")
    finally:
        watchdog.cancel()
    return None


def _how_it_ended(code: int, log: Path) -> str:
    """Say what is known of a process that ended itself, or was ended: its code, and where."""
    text = log.read_text(encoding="utf-8", errors="replace")
    # The last thread in it is the one that does the work.
    lines = text.rpartition("(most recent call first):")[2].split("\n")
    places = [line.strip() for line in lines if line.strip().startswith("File ")][:_PLACES]
    number = f"0x{code:08X}" if code > 0 else str(code)
    return " < ".join([f"berhenti mendadak atau tidak menjawab ({number})", *places])
