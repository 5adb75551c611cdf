"""Signs in at a profile, registers cases and says each number; then it waits to be killed.

Arguments: profile, person, how many cases. Run from the top of the source tree.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

from desktop_app.bootstrap.desk import open_desk, system_clock
from desktop_app.services.register_case import RegisterCase, register_case
from tests.desk import PASSWORD, an_intake


def main(profile: str, person: str, cases: int) -> None:
    """Register that many cases as the counter would, each said as soon as it is saved."""
    desk = open_desk(Path(profile), UUID(person), PASSWORD, clock=system_clock)
    for _ in range(cases):
        saved = register_case(RegisterCase(an_intake(desk.context)), desk.context)
        print(saved.case.uid, saved.case.register_number, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
