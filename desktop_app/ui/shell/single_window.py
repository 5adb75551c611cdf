"""A second start on the same profile raises the first window."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


class SingleWindow(QObject):
    """Listens under a name made from the profile's path; `raised` when somebody knocks."""

    raised = Signal()

    def __init__(self, instance: str, parent: QObject) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(instance.encode()).hexdigest()
        self._name = f"loket-aduan-{digest[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._knocked)

    def raise_first(self) -> bool:
        """Knock at the first window and say whether there is one; else become the first."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_PATIENCE_MS):
            socket.disconnectFromServer()
            return True
        # A program that was killed leaves its name behind.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return False

    @Slot()
    def _knocked(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.deleteLater()
        self.raised.emit()
