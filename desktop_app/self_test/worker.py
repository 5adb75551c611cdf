"""Runs some checks in a process of their own; a part that crashes takes only that with it.

python -m desktop_app.self_test.worker FOLDER NAME NAME: tells one line for each name.
"""

from __future__ import annotations

import faulthandler
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.self_test.checks import CHECKS, CheckFailedError

LONGEST_CHECK_S = 180
_WHERE_IT_HANGS_S = LONGEST_CHECK_S - 5
PASSED = "passed"
FAILED = "failed"


def main(arguments: Sequence[str]) -> None:
    """Run the named checks, each in a new folder below the first argument."""
    work, *names = arguments
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if sys.stderr is not None:
        faulthandler.enable(all_threads=False)
    checks = {check.name: check for check in CHECKS}
    for name in names:
        if sys.stderr is not None:
            faulthandler.dump_traceback_later(_WHERE_IT_HANGS_S)
        folder = Path(work, name)
        folder.mkdir()
        try:
            checks[name].run(folder)
        except CheckFailedError as error:
            tell(name, FAILED, str(error))
        except Exception as error:  # noqa: BLE001 - whatever is broken is what is told
            tell(name, FAILED, f"{type(error).__name__}: {error} ({_place(error)})")
        else:
            tell(name, PASSED)


def tell(*parts: str) -> None:
    """Hand one line to the process that waits for it."""
    print("\t".join(" ".join(part.split()) for part in parts), flush=True)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    place = ""
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


if __name__ == "__main__":
    main(sys.argv[1:])
