"""The windows of the desk: they show and ask, and decide nothing."""

from __future__ import annotations

from desktop_app.ui.singletons import keep_singletons

# Here, because nothing of Qt is used but through this package.
keep_singletons()
