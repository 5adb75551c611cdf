"""The printer costs nothing until it draws, and draws from any thread."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from desktop_app.letters.printer import PdfPrinter
from tests.letters.samples import a_letter, a_receipt

COMMAND = """
import sys
from desktop_app.letters.printer import PdfPrinter
PdfPrinter()
sys.exit("reportlab" in sys.modules)
"""


def test_the_pdf_library_is_not_loaded_before_the_first_document():
    assert subprocess.run([sys.executable, "-c", COMMAND], check=False).returncode == 0


def test_several_threads_get_what_one_would():
    printer, receipt, letter = PdfPrinter(), a_receipt(), a_letter()
    expected = {printer.receipt(receipt), printer.official_letter(letter)}
    with ThreadPoolExecutor(4) as threads:
        receipts = [threads.submit(printer.receipt, receipt) for _ in range(6)]
        letters = [threads.submit(printer.official_letter, letter) for _ in range(6)]
    assert {each.result() for each in receipts + letters} == expected
