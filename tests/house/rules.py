"""The house rules that no linter knows: each takes a source text and returns its faults."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

LONGEST_FILE = 400  # lines

# Calls whose plain string arguments people read or hear, with the positions of those arguments
# (a logger's warning has its words first and is not meant, a message box has its parent there).
READ_BY_PEOPLE = {
    "setText": (0,),
    "setPlainText": (0,),
    "setHtml": (0,),
    "setToolTip": (0,),
    "setStatusTip": (0,),
    "setWhatsThis": (0,),
    "setPlaceholderText": (0,),
    "setWindowTitle": (0,),
    "setTitle": (0,),
    "setLabelText": (0,),
    "setInformativeText": (0,),
    "setDetailedText": (0,),
    "setAccessibleName": (0,),
    "setAccessibleDescription": (0,),
    "setSpecialValueText": (0,),
    "setPrefix": (0,),
    "setSuffix": (0,),
    "showMessage": (0,),
    "addRow": (0,),
    "addItem": (0,),
    "addAction": (0, 1),
    "addMenu": (0, 1),
    "addButton": (0,),
    "addTab": (1, 2),
    "addToolBar": (0,),
    "critical": (1, 2),
    "warning": (1, 2),
    "information": (1, 2),
    "question": (1, 2),
    "getOpenFileName": (1,),
    "getOpenFileNames": (1,),
    "getSaveFileName": (1,),
    "getExistingDirectory": (1,),
    "QLabel": (0,),
    "QPushButton": (0, 1),
    "QToolButton": (0,),
    "QCheckBox": (0,),
    "QRadioButton": (0,),
    "QGroupBox": (0,),
    "QAction": (0, 1),
    "QMenu": (0,),
    "QDockWidget": (0,),
    "QCommandLinkButton": (0, 1),
    "QProgressDialog": (0, 1),
    "QTableWidgetItem": (0,),
    "QStandardItem": (0,),
    "QListWidgetItem": (0,),
}
# Translators, with how many of their leading arguments must be plain literals. A painter and a
# string have a translate of another kind.
TRANSLATORS = {"tr": 1, "translate": 2, "QCoreApplication.translate": 2}

# In pieces, so that this file does not hold what it looks for.
MACHINE_TRACES = re.compile(
    "|".join(
        (
            r"py" + r"pi\.org",
            r"python" + r"hosted",
            r"registry\.np" + r"mjs",
            r"npmjs\.(?:com|org)" + r"/",
            r"deb\.deb" + r"ian\.org",
            r"archive\.ubu" + r"ntu\.com",
            r"(?<![\w.*-])/wo" + r"rk/",
            r"(?<![\w.*-])/ro" + r"ot/",
            r"(?<![\w.*-])/tmp/(?:brief|bash_jobs)",
            r"(?<![\w.*-])/(?:home|Users)/(?!\.\.\.)\w+/",
        )
    )
)


def too_long(text: str) -> list[str]:
    """A file that needs scrolling for minutes has more than one reason to exist."""
    lines = text.count("\n")
    return [f"{lines} lines, at most {LONGEST_FILE}"] if lines > LONGEST_FILE else []


def machine_traces(text: str) -> list[str]:
    """A package registry or a path of one machine is of no use on another."""
    return [
        f"line {number}: {found.group()}"
        for number, line in enumerate(text.splitlines(), start=1)
        for found in MACHINE_TRACES.finditer(line)
    ]


def words_outside_tr(text: str) -> list[str]:
    """What people read passes through tr, or it can never be translated."""
    return [
        f"line {argument.lineno}: {called_name(call)} gets bare words"
        for call in calls(text)
        for argument in read_arguments(call)
        if holds_words(argument)
    ]


def unreadable_for_lupdate(text: str) -> list[str]:
    """Lupdate collects only plain literals given to tr and translate under their own names."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (name := translator(node.func)):
            literals = node.args[: TRANSLATORS[name]]
            if not literals or not all(is_plain_text(argument) for argument in literals):
                faults.append(f"line {node.lineno}: {name} gets something else than plain literals")
        elif isinstance(node, ast.Assign) and (name := translator(node.value)):
            faults.append(f"line {node.lineno}: {name} under another name")
    return faults


def lambda_in_connect(text: str) -> list[str]:
    """A lambda keeps its object alive and cannot be disconnected; connect a method."""
    return [
        f"line {call.lineno}: lambda in connect"
        for call in calls(text)
        if called_name(call) == "connect"
        and any(isinstance(node, ast.Lambda) for part in call.args for node in ast.walk(part))
    ]


def imports_of_ours(text: str) -> list[str]:
    """A migration must mean the same for ever, whatever becomes of the code."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = ["." * node.level + (node.module or "")]
        else:
            continue
        faults += [
            f"line {node.lineno}: imports {module}"
            for module in modules
            if module.split(".")[0] in {"", "desktop_app", "central_server", "tests"}
        ]
    return faults


def calls(text: str) -> Iterator[ast.Call]:
    """Yield every call in a source text."""
    return (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))


def called_name(call: ast.Call) -> str:
    """Return the last part of what is called: setText of self.label.setText(...)."""
    return name_of(call.func)


def name_of(node: ast.expr) -> str:
    """Return the last part of a dotted name, or nothing for any other expression."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def translator(node: ast.expr) -> str:
    """Return under which name an expression is a translator; nothing when it is none."""
    name = name_of(node)
    if isinstance(node, ast.Attribute) and name == "translate":
        name = f"{name_of(node.value)}.translate"
    return name if name in TRANSLATORS else ""


def read_arguments(call: ast.Call) -> list[ast.expr]:
    """Return the arguments of a call that end up before somebody's eyes or ears."""
    positions = READ_BY_PEOPLE.get(called_name(call), ())
    named = [k.value for k in call.keywords if positions and k.arg in {"text", "title", "label"}]
    return [call.args[place] for place in positions if place < len(call.args)] + named


def is_plain_text(node: ast.expr) -> bool:
    """Whether the expression is one string literal."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def holds_words(node: ast.expr) -> bool:
    """Whether an expression carries letters of its own, not only punctuation or numbers."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and any(map(str.isalpha, node.value))
    if isinstance(node, ast.JoinedStr):
        return any(holds_words(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return holds_words(node.left) or holds_words(node.right)
    if isinstance(node, ast.IfExp):
        return holds_words(node.body) or holds_words(node.orelse)
    return False
