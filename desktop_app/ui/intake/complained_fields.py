"""The office or official complained about, if any."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.domain.people import Office, OfficeKind, Person
from desktop_app.services.lookups import Lookups
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.form_row import form_row
from desktop_app.ui.intake.noted_field import NotedField
from desktop_app.ui.intake.option_lists import named_like
from desktop_app.ui.intake.pick_field import Option, PickField
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.problems import problem_words


class ComplainedFields(QWidget):
    """An office is picked, never only written: its name decides who may not see the case."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.office = PickField(
            theme, no_match=self.tr("Tidak ada kantor dengan nama ini"), opens_whole=True
        )
        self.about = PickField(
            theme,
            no_match=self.tr("Bukan pejabat dalam daftar; ditulis apa adanya"),
            opens_whole=False,
        )
        self.about.setPlaceholderText(self.tr("Misalnya petugas loket, kepala dusun"))
        self._offices: dict[str, Office] = {}
        self._works_at: dict[str, str] = {}
        self._own_office = ""
        self._noted = NotedField(
            FieldBlock(
                "complained_office", self.tr("Kantor yang diadukan"), self.office, optional=True
            )
        )
        self.blocks = {
            "complained_office": self._noted.block,
            "complained_about": FieldBlock(
                "complained_about",
                self.tr("Orang atau pihak yang diadukan"),
                self.about,
                optional=True,
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing.medium)
        column.addLayout(form_row((self._noted, 1), (self.blocks["complained_about"], 1)))
        self.office.picked.connect(self._noted.block.clear_problem)
        self.office.picked.connect(self._remark)
        self.about.picked.connect(self._name_their_office)
        for field in (self.office, self.about):
            field.textEdited.connect(self.edited)
            field.picked.connect(self.edited)

    def set_lookups(self, lookups: Lookups, own_office: UUID | None) -> None:
        self._offices = {str(office.uid): office for office in lookups.offices}
        self._works_at = {str(one.uid): str(one.office_uid) for one in lookups.officials}
        self._own_office = str(own_office)
        self.office.offer(named_like([Option(k, one.name) for k, one in self._offices.items()]))
        self.office.name_pick(self._name_of(self.office.key()))
        self.about.offer(named_like([self._option(one) for one in lookups.officials]))
        self._remark()

    def show_draft(self, draft: IntakeDraft) -> None:
        key = str(draft.text.complained_office_uid or "")
        self.office.show_pick(key, self._name_of(key))
        official = str(draft.text.complained_person_uid or "")
        self.about.show_pick(official, draft.text.complained_about)
        self._remark()

    def put_into(self, draft: IntakeDraft) -> IntakeDraft:
        """Return the draft with what stands in these fields.

        An office that is none of the list yet stands before the other words, so that it is kept.
        """
        key = self.office.key()
        official = self.about.key()
        about = (self.unread_text(), self.about.text())
        text = replace(
            draft.text,
            complained_office_uid=UUID(key) if key else None,
            complained_person_uid=UUID(official) if official else None,
            complained_about=" ".join(part for part in about if part),
        )
        return replace(draft, text=text)

    def unread_text(self) -> str:
        """Return what was typed and is no office of the list."""
        return "" if self.office.key() else self.office.text().strip()

    def show_unread(self) -> None:
        """Say that an office is picked from the list."""
        self._noted.block.show_problem(
            problem_words(Problem("complained_office", ProblemCode.OFFICE_UNKNOWN))
        )

    @Slot()
    def _name_their_office(self) -> None:
        """Whom an official works for is complained about with them."""
        key = self._works_at.get(self.about.key(), "")
        if key and not self.office.key() and not self.office.text().strip():
            self.office.show_pick(key, self._name_of(key))
        self._remark()

    @Slot()
    def _remark(self) -> None:
        keys = {self.office.key(), self._works_at.get(self.about.key(), "")} - {""}
        if self._own_office in keys:
            self._noted.remark(self._about_ourselves(), Tone.WARNING)
            return
        names = " / ".join(sorted(self._name_of(key) for key in keys))
        words = self.tr(
            "{office} tidak akan tahu adanya kasus ini, sampai verifikator kantor di atasnya "
            "melepasnya."
        )
        self._noted.remark(words.format(office=names) if names else "")

    def _about_ourselves(self) -> str:
        own = self._offices.get(self._own_office)
        if own is not None and own.kind is OfficeKind.REGENCY:
            return self.tr(
                "Ini kantor Anda sendiri, dan di atasnya tidak ada kantor lain di sini. Sampaikan "
                "juga ke Inspektorat atau provinsi."
            )
        return self.tr(
            "Ini kantor Anda sendiri. Di sini hanya Anda yang akan melihat kasusnya; kabupaten "
            "yang menangani dan menjawab pelapor."
        )

    def _name_of(self, key: str) -> str:
        office = self._offices.get(key)
        return office.name if office else ""

    def _option(self, official: Person) -> Option:
        parts = (official.position, self._name_of(str(official.office_uid)))
        return Option(str(official.uid), official.name, ", ".join(part for part in parts if part))
