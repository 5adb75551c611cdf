"""The worker of the self-test with one thing broken in most of what it tries.

python -m tests.self_test.sabotage FOLDER NAME NAME
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from desktop_app.demo.server import DemoServer
from desktop_app.domain.inbox import InboxQuery
from desktop_app.letters.printer import PdfPrinter
from desktop_app.self_test import cases, worker
from desktop_app.services.list_cases import case_keys
from desktop_app.storage import engine, migrate
from desktop_app.ui.shell.way_in import WayIn
from desktop_app.ui.walk import walking

# What is broken, and the words by which its check says so.
SAID = {
    "database": "office.db tidak terenkripsi",
    "migration": "salinan sebelum pembaruan tidak ada",
    "search": "mencari 'lampu' salah hasilnya",
    "letter": "huruf tanda terima tidak disertakan",
    "sync": "server_unreachable",
    "screens": "layar set-up: tidak muncul atau kosong",
}


def main() -> None:
    broken: list[tuple[Any, str, Any]] = [
        (engine, "_unlock", _nothing),
        (migrate, "_copy", _nothing),
        (cases, "case_keys", partial(_all_keys, case_keys)),
        (PdfPrinter, "receipt", _pdf_without_fonts),
        (DemoServer, "_program", _program_that_ends),
        (WayIn, "_greet", _nothing),
        (walking, "_PATIENCE_MS", 500),
    ]
    for owner, name, instead in broken:
        assert hasattr(owner, name)
        setattr(owner, name, instead)
    worker.main(sys.argv[1:])


def _nothing(*_arguments: Any) -> None: ...


def _all_keys(found: Any, _query: InboxQuery, context: Any) -> Any:
    return found(InboxQuery(), context)


def _pdf_without_fonts(*_arguments: Any) -> bytes:
    return b"%PDF-1.4\n/Type /FontDescriptor\n%%EOF\n"


def _program_that_ends(*_arguments: Any) -> list[str]:
    return [sys.executable, "-c", ""]


if __name__ == "__main__":
    main()
