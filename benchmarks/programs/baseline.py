"""The baseline of every start: the ORM, the cipher, an encrypted file, a window with a table.

It stays as it is, so that later figures can be laid beside earlier ones.
"""

from __future__ import annotations

import json
import sys

# Before Qt, whose import hook keeps the source of whatever follows it.
import sqlalchemy.orm
import sqlcipher3.dbapi2
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from benchmarks.bytecode import modules_without_bytecode
from benchmarks.painted import Painted
from benchmarks.resident import resident_bytes

_QUERY = 'SELECT register_number, title, status, place FROM "case" LIMIT 100'


def main(database: str, key: str) -> None:
    """Show the first hundred rows, say when they were painted, and end."""

    def connect() -> sqlcipher3.dbapi2.Connection:
        connection = sqlcipher3.dbapi2.connect(database)
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        return connection

    engine = sqlalchemy.create_engine("sqlite://", creator=connect)
    with sqlalchemy.orm.Session(engine) as session:
        rows = session.execute(sqlalchemy.text(_QUERY)).all()
    app = QApplication(sys.argv[:1])
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(value) for value in row])
    table = QTableView()
    table.setModel(model)
    window = QMainWindow()
    window.setCentralWidget(table)
    window.resize(1366, 768)
    painted = Painted(table.viewport(), table.isVisible)
    painted.done.connect(app.quit)
    window.show()
    app.exec()
    facts = {
        "painted_at": painted.at,
        "resident": resident_bytes(),
        "without_bytecode": modules_without_bytecode(),
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    main(*sys.argv[1:])
