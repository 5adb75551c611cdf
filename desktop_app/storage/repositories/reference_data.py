"""Lists that offices may edit: categories, and the days nobody works."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from desktop_app.domain.categories import Category
from desktop_app.domain.deadlines import WorkCalendar
from desktop_app.storage import schema
from desktop_app.storage.repositories.desk_state import StoredDeskState
from desktop_app.storage.repositories.questions import Question
from desktop_app.storage.repositories.rows import insert_or_replace, plain, shared_columns

_CATEGORY = schema.category
_FREE_DAY = schema.free_day
_VERSION = "calendar_version"
_PUT_CATEGORY = insert_or_replace(_CATEGORY, "code")
_FREE_DAYS = Question(select(_FREE_DAY.c.day))
_PUT_FREE_DAY = insert_or_replace(_FREE_DAY, "day")


class StoredReferenceData:
    """What intake and deadlines look up; see `ports.ReferenceData`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._state = StoredDeskState(connection)

    def categories(self) -> list[Category]:
        """In the order they were first put."""
        wanted = select(*shared_columns(_CATEGORY)).order_by(_CATEGORY.c.key)
        return [Category(**row) for row in self._connection.execute(wanted).mappings()]

    def put_category(self, category: Category) -> None:
        self._connection.execute(_PUT_CATEGORY, plain(category))

    def work_calendar(self) -> WorkCalendar:
        free_days = frozenset(day for (day,) in _FREE_DAYS.rows(self._connection))
        return WorkCalendar(free_days, self._state.fact(_VERSION) or "")

    def put_free_day(self, day: date, name: str, kind: str) -> None:
        self._connection.execute(_PUT_FREE_DAY, {"day": day, "name": name, "kind": kind})

    def set_calendar_version(self, version: str) -> None:
        self._state.set_fact(_VERSION, version)
