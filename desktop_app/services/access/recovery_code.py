"""The printed code that opens this PC when passwords are forgotten.

It counts as printed only once somebody has said that it is on paper: until then the one before it
opens this PC too, and without one, nobody is taken to have a code.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.documents import RecoverySheet
from desktop_app.domain.key_holders import ProfileKeys
from desktop_app.domain.people import Office
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import Printer
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code and its sheet as PDF, empty where it could not be drawn; both are kept nowhere."""

    code: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class OnSheet:
    """What the sheet says beside the code."""

    office: Office
    device_letter: str
    today: date


def make_recovery_code(keys: ProfileKeys, printer: Printer, sheet: OnSheet) -> PrintedCode:
    """Make the code and draw its sheet; a sheet that fails costs the sheet, and not the code."""
    code = keys.new_recovery_code()
    try:
        drawn = printer.recovery_sheet(
            RecoverySheet(sheet.office.name, sheet.device_letter, code, sheet.today)
        )
    except Exception:  # noqa: BLE001 - whatever it is, the code can be copied by hand
        _LOG.exception("the recovery sheet was not drawn")
        drawn = b""
    return PrintedCode(code, drawn)


def renew_recovery_code(context: DeskContext) -> PrintedCode:
    """Make it anew for somebody signed in; raises NOT_ALLOWED and what writing a file may meet."""
    demand(Right.LET_IN, context)
    sheet = OnSheet(context.office, context.device.letter, context.today())
    note_alone(AuditKind.RECOVERY_CODE_MADE, context)
    return make_recovery_code(context.keys, context.printer, sheet)


def code_is_on_paper(context: DeskContext) -> None:
    """Count the code made last as printed; an earlier one opens nothing any more. NOT_ALLOWED."""
    demand(Right.LET_IN, context)
    context.keys.recovery_code_is_on_paper()
