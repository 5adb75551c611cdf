"""What can wait is loaded while a password is typed, where Qt allows it: in the window's thread."""

from __future__ import annotations

import json
import subprocess
import sys

# A process of its own: here the modules are loaded already.
_START = """
import json, sys, threading
from importlib.abc import MetaPathFinder
from uuid import UUID


class Watcher(MetaPathFinder):
    def __init__(self):
        self.loaded = {}

    def find_spec(self, name, path=None, target=None):
        self.loaded[name] = threading.current_thread() is threading.main_thread()


watcher = Watcher()
sys.meta_path.insert(0, watcher)
from PySide6.QtCore import QEventLoop
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.ui.application import make_application
from desktop_app.ui.shell.doors import Doors
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.preparation import Preparation

app, theme = make_application([])
people = [KeyHolder(UUID(int=1), "Contoh")]
nothing = lambda *_: None
window = MainWindow(theme, Doors(lambda: people, *[nothing] * 7, parts=("colorsys",)))
window.show()
window.start()
late = ("desktop_app.ui.shell.session", "colorsys")
at_first = [name for name in late if name in sys.modules]
loop = QEventLoop()
window.findChild(Preparation).ready.connect(loop.quit)
loop.exec()
window.close()
ours = {name for name in watcher.loaded if name.startswith(("desktop_app.ui", "PySide6"))}
print(json.dumps({
    "at_first": at_first,
    "in_the_end": [name for name in late if name in sys.modules],
    "elsewhere": sorted(name for name in ours if not watcher.loaded[name]),
}))
"""


def test_what_can_wait_is_loaded_after_the_sign_in_page_and_never_in_another_thread() -> None:
    """PySide ends the program when a Qt class is made beside a window that works."""
    ended = subprocess.run(
        [sys.executable, "-c", _START],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert json.loads(ended.stdout) == {
        "at_first": [],
        "in_the_end": ["desktop_app.ui.shell.session", "colorsys"],
        "elsewhere": [],
    }
