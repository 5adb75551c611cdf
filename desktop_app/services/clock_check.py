"""A wrong clock on this PC is noticed before it prints a year on paper."""

from __future__ import annotations

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.register_number import clock_doubt
from desktop_app.services.context import Save


def check_date(save: Save, *, confirmed: bool) -> None:
    """Raise CLOCK_DOUBTFUL for a doubtful date, unless a person has confirmed it.

    Dates are compared as the office's calendar shows them, for that is the year it prints.
    """
    local, state = save.context.local, save.work.state
    if confirmed:
        state.set_last_entry_at(save.at)
        return
    last_entry_at = state.last_entry_at()
    doubt = clock_doubt(
        local(save.at), local(last_entry_at) if last_entry_at else None, state.last_server_time()
    )
    if doubt is not None:
        facts = {"doubt": doubt.value, "today": save.today.isoformat()}
        raise ExpectedError(Trouble.CLOCK_DOUBTFUL, facts=facts)
