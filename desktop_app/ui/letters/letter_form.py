"""The words of a letter, field by field, as the clerk may change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.documents import Paper
from desktop_app.domain.errors import Problem
from desktop_app.domain.people import Person
from desktop_app.services.letters.issue_letter import LetterDesk, LetterText
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.controls.growing_text import GrowingText
from desktop_app.ui.controls.scroll_page import scroll_page
from desktop_app.ui.fields import FieldBlock, show_problems
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.troubles import numbers_expired_words


class LetterForm(QWidget):
    """Emits `edited` for every change; `template_chosen` when another template is picked."""

    edited = Signal()
    template_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._template = ChoiceBox(theme)
        self._paper = ChoiceBox(theme)
        self._signer = ChoiceBox(theme)
        self._nature = QLineEdit()
        self._enclosure = QLineEdit()
        self._addressee = QLineEdit()
        self._place = QLineEdit()
        self._subject = QLineEdit()
        self._body = GrowingText(lines=8, most_lines=16)
        self._copies = GrowingText(lines=2, most_lines=5)
        self._number = QLineEdit()
        self._paper.addItem(self.tr("F4 (215 × 330 mm)"), Paper.F4)
        self._paper.addItem(self.tr("A4 (210 × 297 mm)"), Paper.A4)
        self._blocks = self._made_blocks()
        self._lay_out(theme)
        self._template.activated.connect(self._choose_template)
        for box in (self._paper, self._signer):
            box.currentIndexChanged.connect(self.edited)
        for line in (
            self._nature,
            self._enclosure,
            self._addressee,
            self._place,
            self._subject,
            self._number,
        ):
            line.textEdited.connect(self.edited)
        for text in (self._body, self._copies):
            text.textChanged.connect(self.edited)

    def offer(self, templates: Sequence[tuple[str, str]], desk: LetterDesk) -> None:
        """Offer templates as (name, title), the signers, and say which number comes next."""
        for name, title in templates:
            self._template.addItem(title, name)
        for signer in desk.signers:
            self._signer.addItem(_signer_words(signer), signer.uid)
        self._number.setPlaceholderText(desk.next_number)
        if desk.expired_on is not None:
            words = numbers_expired_words(desk.expired_on)
            self._blocks["manual_number"].show_problem(words)
        elif not desk.next_number:
            self._blocks["manual_number"].show_problem(
                self.tr("Jatah nomor komputer ini habis. Ketik nomor dari buku agenda.")
            )

    def show_text(self, text: LetterText) -> None:
        """Fill the fields from a template; the number typed by hand stays."""
        blocker = QSignalBlocker(self)
        self._template.setCurrentIndex(self._template.findData(text.template))
        self._nature.setText(text.nature)
        self._enclosure.setText(text.enclosure)
        self._addressee.setText(text.addressee)
        self._place.setText(text.addressee_place)
        self._subject.setText(text.subject)
        self._body.setPlainText("\n\n".join(text.paragraphs))
        self._copies.setPlainText("\n".join(text.copies))
        blocker.unblock()
        self.edited.emit()

    def text(self) -> LetterText:
        """Read the fields; a blank line parts paragraphs, every line of copies is one."""
        return LetterText(
            template=self._template.currentData() or "",
            subject=self._subject.text(),
            nature=self._nature.text(),
            enclosure=self._enclosure.text(),
            addressee=self._addressee.text(),
            addressee_place=self._place.text(),
            paragraphs=tuple(self._body.toPlainText().split("\n\n")),
            copies=tuple(self._copies.toPlainText().splitlines()),
            signer_uid=self._signer.currentData(),
            paper=self._paper.currentData(),
        )

    def words(self) -> dict[str, str]:
        """Read the fields letter by letter, as a draft keeps them."""
        signer = self._signer.currentData()
        return {
            "template": self._template.currentData() or "",
            "signer": str(signer) if signer else "",
            "paper": self._paper.currentData().value,
        } | {name: read() for name, (read, _) in self._plain_fields().items()}

    def show_words(self, words: Mapping[str, str]) -> None:
        """Go on with a draft that `words` gave."""
        blocker = QSignalBlocker(self)
        for box, value in (
            (self._template, words["template"]),
            (self._signer, UUID(words["signer"]) if words["signer"] else None),
            (self._paper, Paper(words["paper"])),
        ):
            place = box.findData(value)
            if place >= 0:  # a signer may have left meanwhile
                box.setCurrentIndex(place)
        for name, (_, show) in self._plain_fields().items():
            show(words[name])
        blocker.unblock()
        self.edited.emit()

    def _plain_fields(self) -> dict[str, tuple[Callable[[], str], Callable[[str], None]]]:
        """How each field without a list is read and filled."""
        lines = {
            "nature": self._nature,
            "enclosure": self._enclosure,
            "addressee": self._addressee,
            "place": self._place,
            "subject": self._subject,
            "number": self._number,
        }
        texts = {"body": self._body, "copies": self._copies}
        return {name: (line.text, line.setText) for name, line in lines.items()} | {
            name: (text.toPlainText, text.setPlainText) for name, text in texts.items()
        }

    def manual_number(self) -> str:
        return self._number.text().strip()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each sentence under its field and the cursor into the first."""
        show_problems(self._blocks, problems)

    def _made_blocks(self) -> dict[str, FieldBlock]:
        blocks = (
            FieldBlock("template", self.tr("Jenis surat"), self._template),
            FieldBlock("addressee", self.tr("Kepada Yth."), self._addressee),
            FieldBlock("addressee_place", self.tr("di"), self._place, optional=True),
            FieldBlock("subject", self.tr("Hal"), self._subject),
            FieldBlock("body", self.tr("Isi surat"), self._body),
            FieldBlock("nature", self.tr("Sifat"), self._nature),
            FieldBlock("enclosure", self.tr("Lampiran"), self._enclosure, optional=True),
            FieldBlock(
                "copies",
                self.tr("Tembusan"),
                self._copies,
                optional=True,
                hint=self.tr("Satu baris satu penerima."),
            ),
            FieldBlock("signer", self.tr("Penanda tangan"), self._signer),
            FieldBlock("paper", self.tr("Kertas"), self._paper),
            FieldBlock(
                "manual_number",
                self.tr("Nomor surat"),
                self._number,
                optional=True,
                hint=self.tr("Kosongkan agar nomor berikutnya dipakai."),
            ),
        )
        return {block.field.objectName(): block for block in blocks}

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.large)
        column.setSpacing(spacing.medium)
        for block in self._blocks.values():
            column.addWidget(block)
        column.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll_page(inside))

    @Slot(int)
    def _choose_template(self, _index: int) -> None:
        self.template_chosen.emit(self._template.currentData())


def _signer_words(signer: Person) -> str:
    return f"{signer.name} · {signer.position}" if signer.position else signer.name
