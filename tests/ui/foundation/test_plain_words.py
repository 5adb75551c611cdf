"""What people typed is shown as they typed it: no tag of theirs draws, links or loads anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtNetwork import QHostAddress, QTcpServer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMessageBox,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.domain.inbox import InboxQuery
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.letters.letter_window import LetterWindow
from desktop_app.ui.printing.pdf_pages import PdfPages
from desktop_app.ui.shell.session import Session
from desktop_app.ui.sync.sync_page import SyncPage, SyncTab
from desktop_app.ui.theme.theme import Theme
from tests import builders
from tests.desk import Desk, a_desk, a_village
from tests.services.refusing import refuse_last_save
from tests.ui.office import Office, Outside, an_office
from tests.ui.sync.matters import a_title_overruled, tell


@pytest.fixture
def listener(qtbot: QtBot) -> Iterator[QTcpServer]:
    """Somebody who would notice if a picture were fetched."""
    server = QTcpServer()
    assert server.listen(QHostAddress.SpecialAddress.LocalHost)
    yield server
    server.close()


@pytest.fixture
def tag(listener: QTcpServer) -> str:
    return f'<img src="http://127.0.0.1:{listener.serverPort()}/x"><b>tebal</b>'


@pytest.fixture
def office(qtbot: QtBot, theme: Theme, tmp_path: Path, tag: str) -> Iterator[Office]:
    """An office in which everything that has words has those of an attacker."""
    person = builders.a_person(
        uid=builders.VERIFIER_UID,
        name=f"Rina {tag}",
        roles=frozenset({Role.CLERK, Role.VERIFIER, Role.SIGNER}),
    )
    here = builders.an_office(name=f"Kecamatan {tag}", address=tag, phone=tag)
    village = replace(a_village(), name=f"Desa {tag}")
    with a_desk(tmp_path, person=person, office=here, neighbours=(village,)) as desk:
        _fill(desk, tag)
        with an_office(qtbot, theme, desk, Outside()) as made:
            yield made


def _fill(desk: Desk, tag: str) -> None:
    kept = keep_file(b"isi", f"{tag.replace('/', '-')}.txt", desk.context)
    case_uid = desk.registered(
        title=f"Judul {tag}", words=f"Kata {tag}", place=tag, complained_about=tag,
        reporter_name=f"Nama {tag}", reporter_address=tag, happened_words=tag,
    ).case.uid  # fmt: skip
    write_entry(WriteEntry(case_uid, EntryKind.NOTE, f"Catatan {tag}", files=(kept,)), desk.context)
    write_entry(WriteEntry(case_uid, EntryKind.REPLY, f"Balasan {tag}"), desk.context)
    refuse_last_save(desk, case_uid)
    a_title_overruled(desk, case_uid, mine=f"Milik {tag}", theirs=f"Lain {tag}", by=tag)
    for kind in NoticeKind:
        tell(desk, kind)


def drawn_as_markup(tag: str) -> list[str]:
    """List what would draw the tag, of everything that exists now."""
    widgets = [widget for widget in QApplication.allWidgets() if shiboken6.isValid(widget)]
    return [fault for widget in widgets for fault in _faults(widget, tag)]


def _faults(widget: QWidget, tag: str) -> Iterator[str]:
    name = f"{type(widget).__name__} '{widget.objectName()}'"
    is_plain = Qt.TextFormat.PlainText
    if isinstance(widget, QLabel) and tag in widget.text() and widget.textFormat() is not is_plain:
        yield f"{name}: its label"
    if isinstance(widget, QMessageBox) and widget.textFormat() is not is_plain:
        yield f"{name}: its message"
    if isinstance(widget, QTextEdit):
        yield f"{name}: takes rich text"
    hints = [("tool tip", widget.toolTip()), ("what's this", widget.whatsThis())]
    hints += [("hint of an action", action.toolTip()) for action in widget.actions()]
    hints += [("hint of an action", action.toolTip()) for action in widget.findChildren(QAction)]
    if isinstance(widget, QTabBar):
        hints += [("tool tip", widget.tabToolTip(place)) for place in range(widget.count())]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        hints += [("tool tip of a row", hint) for hint in _row_hints(widget.model())]
    yield from (f"{name}: {kind} {words}" for kind, words in hints if "<img" in words)


def _row_hints(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(QModelIndex()), 50)):
        yield str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) or "")


def test_no_words_of_people_are_drawn_as_markup_on_any_screen(
    qtbot: QtBot, office: Office, listener: QTcpServer, tag: str
):
    seen: list[str] = []

    def look() -> None:
        QApplication.processEvents()
        office.window.grab()
        seen.extend(drawn_as_markup(tag))

    office.see("Judul <img")
    look()
    bar = office.find(QTabBar, "case_tabs")
    for place in range(bar.count()):
        bar.setCurrentIndex(place)
        look()
    office.open_sync()
    office.see("Milik <img")
    look()
    for tab in SyncTab:
        office.find(SyncPage).open_tab(tab)
        look()
    (session,) = office.window.findChildren(Session)
    for show in (session.beside.show_access, session.new_case, session.beside.show_ledger):
        show()
        look()
    session.parts.letters.compose(_only_case(office))
    letter = office.dialog(LetterWindow)
    qtbot.waitUntil(lambda: letter.findChild(PdfPages).document.pageCount() > 0)
    look()
    letter.close()
    assert seen == []
    assert not listener.hasPendingConnections()


def _only_case(office: Office) -> UUID:
    with office.context.open_read() as work:
        (key,) = work.cases.keys(InboxQuery(), office.context.today())
        (row,) = work.cases.rows([key])
    assert row is not None
    return row.uid


def test_a_hint_shows_the_words_and_not_what_they_would_draw():
    document = QTextDocument()
    document.setHtml(plain_hint("Bu <b>Contoh</b> & <img src='x'>"))
    assert document.toPlainText() == "Bu <b>Contoh</b> & <img src='x'>"
    assert plain_hint("Bu Contoh & anak") == "Bu Contoh & anak"
