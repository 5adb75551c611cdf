"""Runs the tour: python -m tests.tour [--out build/tour] [--keep]."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.server_process import ServerProcess
from tests.tour import book
from tests.tour.plot import perform
from tests.tour.stage import Stage, TourFailedError


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell the whole story; return 0, or 1 when a step failed."""
    parser = argparse.ArgumentParser(prog="tests.tour")
    parser.add_argument("--out", type=Path, default=Path("build/tour"))
    parser.add_argument("--keep", action="store_true", help="keep profiles, server and logs")
    parser.add_argument("--sabotage", default="", help="module:function that is to fail")
    asked = parser.parse_args(arguments)
    out = asked.out.resolve()
    book.clear(out)
    work = Path(tempfile.mkdtemp(prefix="tour-"))
    (work / "server").mkdir()
    begun = time.monotonic()
    try:
        with ServerProcess(work / "server") as server:
            stage = Stage(out, work, server, asked.sabotage)
            try:
                perform(stage)
            finally:
                book.write(out, stage.told)
    except TourFailedError as error:
        print(f"The tour failed. {error}", file=sys.stderr)
        return 1
    finally:
        if asked.keep:
            print(f"Profiles, server and logs: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)
    print(f"The tour took {time.monotonic() - begun:.0f} s; its story is {out / 'tour.md'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
