"""The use cases of copies and of the export of everything, with the rights that they need."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.export_tables import ExportReason
from desktop_app.domain.permissions import Right
from desktop_app.services.backup.how_copies_stand import preview_return
from desktop_app.services.backup.second_place import choose_second_place, forget_second_place
from desktop_app.services.export.export_all import ExportAll, export_all
from tests.desk import Desk
from tests.services.guarded import Call, Guarded


def _exported(reason: ExportReason | None) -> Callable[[Desk], Call]:
    def ready(desk: Desk) -> Call:
        return lambda context: export_all(
            ExportAll(desk.folder / "gone", reason),
            context,
            desk.profile.everything,
            tell=lambda _done, _total: None,
            cancelled=lambda: False,
        )

    return ready


OF_COPIES: dict[str, Guarded] = {
    "backup.how_copies_stand.preview_return": Guarded(
        Right.KEEP_COPIES,
        lambda desk: lambda c: preview_return("none", None, c, desk.profile.copies(c.zone)),
    ),
    "backup.second_place.choose_second_place": Guarded(
        Right.KEEP_COPIES,
        lambda desk: (
            lambda c: choose_second_place(desk.folder / "gone", c, desk.profile.copies(c.zone))
        ),
    ),
    "backup.second_place.forget_second_place": Guarded(
        Right.KEEP_COPIES, lambda _desk: forget_second_place
    ),
    "export.export_all.export_all": Guarded(Right.EXPORT_ALL, _exported(None)),
    "export.export_all.export_all with identities": Guarded(
        Right.EXPORT_IDENTITIES, _exported(ExportReason.COURT)
    ),
}
