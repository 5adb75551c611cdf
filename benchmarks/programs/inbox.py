"""Starts the program, signs in, says when the inbox could be used, and ends.

Prints seconds from Enter to use, of the password hash within them, and of a bare connection that
opens the same file and runs the same statements; bytes held once everything has come to rest.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.bytecode import modules_without_bytecode
from benchmarks.real_window import open_real_window
from benchmarks.resident import resident_bytes

_BARE_TIMES = 5
_TYPING_MS = 1000  # nobody types a password in less
_REST_MS = 1000


def main() -> None:
    """Sign in once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("office", type=Path)
    folder = parser.parse_args().office
    window = open_real_window(folder / "first").window

    from benchmarks.first_inbox import FirstInbox
    from benchmarks.hands import timed_calls
    from benchmarks.measurement import timed
    from benchmarks.office import CASES, PASSWORD, Office
    from benchmarks.sign_in_form import SignInForm
    from benchmarks.statements import Transcript, bare_connection, read_bare, reads
    from benchmarks.waiting import rest, wait_for, wait_painted
    from desktop_app.storage import key_wrap

    office = Office(folder)
    form = SignInForm(window)
    wait_painted(form.painted)
    rest(_TYPING_MS)
    hashes = timed_calls(key_wrap, "hash_secret_raw")
    transcript = Transcript()
    inbox = FirstInbox(window, CASES)
    begun = perf_counter()
    form.enter(PASSWORD)
    wait_for(inbox.usable)
    seconds = inbox.usable_at - begun
    statements = reads(transcript.take())
    transcript.close()
    wait_for(inbox.rounds.finished)
    rest(_REST_MS)
    resident = resident_bytes()
    key = office.database_key

    def open_and_read() -> None:
        with bare_connection(office.database, key) as connection:
            read_bare(connection, statements)

    facts = {
        "seconds": seconds,
        "hash_seconds": hashes[0],
        "bare_seconds": median(timed(open_and_read) for _ in range(_BARE_TIMES)),
        "resident": resident,
        "without_bytecode": modules_without_bytecode(),
    }
    print(json.dumps(facts))
    window.close()


if __name__ == "__main__":
    main()
