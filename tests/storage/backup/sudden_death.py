"""Runs work in a process of its own that is killed at one of its steps on the disk."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

_STEPS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"})


def dies_at(step: int, work: Callable[[], object]) -> bool:
    """Do it in a child that is killed right before that step, counted from 1; False if it ended.

    A step is a new name, a name taken away, a folder made, or a file opened to be written.
    """
    child = os.fork()
    if child == 0:
        _be_mortal(step)
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def _be_mortal(step: int) -> None:
    left = step

    def count_down(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        is_step = event in _STEPS or (event == "open" and _is_written(arguments))
        if is_step:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count_down)


def _is_written(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
