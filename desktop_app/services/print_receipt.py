"""The receipt a reporter takes home, made again from the case at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop_app.domain import terms
from desktop_app.domain.cases import Case, Classification, Status
from desktop_app.domain.clock import ZONE_LABEL
from desktop_app.domain.confidential import Because, Disclosed
from desktop_app.domain.documents import Receipt, ReceiptPaper
from desktop_app.domain.permissions import Right
from desktop_app.domain.phone import masked_phone
from desktop_app.domain.places import Village
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext, case_or_trouble, may_see_identity
from desktop_app.services.demand import demand_on
from desktop_app.services.letters.letterheads import letterhead_of
from desktop_app.services.privacy.disclosing import note_disclosure

_SECRET = "Dirahasiakan"


@dataclass(frozen=True, slots=True)
class DrawnReceipt:
    """The PDF, and whether something is left out of it that can be asked for."""

    pdf: bytes
    is_redacted: bool


def receipt_pdf(
    case_uid: UUID, context: DeskContext, paper: ReceiptPaper = ReceiptPaper.A5_PAIR
) -> bytes:
    """Draw the receipt of a case as PDF; raises RECORD_GONE, NOT_ALLOWED."""
    return drawn_receipt(case_uid, context, paper).pdf


def drawn_receipt(case_uid: UUID, context: DeskContext, paper: ReceiptPaper) -> DrawnReceipt:
    """Draw it and say whether it is whole; raises as `receipt_pdf` does."""
    receipt = receipt_of(case_uid, context, paper)
    return DrawnReceipt(context.printer.receipt(receipt), receipt.title == _SECRET)


def full_receipt_pdf(
    case_uid: UUID, because: Because, context: DeskContext, paper: ReceiptPaper
) -> bytes:
    """Draw it with the title and the name that are left out else, and write down why.

    Raises RECORD_GONE, NOT_ALLOWED, PROBLEMS.
    """
    pdf = context.printer.receipt(receipt_of(case_uid, context, paper, full=True))
    with context.open_work() as work:
        note_disclosure(Disclosed.RECEIPT, case_uid, because, context, work=work)
        work.commit()
    return pdf


def receipt_of(
    case_uid: UUID,
    context: DeskContext,
    paper: ReceiptPaper = ReceiptPaper.A5_PAIR,
    *,
    full: bool = False,
) -> Receipt:
    """Choose the words of a receipt: identities masked, an answered request with its answer.

    Of a confidential case nothing is told but its number and its dates, unless in `full`.

    Raises RECORD_GONE; NOT_ALLOWED where another office took the case, whose promise it is.
    """
    with context.open_read() as work:
        case = case_or_trouble(work, case_uid)
        demand_on(Right.PRINT_RECEIPT, case, context)
        reporter = work.reporters.get(case_uid) or Reporter(case_uid)
        entries = work.timeline.of_case(case_uid)
        files = work.attachments.of_case(case_uid)
        clerk = work.directory.person(case.registered_by)
    answer = _counter_answer(case, entries)
    is_secret = case.confidential and not full
    hidden = case.anonymous or is_secret or not may_see_identity(case, context)
    promise, promise_date = ("", None) if answer else _promise(case)
    return Receipt(
        letterhead=letterhead_of(context),
        register_number=case.register_number,
        received_at=context.local(case.received_at),
        zone_label=ZONE_LABEL.get(context.office.time_zone, ""),
        place=context.office.name,
        channel=terms.CHANNEL[case.channel],
        reporter_name=_SECRET if hidden else reporter.name,
        reporter_phone=_SECRET if hidden and reporter.phone else masked_phone(reporter.phone),
        classification=terms.CLASSIFICATION[case.classification],
        title=_SECRET if is_secret else case.title,
        location=_SECRET if is_secret else _location(case, context.villages),
        attachments=f"{len(files)} berkas" if files else "-",
        promise=promise,
        promise_date=promise_date,
        answer=_SECRET if answer and is_secret else answer,
        clerk_name=clerk.name if clerk else context.person.name,
        inquiry_contact=context.office.phone,
        paper=paper,
    )


def _counter_answer(case: Case, entries: list[TimelineEntry]) -> str:
    if case.status is not Status.CLOSED:
        return ""
    answers = (entry.text for entry in entries if entry.move == MoveName.ANSWER_AT_COUNTER.value)
    return next(answers, "")


def _promise(case: Case) -> tuple[str, date]:
    if case.classification is Classification.INFORMATION_REQUEST:
        return "dijawab", case.due.response
    return "diperiksa", case.due.verification


def _location(case: Case, villages: Mapping[str, Village]) -> str:
    village = villages.get(case.village_code)
    named = f"{village.name}, Kec. {village.district}" if village else ""
    return ", ".join(part for part in (case.place, named) if part) or "-"
