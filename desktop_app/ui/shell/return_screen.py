"""The return to a copy in front of the locked work: which copy, who opens it, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.backups import BackupProgress
from desktop_app.ui.backup.work_row import WorkRow
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.shell.doors import FoundCopy, ReturnForm
from desktop_app.ui.shell.entry_card import EntryCard
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.backups import backup_progress_words, number_words
from desktop_app.ui.words.dates import moment_words

# Where the office stands is not known before anything is opened.
LOCAL = ZoneInfo("Asia/Jakarta")


class ReturnScreen(QWidget):
    """Offers the newest copy first; what stands here now is kept aside in any case."""

    folder_chosen = Signal(object)  # Path
    return_wanted = Signal(object)  # ReturnForm
    cancel_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._copies = ChoiceBox(theme)
        self._person = ChoiceBox(theme)
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret_block = FieldBlock("secret", self.tr("Kata sandi atau kode"), self._secret)
        self._fields = QWidget()
        self._trouble = Banner(theme, Tone.WARNING)
        self._trouble.setObjectName("return_trouble")
        self._foreign = Banner(theme, Tone.WARNING)
        self._foreign.setObjectName("return_foreign")
        self._search = quiet_button(theme, self.tr("Cari di folder lain…"), icon="files")
        self._search.setObjectName("search_copies")
        self._return = primary_button(theme, self.tr("Pulihkan"), icon="undo-2")
        self._return.setObjectName("return_to_copy")
        self._sure = quiet_button(theme, self.tr("Ya, ini komputernya. Pulihkan"), icon="undo-2")
        self._sure.setObjectName("sure_of_return")
        self._back = quiet_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        self._back.setObjectName("back_from_return")
        self._back.setShortcut("Esc")
        self.work = WorkRow(theme, "return")
        self.work.cancel_wanted.connect(self.cancel_wanted)
        self._lay_out(theme)
        self._copies.currentIndexChanged.connect(self._show_people)
        self._search.clicked.connect(self._ask_for_folder)
        self._return.clicked.connect(self._ask)
        self._sure.clicked.connect(self._ask_again)
        self._secret.returnPressed.connect(self._ask)
        self._back.clicked.connect(self.back_wanted)

    def start(self, words: str) -> None:
        """Begin with no copy and no password; `words` say what went wrong before."""
        self.forget()
        self.show_copies([])
        self.show_trouble(words)

    def show_copies(self, found: Sequence[FoundCopy]) -> None:
        """Offer these, the newest first."""
        self._copies.clear()
        for copy in found:
            words = (
                self.tr("Komputer lain, {moment}: {cases} aduan")
                if copy.is_foreign
                else self.tr("{moment}: {cases} aduan")
            ).format(
                moment=moment_words(copy.backup.made_at, LOCAL),
                cases=number_words(copy.backup.cases),
            )
            self._copies.addItem(words, copy)
        self._return.setEnabled(bool(found))
        self._show_people()
        field = self._secret if found else self._search
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_running(self) -> None:
        """Show that a return is at hand, and how to end it."""
        self._fields.hide()
        self._trouble.hide()
        self.work.begin(self.tr("Memulihkan data"))

    def show_progress(self, progress: BackupProgress) -> None:
        """Say how far it is."""
        self.work.show_progress(backup_progress_words(progress), progress.done, progress.total)

    def show_trouble(self, words: str) -> None:
        """Say what went wrong; nothing was changed."""
        self.work.hide()
        self._sure.hide()
        self._return.show()
        self._fields.show()
        if words:
            self._trouble.show_words(words)
            self._foreign.hide()  # there is room for one of them, and this says more
        else:
            self._trouble.hide()

    def ask_whose(self, words: str) -> None:
        """Ask whether the copy is of this PC; nothing was changed."""
        self.show_trouble(words)
        self._return.hide()
        self._sure.show()
        self._sure.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong(self, words: str) -> None:
        """Say under the password that it opens nothing."""
        self.show_trouble("")
        self._secret_block.show_problem(words)
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)
        self._secret.selectAll()

    def forget(self) -> None:
        """Keep no password."""
        self._secret.clear()
        self._secret_block.clear_problem()

    @Slot()
    def _show_people(self) -> None:
        copy = self._copies.currentData()
        self._sure.hide()
        self._return.show()
        self._foreign.setVisible(copy is not None and copy.is_foreign)
        self._person.clear()
        for person in copy.people if copy is not None else ():
            self._person.addItem(person.name, person.uid)
        self._person.addItem(self.tr("Kode pemulihan dari amplop"), None)

    @Slot()
    def _ask(self) -> None:
        self._ask_for(is_sure=False)

    @Slot()
    def _ask_again(self) -> None:
        self._ask_for(is_sure=True)

    def _ask_for(self, *, is_sure: bool) -> None:
        copy = self._copies.currentData()
        if copy is None:
            return
        if not self._secret.text():
            self._secret_block.show_problem(self.tr("Ketik kata sandi atau kode."))
            return
        person = self._person.currentData()
        self.return_wanted.emit(ReturnForm(copy, person, self._secret.text(), is_sure))

    @Slot()
    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder dengan cadangan"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, path: str) -> None:
        self.folder_chosen.emit(Path(path))

    def _lay_out(self, theme: Theme) -> None:
        card = EntryCard(
            theme,
            self.tr("Pulihkan dari cadangan"),
            self.tr(
                "Data yang sekarang disimpan dahulu. Yang belum terkirim dan masih terbaca ikut "
                "dibawa; yang sudah terkirim datang lagi dari server."
            ),
        )
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(theme.spacing.large)
        fields.addWidget(FieldBlock("copy", self.tr("Cadangan"), self._copies))
        fields.addWidget(self._search, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(FieldBlock("opener", self.tr("Dibuka oleh"), self._person))
        fields.addWidget(self._secret_block)
        fields.addWidget(self._return)
        fields.addWidget(self._sure)
        fields.addWidget(self._back)
        card.column.addWidget(self._trouble)
        card.column.addWidget(self._foreign)
        card.column.addWidget(self._fields)
        card.column.addWidget(self.work)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(card)
        self._foreign.show_words(
            self.tr(
                "Cadangan ini dari komputer lain, jadi tidak menggantikan data yang masih ada di "
                "sini. Pilih cadangan komputer ini sendiri."
            )
        )
        self._foreign.hide()
        self._sure.hide()
        self._trouble.hide()
