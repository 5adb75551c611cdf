"""The printed code that opens this PC when passwords are forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.documents import RecoverySheet
from desktop_app.domain.people import Office
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import Printer, ProfileKeys
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code and its sheet as PDF; both are shown once and kept nowhere."""

    code: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class OnSheet:
    """What the sheet says beside the code."""

    office: Office
    device_letter: str
    today: date


def make_recovery_code(keys: ProfileKeys, printer: Printer, sheet: OnSheet) -> PrintedCode:
    """Make the code; one on an earlier sheet opens nothing any more."""
    code = keys.new_recovery_code()
    drawn = printer.recovery_sheet(
        RecoverySheet(sheet.office.name, sheet.device_letter, code, sheet.today)
    )
    return PrintedCode(code, drawn)


def renew_recovery_code(context: DeskContext) -> PrintedCode:
    """Make it anew for somebody signed in; NOT_ALLOWED."""
    demand(Right.LET_IN, context)
    sheet = OnSheet(context.office, context.device.letter, context.today())
    note_alone(AuditKind.RECOVERY_CODE_MADE, context)
    return make_recovery_code(context.keys, context.printer, sheet)
