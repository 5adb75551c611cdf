"""Everything unsent as one page that any browser opens, without a program of ours."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication

from desktop_app.services.sync_centre.export_unsent import UnsentChange, UnsentValue, UnsentWork
from desktop_app.services.sync_centre.waiting_work import WaitingFile
from desktop_app.ui.intake.file_row import size_words
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.words.changes import case_words, operations_words
from desktop_app.ui.words.fields import field_label
from desktop_app.ui.words.rejections import reject_words

_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:50rem;padding:0 1rem}"
    "section{border-top:1px solid #ccc;padding:.5rem 0}h2{margin-top:2rem}h3{margin:.25rem 0}"
    "dt{color:#555;font-size:.85em}dd{margin:0 0 .5rem;white-space:pre-wrap}"
    ".why{color:#855000}.small{color:#555;font-size:.85em}"
)


def unsent_document(unsent: UnsentWork, words: DeskWords) -> str:
    """Write the page; everything people typed is escaped."""
    title = QCoreApplication.translate("Unsent", "Belum terkirim · {office}").format(
        office=unsent.office
    )
    about = QCoreApplication.translate(
        "Unsent",
        "Ditulis {moment} oleh {person}, komputer {letter}. Memuat data pribadi: simpan di tempat "
        "aman. Isi berkas tidak termasuk.",
    ).format(moment=words.moment(unsent.made_at), person=unsent.person, letter=unsent.device_letter)
    parts = [
        f"<h1>{escape(title)}</h1><p class=small>{escape(about)}</p>",
        _chapter(
            QCoreApplication.translate("Unsent", "Ditolak server"),
            (_change(change, words) for change in unsent.changes if change.refused),
        ),
        _chapter(
            QCoreApplication.translate("Unsent", "Menunggu dikirim"),
            (_change(change, words) for change in unsent.changes if not change.refused),
        ),
        _chapter(
            QCoreApplication.translate("Unsent", "Isian yang berbeda"),
            (_value(value, words) for value in unsent.values),
        ),
        _chapter(
            QCoreApplication.translate("Unsent", "Berkas yang menunggu"),
            (_file(file) for file in unsent.files),
        ),
    ]
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="id"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _chapter(title: str, sections: Iterable[str]) -> str:
    written = [f"<section>{section}</section>" for section in sections]
    if not written:
        return ""
    return f"<h2>{escape(title)} · {len(written)}</h2>{''.join(written)}"


def _change(change: UnsentChange, words: DeskWords) -> str:
    heading = f"{operations_words([change.operation])}: {_case(change.about.register_number)}"
    if not change.about.is_case:
        heading = f"{operations_words([change.operation])}: {case_words(change.about)}"
    by = " · ".join(part for part in (change.author, words.moment(change.made_at)) if part)
    why = ""
    if change.refused:
        why = f"<p class=why>{escape(reject_words(change.code, change.words))}</p>"
    secret = ""
    if change.about.confidential:
        secret = QCoreApplication.translate("Unsent", "RAHASIA · ")
    facts = [
        (field_label(part.name), words.values.write(part.name, part.value)) for part in change.parts
    ]
    return f"<h3>{escape(heading)}</h3><p class=small>{escape(secret + by)}</p>{why}{_facts(facts)}"


def _value(value: UnsentValue, words: DeskWords) -> str:
    conflict = value.conflict
    mine = QCoreApplication.translate("Unsent", "Nilai {author}").format(author=value.author)
    theirs = QCoreApplication.translate("Unsent", "Yang berlaku ({by})").format(by=conflict.by)
    facts = [
        (mine, words.values.write(conflict.field, conflict.mine)),
        (theirs, words.values.write(conflict.field, conflict.theirs)),
    ]
    heading = f"{field_label(conflict.field)}: {_case(value.about.register_number)}"
    return f"<h3>{escape(heading)}</h3>{_facts(facts)}"


def _file(file: WaitingFile) -> str:
    line = " · ".join((file.name, size_words(file.size), _case(file.about.register_number)))
    return f"<p>{escape(line)}</p>"


def _case(register_number: str) -> str:
    return register_number or QCoreApplication.translate("Unsent", "kasus tidak ada lagi di sini")


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    rows = (f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts)
    return f"<dl>{''.join(rows)}</dl>"
