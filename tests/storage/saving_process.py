"""Saves cases in a process of its own and says each number once it is durable.

Arguments: database, device letter, how many saves. Run from the top of the source tree.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.domain.register_number import RegisterNumber
from desktop_app.storage.engine import open_engine
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import a_case, a_change
from tests.storage.secrets_for_tests import KEY

_PATIENCE_MS = 60_000


def main(database: str, letter: str, saves: int) -> None:
    """Save that many cases, each with its change, and print `sequence uid` after each commit."""
    engine = open_engine(Path(database), KEY)
    with engine.connect() as connection:
        # How long a save may wait for its turn on a busy machine is not what is tested.
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_PATIENCE_MS}")
    open_work = unit_of_work(engine)
    for _ in range(saves):
        with open_work() as work:
            sequence = work.numbers.next_register_sequence(2026)
            number = str(RegisterNumber("BBS", 2026, letter, sequence))
            case = a_case(register_number=number)
            work.cases.put(case)
            work.outbox.add(a_change(case_uid=case.uid))
            work.commit()
        print(sequence, case.uid, flush=True)
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
