"""What the operating system says of the network: whether there is one, and what it costs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

from desktop_app.services.sync_centre.file_lane_choice import SLOW_BYTES_PER_SECOND, Line

_MOBILE = QNetworkInformation.TransportMedium.Cellular


class LineWatch(QObject):
    """Tells when the network is back; says nothing where the system does not know."""

    came_back = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slow = False
        self._network: QNetworkInformation | None = None
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            self._network = QNetworkInformation.instance()
        if self._network is not None:
            self._network.reachabilityChanged.connect(self._weigh)

    def line(self) -> Line:
        """Describe the connection as it is now."""
        if self._network is None:
            return Line(slow=self._slow)
        return Line(
            metered=self._network.isMetered(),
            mobile=self._network.transportMedium() is _MOBILE,
            slow=self._slow,
        )

    def note_speed(self, bytes_per_second: float | None) -> None:
        """Remember what a round measured, until the network changes; None tells nothing."""
        if bytes_per_second is not None:
            self._slow = bytes_per_second < SLOW_BYTES_PER_SECOND

    @Slot(QNetworkInformation.Reachability)
    def _weigh(self, reachability: QNetworkInformation.Reachability) -> None:
        self._slow = False
        if reachability is QNetworkInformation.Reachability.Online:
            self.came_back.emit()
