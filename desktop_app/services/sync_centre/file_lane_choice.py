"""When files may travel by themselves: an office on a dear or slow line decides for its PC."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.permissions import Right
from desktop_app.services.audit.noting import note
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand

_FACT = "files_travel"
# At less, a photograph of three megabytes takes more than three minutes.
SLOW_BYTES_PER_SECOND = 16 * 1024


class FilesTravel(Enum):
    """The three choices; data travels always, and files whenever somebody asks for it."""

    ALWAYS = "always"
    NOT_WHEN_METERED = "not_when_metered"
    WHEN_ASKED = "when_asked"


@dataclass(frozen=True, slots=True)
class Line:
    """The connection as it is known: False where nobody can tell.

    `slow` was measured in a round, the others are what the operating system says.
    """

    metered: bool = False
    mobile: bool = False
    slow: bool = False

    @property
    def spare(self) -> bool:
        """Whether files would cost money here, or hold up the data behind them."""
        return self.metered or self.mobile or self.slow


def read_files_travel(context: DeskContext) -> FilesTravel:
    """Return the choice of this PC; NOT_WHEN_METERED until somebody chose."""
    with context.open_read() as work:
        kept = work.state.fact(_FACT)
    return next(
        (choice for choice in FilesTravel if choice.value == kept), FilesTravel.NOT_WHEN_METERED
    )


def choose_files_travel(choice: FilesTravel, context: DeskContext) -> None:
    """Keep the choice for everybody at this PC; raises NOT_ALLOWED."""
    demand(Right.SET_UP_OFFICE, context)
    with context.open_work() as work:
        facts = {"what": "files_travel", "to": choice.value}
        note(AuditKind.SETTINGS_CHANGED, context, work=work, facts=facts)
        work.state.set_fact(_FACT, choice.value)
        work.commit()


def files_may_travel(choice: FilesTravel, line: Line) -> bool:
    """Say whether a round that nobody asked for may carry files over this line."""
    match choice:
        case FilesTravel.ALWAYS:
            return True
        case FilesTravel.NOT_WHEN_METERED:
            return not line.spare
        case FilesTravel.WHEN_ASKED:
            return False
