"""The devices of this till: the printer that the settings name, and its queue."""

import logging
from collections.abc import Callable
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

NO_PRINTER = "none"
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
        wanted = tuple(self._settings.get(setting) for setting in _PRINTER_SETTINGS)
        if wanted != self._made_for:
            self._made_for = wanted
            self._make(*wanted)
        return self._printer

    def _make(self, kind: str, host: str, port: str, profile: str) -> None:
        from drivers import registry

        if self._stop_listening is not None:
            self._stop_listening()
        self._printer, self.tray, self._stop_listening = None, None, None
        if kind == NO_PRINTER or (kind == registry.TCP and not host):
            return
        try:
            opened = registry.open_printer(kind, address=f"{host}:{port}", profile=profile)
        except ValueError:
            _log.warning("no printer can be made of the settings", exc_info=True)
            return
        self._printer, self.tray = opened.printer, opened.tray
        if opened.tray is not None:
            self._stop_listening = opened.tray.listen(self._paper_fell)

    def _paper_fell(self, strip: "Strip") -> None:
        self._bulletin.post(PaperPrinted(strip.png, strip.text))
