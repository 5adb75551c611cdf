"""Rules that keep people's names safe and that ruff's security rules do not know.

Each takes a source text and returns its faults; a fault says what to do instead.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.rules import called_name, calls, name_of

LOG_CALLS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
LOGGERS = {"log", "_log", "logger", "_logger", "_LOG", "logging"}
TRUST = {"verify", "check_hostname", "verify_mode", "cert_reqs", "assert_hostname"}
SQL_TAKERS = {"text", "exec_driver_sql"}
UNPACKERS = {"extractall", "unpack_archive"}
EXCEPTION_MADE = re.compile(
    r"#\s*(?:noqa\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore\b\S*)"
)


def trust_switched_off(text: str) -> list[str]:
    """Whoever accepts any certificate sends the names to anybody who asks."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.keyword) and node.arg in TRUST and checks_nothing(node.value):
            faults.append((node.lineno, node.arg))
        elif isinstance(node, ast.Assign) and checks_nothing(node.value):
            faults += [
                (node.lineno, target.attr)
                for target in node.targets
                if isinstance(target, ast.Attribute) and target.attr in TRUST
            ]
    return [
        f"line {line}: {name} is switched off; trust the regency's own authority instead"
        for line, name in faults
    ]


def errors_words_in_log(text: str) -> list[str]:
    """An error quotes what it stumbled over, which may be a name; its kind and place are enough."""
    return [
        f"line {call.lineno}: the words of '{name}' go into a log; "
        "give exc_info, or facts of your own (docs/decisions/0022)"
        for handler in ast.walk(ast.parse(text))
        if isinstance(handler, ast.ExceptHandler) and (name := handler.name)
        for call in ast.walk(handler)
        if isinstance(call, ast.Call)
        and is_log_call(call)
        and any(quotes(argument, name) for argument in logged(call))
    ]


def sql_in_pieces(text: str) -> list[str]:
    """A statement that is put together from values runs what is in the values."""
    return [
        f"line {call.lineno}: {called_name(call)} gets text put together; "
        "bind the values as parameters"
        for call in calls(text)
        if called_name(call) in SQL_TAKERS and call.args and is_put_together(call.args[0])
    ]


def unpacks_everything(text: str) -> list[str]:
    """Names in an archive may lead out of the folder, and its contents may fill the disk."""
    return [
        f"line {call.lineno}: {called_name(call)} follows any name to any size; "
        "read the members one by one, with a limit"
        for call in calls(text)
        if called_name(call) in UNPACKERS
    ]


def temporary_files(text: str) -> list[str]:
    """What lies in the temporary folder stays there after a crash, readable and unencrypted."""
    return [
        f"line {node.lineno}: tempfile; seal it into the profile (storage/sealed.py), or name the "
        "module and its reason in tests/house/test_safety_rules.py"
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Import) and any(part.name == "tempfile" for part in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "tempfile")
    ]


def labels_that_guess(text: str) -> list[str]:
    """A bare QLabel draws what looks like HTML as such: words of a stranger become a picture."""
    return [
        f"line {call.lineno}: a QLabel guesses the format of words; take ui/controls/label.py"
        for call in calls(text)
        if called_name(call) == "QLabel" and (call.args or call.keywords)
    ]


def hints_that_guess(text: str) -> list[str]:
    """A hint under the mouse draws what looks like HTML as such, as a bare label does."""
    return [
        f"line {call.lineno}: a hint guesses the format of words; take ui/controls/hint.py"
        for call in calls(text)
        if called_name(call) == "setToolTip" and not _is_plain_hint(call.args[0])
    ]


def _is_plain_hint(words: ast.expr) -> bool:
    """Say so of words made plain, and of a hint that was taken from a widget to be put back."""
    match words:
        case ast.IfExp():
            return _is_plain_hint(words.body) and _is_plain_hint(words.orelse)
        case ast.Call():
            return called_name(words) in {"plain_hint", "toolTip"}
        case ast.Attribute():
            return words.attr == "_hint_before"
        case _:
            return False


def messages_that_guess(text: str) -> list[str]:
    """A message draws what looks like HTML as such, unless it is told that its words are plain."""
    if any(called_name(call) == "setTextFormat" for call in calls(text)):
        return []
    return [
        f"line {call.lineno}: a QMessageBox guesses the format of words; set PlainText"
        for call in calls(text)
        if called_name(call) == "QMessageBox"
    ]


def unexplained_exceptions(text: str) -> list[str]:
    """An exception from a rule is granted for a reason, and the next reader must find it there."""
    return [
        f"line {number}: '{found.group()}' stands without its reason"
        for number, line in enumerate(text.splitlines(), start=1)
        for found in EXCEPTION_MADE.finditer(line)
        if not re.match(r"\s+[-#] \w", line[found.end() :])
    ]


def checks_nothing(node: ast.expr) -> bool:
    """Whether a value means that a certificate is not looked at."""
    if isinstance(node, ast.Constant):
        return node.value is False or node.value == "CERT_NONE"
    return name_of(node) == "CERT_NONE"


def is_log_call(call: ast.Call) -> bool:
    """Whether this is a call of a logger's method."""
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr in LOG_CALLS
        and name_of(function.value) in LOGGERS
    )


def logged(call: ast.Call) -> Iterator[ast.expr]:
    """Yield what a logger's method writes out; of exc_info only kind and place are written."""
    yield from call.args
    yield from (keyword.value for keyword in call.keywords if keyword.arg != "exc_info")


def quotes(node: ast.AST, name: str) -> bool:
    """Whether an expression holds the words of an error; its kind and its facts are no words."""
    if isinstance(node, ast.Name):
        return node.id == name
    if isinstance(node, ast.Attribute) and name_of(node.value) == name:
        return node.attr in {"args", "orig", "strerror", "filename", "doc", "object"}
    if isinstance(node, ast.Call) and name_of(node.func) == "type":
        return False
    return any(quotes(part, name) for part in ast.iter_child_nodes(node))


def is_put_together(node: ast.expr) -> bool:
    """Whether a string is built here from something that is neither a literal nor a constant."""
    if isinstance(node, ast.JoinedStr):
        values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return not all(map(is_constant, values))
    if isinstance(node, ast.BinOp):
        return is_put_together(node.left) or not is_constant(node.right)
    return isinstance(node, ast.Call) and called_name(node) == "format"


def is_constant(node: ast.expr) -> bool:
    """Whether a value stands fixed in the source, under a name in capitals or without one."""
    return isinstance(node, ast.Constant) or name_of(node).isupper()
