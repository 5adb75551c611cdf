"""Which seeding each use case is in; one that is in none says why it leaves nothing.

Modules of `desktop_app.services`. `tests/house/test_markers.py` asks for every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

USE_CASES: Mapping[str, str] = {
    "access.let_in": "ways_in",
    "access.lock_setting": "sign_in",
    "access.recovery_code": "set_up",
    "access.roles_now": "sign_in",
    "access.shut_out": "round_with_server",
    "access.what_was_left": "sign_in",
    "access.who_signs_in": "ways_in",
    "audit.check_trail": "audit_trail",
    "audit.export_trail": "audit_trail",
    "audit.noting": "export",
    "audit.read_trail": "audit_trail",
    "audit.seeing": "work_on_case",
    "clock_check": "intake",
    "context": "intake",
    "correct_case": "work_on_case",
    "demand": "intake",
    "entries": "work_on_case",
    "intake_help": "intake",
    "keep_draft": "draft",
    "keep_file": "intake",
    "keep_text": "half_written",
    "letters.compose_letter": "letter",
    "letters.issue_letter": "letter",
    "letters.letter_ledger": "spoil_number",
    "letters.letter_templates": "letter",
    "letters.letter_values": "letter",
    "letters.letterheads": "letter",
    "letters.void_letter_number": "spoil_number",
    "list_cases": "search",
    "lookups": "sign_in",
    "move_case": "hand_on",
    "open_case": "work_on_case",
    "personal_data.answer_person": "answer_person",
    "personal_data.find_person": "answer_person",
    "personal_data.processing_register": "answer_person",
    "print_receipt": "intake",
    "privacy.withholding": "intake",
    "register_case": "intake",
    "set_up_desk": "set_up",
    "sync_centre.case_label": "export",
    "sync_centre.export_unsent": "export",
    "sync_centre.file_lane_choice": "pages_beside",
    "sync_centre.overruled_values": "pages_beside",
    "sync_centre.read_notices": "pages_beside",
    "sync_centre.refused_work": "pages_beside",
    "sync_centre.round_history": "pages_beside",
    "sync_centre.sync_summary": "pages_beside",
    "sync_centre.told_change": "export",
    "sync_centre.waiting_work": "export",
    "void_case": "void",
    "write_entry": "work_on_case",
}

LEAVES_NOTHING: Mapping[str, str] = {
    "access.change_password": "writes the key file alone, as set_up does",
    "access.choose_password": "writes the key file alone, as set_up does",
    "access.keyring_opening": "writes the key file, and a random secret into the keyring",
    "audit.inspector": "the words beside what export_trail hands out",
    "privacy.disclosing": "writes a reason into the database, as work_on_case does a note",
    "privacy.release": "writes an entry and a record, as work_on_case does a note",
    "privacy.reveal_identity": "reads what open_case reads and shows more of it",
    "sync_centre.restore_value": "writes a value that a correction wrote before",
}
