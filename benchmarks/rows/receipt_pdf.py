"""From a case to the bytes of its receipt, beside the same page drawn by hand."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pypdf import PdfReader

from benchmarks.bare_receipt import draw_bare, plan_page
from benchmarks.measurement import Measurement, alternate, medians, timed
from benchmarks.office import Office
from benchmarks.typed_report import typed_report
from desktop_app.services.context import DeskContext
from desktop_app.services.print_receipt import receipt_of, receipt_pdf
from desktop_app.services.register_case import RegisterCase, register_case

_TIMES = 40


def measure(office: Office) -> Measurement:
    """Draw the receipt of a case just saved, again and again."""
    with TemporaryDirectory() as folder:
        own = office.copy(Path(folder) / "own")
        with own.open(own.profile) as desk:
            return _measure(desk.context)


def _measure(context: DeskContext) -> Measurement:
    request = RegisterCase(typed_report(context.new_uid()))
    uid = register_case(request, context).case.uid
    begun = perf_counter()
    pdf = receipt_pdf(uid, context)
    first = perf_counter() - begun
    page = plan_page(receipt_of(uid, context))
    if _words(pdf) != _words(draw_bare(page)):
        raise ValueError("the bare page does not say what the receipt says")
    taken = alternate(
        lambda: timed(lambda: receipt_pdf(uid, context)),
        lambda: timed(lambda: draw_bare(page)),
        times=_TIMES,
    )
    note = (
        f"from the database to bytes; the first of a session, with imports, {first * 1000:.0f} ms"
    )
    return medians(*taken, note)


def _words(pdf: bytes) -> list[str]:
    """List every word on the sheet, whatever its order."""
    return sorted(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
