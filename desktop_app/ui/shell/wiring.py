"""Every signal between parts, one sorted list: if a click does nothing, look here first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.ui.shell.session import Session
    from desktop_app.ui.shell.workspace import Access, Audit, Intake, Ledger, Parts, PersonalData


def wire(session: Session, parts: Parts) -> None:
    """Join the parts of one session."""
    _wire_sync(session, parts)
    _wire_frame(session, parts)
    _wire_trail(session, parts)
    parts.case.changed.connect(session.changed)
    parts.case.failed.connect(session.failed)
    parts.case.ledger_wanted.connect(session.beside.show_ledger)
    parts.case.letter_open_wanted.connect(parts.letters.open_letter)
    parts.case.letter_wanted.connect(parts.letters.compose)
    parts.case.receipt_wanted.connect(parts.receipts.show_receipt)
    parts.case.said.connect(session.say)
    parts.case.trouble.connect(session.show_trouble)
    parts.case.voided.connect(session.registered)
    parts.gate.refused.connect(session.refuse)
    parts.inbox.case_chosen.connect(parts.case.show_case)
    parts.inbox.counts_changed.connect(session.show_counts)
    parts.inbox.failed.connect(session.failed)
    parts.inbox.nothing_chosen.connect(parts.case.clear)
    parts.inbox.search_cleared.connect(session.clear_search)
    parts.inbox.trouble.connect(session.show_trouble)
    parts.inbox_screen.new_case_wanted.connect(session.new_case)
    parts.inbox_screen.page.sheet.text_changed.connect(parts.typing.keep)
    parts.letters.failed.connect(session.failed)
    parts.letters.issued.connect(session.changed)
    parts.letters.trouble.connect(session.show_trouble)
    parts.receipts.failed.connect(session.failed)
    parts.receipts.trouble.connect(session.show_trouble)
    parts.typing.failed.connect(session.failed)
    parts.typing.trouble.connect(session.show_trouble)


def _wire_frame(session: Session, parts: Parts) -> None:
    parts.frame.access_wanted.connect(session.beside.show_access)
    parts.frame.audit_wanted.connect(session.beside.show_audit)
    parts.frame.backup_wanted.connect(session.safe.show_page)
    parts.frame.lock_wanted.connect(session.lock_wanted)
    parts.frame.new_case_wanted.connect(session.new_case)
    parts.frame.personal_data_wanted.connect(session.beside.show_personal_data)
    parts.frame.rights_wanted.connect(session.beside.show_rights)
    parts.frame.search_wanted.connect(session.search)
    parts.frame.section_wanted.connect(session.show_section)
    parts.frame.sign_out_wanted.connect(session.sign_out_wanted)
    parts.frame.switch_wanted.connect(session.switch_wanted)
    parts.frame.sync_wanted.connect(session.show_sync)
    session.safe.closed.connect(session.back)
    session.safe.failed.connect(session.failed)
    session.safe.return_wanted.connect(session.return_wanted)
    session.safe.said.connect(session.tell)
    session.safe.trouble.connect(session.show_trouble)


def _wire_sync(session: Session, parts: Parts) -> None:
    parts.attention.changed.connect(session.changed)
    parts.attention.failed.connect(session.failed)
    parts.attention.open_case_wanted.connect(session.open_case)
    parts.attention.refused.connect(session.refuse)
    parts.attention.receipt_wanted.connect(parts.receipts.show_receipt)
    parts.attention.said.connect(session.say_of_sync)
    parts.attention.trouble.connect(session.show_trouble)
    parts.connection.enrolled.connect(parts.rounds.now)
    parts.connection.failed.connect(session.failed)
    parts.connection.said.connect(session.tell)
    parts.courier.failed.connect(session.failed)
    parts.courier.taken.connect(session.take_news)
    parts.rounds.failed.connect(session.failed)
    parts.rounds.finished.connect(parts.connection.look_at_round)
    parts.rounds.finished.connect(session.take_news)
    parts.rounds.state_changed.connect(session.show_sync_state)
    parts.rounds.summary_read.connect(session.show_summary)
    parts.waiting.choice_changed.connect(parts.rounds.now)
    parts.waiting.failed.connect(session.failed)
    parts.waiting.open_case_wanted.connect(session.open_case)
    parts.waiting.said.connect(session.tell)
    parts.waiting.trouble.connect(session.show_trouble)


def _wire_trail(session: Session, parts: Parts) -> None:
    parts.case.seen.connect(parts.trail.saw)
    parts.letters.noted.connect(parts.trail.note_of_case)
    parts.receipts.noted.connect(parts.trail.note_of_case)
    parts.trail.broken.connect(parts.sync.refresh)
    parts.trail.failed.connect(session.failed)


def wire_intake(session: Session, parts: Parts, intake: Intake) -> None:
    """Join the form, which comes later than the rest."""
    intake.presenter.case_saved.connect(session.registered)
    intake.presenter.case_wanted.connect(session.open_case)
    intake.presenter.failed.connect(session.failed)
    intake.presenter.receipt_wanted.connect(parts.receipts.show_receipt)
    intake.presenter.trouble.connect(session.show_trouble)


def wire_ledger(session: Session, ledger: Ledger) -> None:
    """Join the book of letter numbers, which is made when it is first asked for."""
    ledger.page.closed.connect(session.back)
    ledger.presenter.changed.connect(session.changed)
    ledger.presenter.failed.connect(session.failed)
    ledger.presenter.said.connect(session.tell)
    ledger.presenter.trouble.connect(session.show_trouble)


def wire_access(session: Session, access: Access) -> None:
    """Join the page of who signs in here, which is made when it is first asked for."""
    access.page.closed.connect(session.back)
    access.presenter.failed.connect(session.failed)
    access.presenter.lock_after_changed.connect(session.lock_after_known)
    access.presenter.said.connect(session.tell)
    access.presenter.trouble.connect(session.show_trouble)


def wire_personal_data(session: Session, personal_data: PersonalData) -> None:
    """Join the page of personal data, which is made when it is first asked for."""
    personal_data.page.closed.connect(session.back)
    personal_data.presenter.changed.connect(session.changed)
    personal_data.presenter.failed.connect(session.failed)
    personal_data.presenter.said.connect(session.tell)
    personal_data.presenter.trouble.connect(session.show_trouble)
    personal_data.retention.changed.connect(session.changed)
    personal_data.retention.failed.connect(session.failed)
    personal_data.retention.said.connect(session.tell)
    personal_data.retention.trouble.connect(session.show_trouble)


def wire_audit(session: Session, audit: Audit) -> None:
    """Join the page of the audit trail, which is made when it is first asked for."""
    audit.page.closed.connect(session.back)
    audit.presenter.failed.connect(session.failed)
    audit.presenter.said.connect(session.tell)
    audit.presenter.trouble.connect(session.show_trouble)
