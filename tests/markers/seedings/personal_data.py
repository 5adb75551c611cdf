"""What is held about one person: drawn as one sheet for them, corrected, restricted, erased.

What has no screen to be worked is asked of the use case, on the desk that the window stands on.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop_app.domain.cases import Classification
from desktop_app.domain.inbox import InboxGroup, InboxQuery
from desktop_app.domain.records import entry_record
from desktop_app.services.context import DeskContext
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.personal_data.erase_reporter import (
    EraseReporter,
    erase_reporter,
    preview_erasure,
)
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.personal_data.retention import (
    preview_retention,
    run_retention,
    set_retention_rules,
)
from tests.markers.marks import KEPT
from tests.tour.driver import Driver


def answer_person(d: Driver) -> None:
    """Find somebody by the name that was corrected, and draw the answer and the register."""
    d.choose_in_menu("person", "Data pribadi")
    d.click("name")
    d.type(KEPT["corrected_name"])
    d.key("Return")
    d.see_row(KEPT["title"])
    for button in ("answer_person", "processing_register"):
        d.click(button)
        d.see_sheet()
        d.key("Esc")
        d.wait(lambda: not d.is_there("print"), "the preview to close")
    d.key("Alt+1")


def correct_and_restrict(d: Driver) -> None:
    """Correct who reported the marked case, restrict them, and lift that again."""
    context = _desk_of(d)
    uid = _marked_case(context)
    correct_reporter(CorrectReporter(uid, name=KEPT["corrected_name"]), context)
    for is_on, reason in ((True, "restricted"), (False, "free_again")):
        restrict_reporter(RestrictReporter(uid, KEPT[reason], restricted=is_on), context)


def retention(d: Driver) -> None:
    """Choose how long who reported is kept, and let run what is due: nothing is yet."""
    context = _desk_of(d)
    set_retention_rules(dict.fromkeys(Classification, 24), context)
    due = preview_retention(context)
    d.must(not run_retention(due, context, with_files=True).erased, "nothing is due")


def erase(d: Driver) -> None:
    """Erase who reported the marked case, and its files."""
    context = _desk_of(d)
    uid = _marked_case(context)
    files = frozenset(file.uid for file in preview_erasure(uid, context).files)
    erase_reporter(EraseReporter(uid, KEPT["erased"], files), context)
    with context.open_read() as work:
        told = str([entry_record(entry) for entry in work.timeline.of_case(uid)])
    d.must(KEPT["corrected_name"] not in told and KEPT["erased"] in told, "they are forgotten")


def _desk_of(d: Driver) -> DeskContext:
    window: Any = d.window
    context: DeskContext = window._session.desk.context
    return context


def _marked_case(context: DeskContext) -> UUID:
    with context.open_read() as work:
        keys = work.cases.keys(InboxQuery(InboxGroup.OPEN), context.today())
        (row,) = [row for row in work.cases.rows(keys) if row and row.title == KEPT["title"]]
    return row.uid
