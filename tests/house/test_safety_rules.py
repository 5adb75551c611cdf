"""The programs keep the rules that keep names safe, and each rule sees a planted fault."""

from __future__ import annotations

import pytest

from tests.house import safety_rules, tree
from tests.house.tree import Rule, faults

PROGRAMS = ("desktop_app", "central_server")
EVERYTHING = (*PROGRAMS, "tests", "benchmarks", "installer", "resources")

# Modules that may write into a temporary folder, and why nothing personal can be read there.
TEMPORARY_FILES = {
    "central_server/api/kurir.py": "bundles, sealed as they come and as they go",
    "desktop_app/self_test/run.py": "an invented desk, encrypted as any, and taken away again",
    "central_server/files.py": "only for the name: a file on its way in, beside its target",
}

# In pieces, so that nothing takes them for exceptions made here.
NOQA = "# no" + "qa"
IGNORE = "# type: " + "ignore"

TRIED = "try:\n    save()\nexcept OSError as error:\n"


@pytest.mark.parametrize(
    "rule",
    [
        safety_rules.trust_switched_off,
        safety_rules.errors_words_in_log,
        safety_rules.sql_in_pieces,
        safety_rules.unpacks_everything,
        safety_rules.labels_that_guess,
        safety_rules.hints_that_guess,
        safety_rules.messages_that_guess,
    ],
)
def test_desk_and_server_keep_the_rule(rule: Rule):
    assert faults(rule, tree.python_files(*PROGRAMS)) == []


def test_only_named_modules_write_temporary_files():
    found = faults(safety_rules.temporary_files, tree.python_files(*PROGRAMS))
    others = [fault for fault in found if fault.split(":")[0] not in TEMPORARY_FILES]
    assert others == []
    assert {fault.split(":")[0] for fault in found} == set(TEMPORARY_FILES)


def test_every_exception_from_a_rule_has_its_reason():
    paths = [*tree.python_files(*EVERYTHING), tree.ROOT / "dev.py"]
    assert faults(safety_rules.unexplained_exceptions, paths) == []


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (safety_rules.trust_switched_off, "session.get(url, verify=False)\n"),
        (safety_rules.trust_switched_off, "session.verify = False\n"),
        (safety_rules.trust_switched_off, "context.check_hostname = False\n"),
        (safety_rules.trust_switched_off, "context.verify_mode = ssl.CERT_NONE\n"),
        (safety_rules.trust_switched_off, "PoolManager(cert_reqs='CERT_NONE')\n"),
        (
            safety_rules.errors_words_in_log,
            TRIED + "    _LOG.warning('save: %s', error)\n",
        ),
        (
            safety_rules.errors_words_in_log,
            TRIED + "    log.error('save ' + str(error))\n",
        ),
        (
            safety_rules.errors_words_in_log,
            TRIED + "    _log.info('x', extra={'facts': {'why': error.args}})\n",
        ),
        (safety_rules.sql_in_pieces, "connection.execute(text(f'DELETE FROM t WHERE n={n}'))\n"),
        (safety_rules.sql_in_pieces, "connection.exec_driver_sql('PRAGMA key = ' + key)\n"),
        (safety_rules.sql_in_pieces, "text('SELECT {}'.format(name))\n"),
        (safety_rules.unpacks_everything, "archive.extractall(folder)\n"),
        (safety_rules.unpacks_everything, "shutil.unpack_archive(path)\n"),
        (safety_rules.temporary_files, "import tempfile\n"),
        (safety_rules.temporary_files, "from tempfile import mkstemp\n"),
        (safety_rules.labels_that_guess, "QLabel(case.title)\n"),
        (safety_rules.hints_that_guess, "button.setToolTip(person.name)\n"),
        (safety_rules.messages_that_guess, "box = QMessageBox(window)\nbox.setText(name)\n"),
        (safety_rules.unexplained_exceptions, f"chance = random()  {NOQA}: S311\n"),
        (safety_rules.unexplained_exceptions, f"import requests  {NOQA}\n"),
        (safety_rules.unexplained_exceptions, f"seat.run()  {IGNORE}[attr-defined]\n"),
    ],
)
def test_a_planted_fault_is_found(rule: Rule, planted: str):
    assert len(rule(planted)) == 1


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (safety_rules.trust_switched_off, "session.verify = authority\nread(verify=True)\n"),
        (
            safety_rules.errors_words_in_log,
            TRIED
            + "    _LOG.error('save failed', exc_info=error)\n"
            + "    _LOG.warning('kind %s, number %s', type(error).__name__, error.errno)\n"
            + "    say(error)\n",
        ),
        (safety_rules.sql_in_pieces, "text('SELECT 1')\ntext(f'LIMIT {_AT_ONCE}')\nform.text()\n"),
        (safety_rules.unpacks_everything, "archive.open(member)\n"),
        (safety_rules.labels_that_guess, "TextLabel(case.title)\npicture = QLabel()\n"),
        (
            safety_rules.hints_that_guess,
            "a.setToolTip(plain_hint(name))\na.setToolTip(action.toolTip())\n",
        ),
        (
            safety_rules.messages_that_guess,
            "box = QMessageBox(window)\nbox.setTextFormat(Qt.TextFormat.PlainText)\n",
        ),
        (
            safety_rules.unexplained_exceptions,
            f"chance = random()  {NOQA}: S311 - a guess gains nothing\n{IGNORE}[misc]  # why\n",
        ),
    ],
)
def test_what_is_allowed_is_left_alone(rule: Rule, allowed: str):
    assert rule(allowed) == []
