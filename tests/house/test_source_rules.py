"""This source tree keeps the house rules, and each rule sees a planted fault."""

from __future__ import annotations

import pytest

from tests.house import rules, tree
from tests.house.tree import Rule, faults

OURS = ("desktop_app", "central_server", "installer", "tests", "benchmarks")


def test_every_file_fits_on_a_few_screens():
    assert faults(rules.too_long, [*tree.python_files(*OURS), tree.ROOT / "dev.py"]) == []


def test_no_file_names_a_package_registry_or_a_path_of_one_machine():
    found = []
    for path in tree.files():
        try:
            found += faults(rules.machine_traces, [path])
        except UnicodeDecodeError:
            continue  # a font or a picture
    assert found == []


def test_words_on_screen_pass_through_tr():
    assert faults(rules.words_outside_tr, tree.python_files("desktop_app/ui")) == []


def test_only_plain_literals_reach_tr():
    assert faults(rules.unreadable_for_lupdate, tree.python_files("desktop_app/ui")) == []


def test_no_signal_is_connected_to_a_lambda():
    assert faults(rules.lambda_in_connect, tree.python_files("desktop_app", "tests")) == []


def test_migrations_import_nothing_of_ours():
    versions = tree.python_files(
        "desktop_app/storage/migrations/versions", "central_server/migrations/versions"
    )
    assert faults(rules.imports_of_ours, versions) == []


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (rules.too_long, "x = 1\n" * (rules.LONGEST_FILE + 1)),
        (rules.machine_traces, "# see /wo" + "rk/main\n"),
        (rules.machine_traces, "INDEX = 'https://py" + "pi.org/simple'\n"),
        (rules.machine_traces, "cache = '/home" + "/siti/.cache'\n"),
        (rules.words_outside_tr, "label.setText('Simpan')\n"),
        (rules.words_outside_tr, "QLabel('Nama')\n"),
        (rules.words_outside_tr, "menu.addAction(icon, 'Cetak')\n"),
        (rules.words_outside_tr, "tabs.addTab(page, 'Riwayat')\n"),
        (rules.words_outside_tr, "label.setText(f'{count} kasus')\n"),
        (rules.words_outside_tr, "label.setText('Nomor ' + number)\n"),
        (rules.words_outside_tr, "label.setText('ada' if found else '')\n"),
        (rules.words_outside_tr, "QPushButton(text='Batal')\n"),
        (rules.words_outside_tr, "QMessageBox.warning(self, 'Awas', words)\n"),
        (rules.unreadable_for_lupdate, "self.tr(f'{count} kasus')\n"),
        (rules.unreadable_for_lupdate, "self.tr(words)\n"),
        (rules.unreadable_for_lupdate, "self.tr('Nomor ' + number)\n"),
        (rules.unreadable_for_lupdate, "QCoreApplication.translate('Inbox', words)\n"),
        (rules.unreadable_for_lupdate, "_ = QCoreApplication.translate\n"),
        (rules.lambda_in_connect, "button.clicked.connect(lambda: self.save(1))\n"),
        (rules.lambda_in_connect, "button.clicked.connect(partial(lambda n: n, 1))\n"),
        (rules.imports_of_ours, "from desktop_app.storage import schema\n"),
        (rules.imports_of_ours, "import central_server.schema as schema\n"),
        (rules.imports_of_ours, "from .. import schema\n"),
    ],
)
def test_a_planted_fault_is_found(rule: Rule, planted: str):
    assert len(rule(planted)) == 1


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (rules.too_long, "x = 1\n" * rules.LONGEST_FILE),
        (rules.machine_traces, "url = 'http://127.0.0.1/homework/'  # the framework/ folder\n"),
        (rules.words_outside_tr, "label.setText(self.tr('Simpan'))\n"),
        (rules.words_outside_tr, "label.setText('–')\nQLabel('112')\nQLabel(parent)\n"),
        (rules.words_outside_tr, "box.addItem(words, 'walk_in')\n"),
        (rules.words_outside_tr, "label.setObjectName('title')\n"),
        (rules.words_outside_tr, "log.warning('round failed: %s', kind)\n"),
        (rules.unreadable_for_lupdate, "self.tr('%n kasus', '', count)\n"),
        (rules.unreadable_for_lupdate, "QCoreApplication.translate('Inbox', 'Baru')\n"),
        (rules.unreadable_for_lupdate, "digits.translate(TABLE)\npainter.translate(x, y)\n"),
        (rules.lambda_in_connect, "button.clicked.connect(self.save)\n"),
        (rules.imports_of_ours, "import sqlalchemy as sa\nfrom alembic import op\n"),
    ],
)
def test_what_is_allowed_is_left_alone(rule: Rule, allowed: str):
    assert rule(allowed) == []
