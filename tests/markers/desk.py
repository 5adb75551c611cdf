"""One desk whose window is worked with marked words: `python -m tests.markers.desk [--plain] …`.

The rest of the options are those of `tests.tour.desk`. After each seeding the fact `used` names
the use cases that have run in this process.
"""

from __future__ import annotations

import inspect
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from types import FrameType
from typing import Any

from desktop_app import services
from tests.markers.seedings import SEEDINGS
from tests.tour import desk
from tests.tour.driver import Driver

_SERVICES = services.__path__[0]


def main(arguments: Sequence[str]) -> int:
    """Open the window of a profile, with nothing encrypted if asked, and work it."""
    rest = [argument for argument in arguments if argument != "--plain"]
    if len(rest) < len(arguments):
        from tests.markers.plain_storage import store_plainly

        store_plainly()
    used = Used()
    seedings = {name: partial(used.told_by, seeding) for name, seeding in SEEDINGS.items()}
    return desk.main(rest, seedings)


class Used:
    """Notes which modules of use cases have done something."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        threading.setprofile(self._note)
        sys.setprofile(self._note)

    def told_by(self, seeding: Callable[[Driver], None], driver: Driver) -> None:
        """Play a seeding and tell what has run by then."""
        seeding(driver)
        driver.facts["used"] = " ".join(sorted(self._names))

    def _note(self, frame: FrameType, event: str, _argument: Any) -> None:
        code = frame.f_code
        # The body of a module or a class runs when it is loaded; that is no use.
        is_function = code.co_flags & inspect.CO_NEWLOCALS and code.co_flags & inspect.CO_OPTIMIZED
        if event == "call" and is_function and code.co_filename.startswith(_SERVICES):
            self._names.add(str(frame.f_globals["__name__"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
