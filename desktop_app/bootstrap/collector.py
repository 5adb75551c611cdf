"""The garbage collector while the program loads: nothing of what is loaded is ever garbage.

Looking it all through, again and again, took a tenth of a start, and would later hold up the
window for a tenth of a second each time.
"""

from __future__ import annotations

import gc


def rest() -> None:
    """Collect nothing; to be called before anything large is loaded."""
    gc.disable()


def keep_what_is_loaded() -> None:
    """Look through nothing of it ever again; what comes later is for `ui.garbage`."""
    gc.freeze()
