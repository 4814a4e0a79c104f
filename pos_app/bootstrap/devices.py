"""The devices of this till: the printer that the settings name, and its queue."""

import logging
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from pos_app.settings import (
    PRINTER_HOST,
    PRINTER_KIND,
    PRINTER_PORT,
    PRINTER_PROFILE,
    Setting,
    Settings,
)
from pos_app.usecases.bulletin import Bulletin, PaperPrinted

if TYPE_CHECKING:
    # Words of printing, which begins after the first screen.
    from drivers.api.device import PaperTray, Printer, Strip

NO_PRINTER, TCP = "none", "tcp"
_PRINTER_SETTINGS = (PRINTER_KIND, PRINTER_HOST, PRINTER_PORT, PRINTER_PROFILE)

_log = logging.getLogger("device")


class ChosenPrinter:
    """The printer that the settings name; made anew when they change.

    Paper of the virtual printer is posted to the bulletin.
    """

    def __init__(self, settings: Settings, bulletin: Bulletin) -> None:
        self._settings = settings
        self._bulletin = bulletin
        self._made_for: tuple[str, ...] = ()
        self._making = Lock()
        self._printer: Printer | None = None
        self.tray: PaperTray | None = None
        self._stop_listening: Callable[[], None] | None = None

    @property
    def is_wanted(self) -> bool:
        """Say whether the shop has a printer at all."""
        return self._settings.get(PRINTER_KIND) != NO_PRINTER

    def concerns(self, setting: Setting) -> bool:
        """Say whether a setting is one of the printer's."""
        return setting in _PRINTER_SETTINGS

    def current(self) -> "Printer | None":
        """Return the printer to use; None when the shop has none, or its address is no address."""
        kind, host, port, profile = (self._settings.get(each) for each in _PRINTER_SETTINGS)
        wanted = kind, _address(host, port) if kind == TCP else "", profile
        with self._making:
            if wanted != self._made_for:
                self._made_for = wanted
                self._make(*wanted)
            return self._printer

    def _make(self, kind: str, address: str, profile: str) -> None:
        from drivers import registry

        if self._stop_listening is not None:
            self._stop_listening()
        self._printer, self.tray, self._stop_listening = None, None, None
        if kind == NO_PRINTER or (kind == TCP and not address):
            return
        try:
            opened = registry.open_printer(kind, address=address, profile=profile)
        except ValueError:
            _log.warning("no printer can be made of the settings", exc_info=True)
            return
        self._printer, self.tray = opened.printer, opened.tray
        if opened.tray is not None:
            self._stop_listening = opened.tray.listen(self._paper_fell)

    def _paper_fell(self, strip: "Strip") -> None:
        self._bulletin.post(PaperPrinted(strip.png, strip.text))


def _address(host: str, port: str) -> str:
    """Join host and port; nothing without a host.

    A port that stands behind the host already wins, and an IPv6 address goes in brackets.
    """
    match host.count(":"):
        case 0:
            return f"{host}:{port}" if host else ""
        case 1:
            return host
        case _:
            return f"[{host}]:{port}"
