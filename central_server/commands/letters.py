"""`letters`: the ledger of an office's letter numbers."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from central_server.app import now_utc
from central_server.commands.context import reading
from central_server.commands.enter import known_office
from central_server.ledger import Line, ledger
from central_server.settings import Settings


def list_numbers(settings: Settings, office_code: str, year: int) -> str:
    """One line for each run of numbers: the numbers, state, device letter, and what is to say."""
    with reading(settings) as connection:
        office = known_office(connection, office_code)
        today = now_utc().astimezone(ZoneInfo(office.time_zone)).date()
        return "\n".join(map(_text, ledger(connection, office.uid, year, today)))


def _text(line: Line) -> str:
    numbers = str(line.first) if line.first == line.last else f"{line.first}-{line.last}"
    return f"{numbers}\t{line.state.value}\t{line.device}\t{line.words}"
