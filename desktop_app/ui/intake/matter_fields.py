"""What it is about: the reporter's words, a title, what kind of report, and its category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain import terms
from desktop_app.domain.cases import Classification
from desktop_app.domain.categories import Category
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.controls.growing_text import GrowingText
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.form_row import form_row
from desktop_app.ui.intake.offered_title import offered_title
from desktop_app.ui.intake.option_lists import named_like
from desktop_app.ui.intake.pick_field import Option, PickField
from desktop_app.ui.intake.words_field import TakePasted, WordsField
from desktop_app.ui.theme.theme import Theme


class MatterFields(QWidget):
    """Offers a title from the words until the clerk writes one.

    An answer is asked for only where the reporter asks for information.
    """

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, take_pasted: TakePasted) -> None:
        super().__init__(parent)
        self.words = WordsField(take_pasted)
        self._title = QLineEdit()
        self.classification = ChoiceRow(
            theme, [Choice(item.value, terms.CLASSIFICATION[item]) for item in Classification]
        )
        self.category = PickField(
            theme, no_match=self.tr("Tidak ada kategori dengan kata ini"), opens_whole=True
        )
        self._answer = GrowingText(lines=2)
        self._title_is_offered = True
        self._names: dict[str, str] = {}
        self.blocks = self._make_blocks()
        self._lay_out(theme)
        self.words.textChanged.connect(self._offer_title)
        self._title.textEdited.connect(self._keep_title)
        self.classification.chosen.connect(self._ask_answer)
        for signal in (
            self.words.textChanged,
            self._title.textEdited,
            self.classification.chosen,
            self.category.textEdited,
            self.category.picked,
            self._answer.textChanged,
        ):
            signal.connect(self.edited)

    def set_categories(self, categories: Sequence[Category]) -> None:
        self._names = {item.code: item.name for item in categories}
        self.category.offer(
            named_like([Option(item.code, item.name, item.agency) for item in categories])
        )
        self.category.name_pick(self._names.get(self.category.key(), ""))

    def show_draft(self, draft: IntakeDraft) -> None:
        text = draft.text
        self.words.setPlainText(text.words)
        self._title.setText(text.title)
        self._title.setCursorPosition(0)
        self._title_is_offered = text.title in ("", offered_title(text.words))
        self.classification.set_value(text.classification.value)
        self.category.show_pick(text.category, self._names.get(text.category, text.category))
        self._answer.setPlainText(draft.answer)
        self._ask_answer()

    def put_into(self, draft: IntakeDraft) -> IntakeDraft:
        """Return the draft with what stands in these fields."""
        text = replace(
            draft.text,
            words=self.words.toPlainText(),
            title=self._title.text(),
            classification=Classification(self.classification.value()),
            category=self.category.key(),
        )
        return replace(draft, text=text, answer=self._answer.toPlainText())

    def _make_blocks(self) -> dict[str, FieldBlock]:
        return {
            "words": FieldBlock("words", self.tr("Kata-kata pelapor"), self.words),
            "title": FieldBlock(
                "title",
                self.tr("Judul"),
                self._title,
                hint=self.tr("Diambil dari kalimat pertama sampai Anda mengubahnya."),
            ),
            "classification": FieldBlock(
                "classification", self.tr("Jenis laporan"), self.classification
            ),
            "category": FieldBlock("category", self.tr("Kategori"), self.category),
            "answer": FieldBlock(
                "answer",
                self.tr("Jawaban langsung"),
                self._answer,
                optional=True,
                hint=self.tr(
                    "Bila diisi, permintaan ini dicatat terjawab dan selesai saat disimpan."
                ),
            ),
        }

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing.medium)
        column.addWidget(self.blocks["words"])
        column.addWidget(self.blocks["title"])
        column.addLayout(form_row((self.blocks["classification"], 0), (self.blocks["category"], 1)))
        column.addWidget(self.blocks["answer"])

    @Slot()
    def _offer_title(self) -> None:
        if self._title_is_offered:
            self._title.setText(offered_title(self.words.toPlainText()))
            self._title.setCursorPosition(0)
            self.blocks["title"].clear_problem()

    @Slot(str)
    def _keep_title(self, typed: str) -> None:
        self._title_is_offered = not typed.strip()

    @Slot()
    def _ask_answer(self) -> None:
        asked = self.classification.value() == Classification.INFORMATION_REQUEST.value
        self.blocks["answer"].setVisible(asked)
