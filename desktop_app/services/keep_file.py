"""Takes a file into the encrypted store before it belongs to a case."""

from __future__ import annotations

from desktop_app.domain.attachments import LARGEST_FILE, media_type_of
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.file_names import file_name
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext, KeptFile
from desktop_app.services.demand import demand


def keep_file(content: bytes, name: str, context: DeskContext) -> KeptFile:
    """Store the bytes durably; refuse an empty or too large file in words beside the field.

    Raises NOT_ALLOWED, PROBLEMS.
    """
    demand(Right.NOTE, context)
    if not content:
        raise _refused(ProblemCode.FILE_EMPTY)
    if len(content) > LARGEST_FILE:
        raise _refused(ProblemCode.FILE_TOO_LARGE)
    return _described(context.files.keep(content), name, content)


def kept_file(sha256: str, name: str, context: DeskContext) -> KeptFile:
    """Describe a file that a draft already keeps."""
    return _described(sha256, name, context.files.read(sha256))


def _described(sha256: str, name: str, content: bytes) -> KeptFile:
    return KeptFile(sha256, file_name(name), media_type_of(content), len(content))


def _refused(code: ProblemCode) -> ExpectedError:
    return ExpectedError(Trouble.PROBLEMS, problems=(Problem("files", code),))
