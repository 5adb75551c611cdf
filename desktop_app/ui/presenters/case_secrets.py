"""What of a case is shown only when somebody asks for it, and is written down then."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.confidential import Because
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.reporters import Reporter
from desktop_app.services.context import DeskContext
from desktop_app.services.open_case import CaseView
from desktop_app.services.privacy.disclosing import open_confidential
from desktop_app.services.privacy.reveal_identity import masked, reveal_identity
from desktop_app.ui.tasks import Lanes


class CaseSecrets(QObject):
    """Knows who reported in full of one case at most: the one on the page."""

    opened = Signal()
    shown = Signal()
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, parent: QObject, context: DeskContext, lanes: Lanes) -> None:
        super().__init__(parent)
        self._context = context
        self._lanes = lanes
        self._wanted: UUID | None = None
        self._reporter: Reporter | None = None

    def revealed(self, view: CaseView) -> Reporter | None:
        """Return who reported a case, where somebody asked for it and it still stands so.

        Corrected, restricted or erased since, it is masked as at first.
        """
        known = self._reporter
        return known if known is not None and masked(known) == view.reporter else None

    def hide_all_but(self, case_uid: UUID) -> None:
        """Forget who reported another case."""
        self._wanted = case_uid
        if self._reporter is not None and self._reporter.case_uid != case_uid:
            self._reporter = None

    def hide(self) -> None:
        """Forget whoever is known here."""
        self._reporter = None

    def open(self, case_uid: UUID, because: Because) -> None:
        """Write down why a confidential case is opened."""
        self._lanes.write.run(
            self,
            partial(open_confidential, case_uid, because, self._context),
            on_done=lambda _: self.opened.emit(),
            on_error=self._report,
        )

    def reveal(self, view: CaseView) -> None:
        """Read who reported in full, unless that is shown already."""
        if self.revealed(view) is None:
            self._lanes.write.run(
                self,
                partial(reveal_identity, view.case.uid, self._context),
                on_done=self._take,
                on_error=self._report,
            )

    def _take(self, reporter: Reporter) -> None:
        if reporter.case_uid == self._wanted:
            self._reporter = reporter
            self.shown.emit()

    def _report(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)
