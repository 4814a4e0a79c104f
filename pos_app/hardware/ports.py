"""What the devices' side needs from the printing room and the drivers."""

from typing import Protocol

from drivers.api.device import Printer
from drivers.api.document import Document


class Documents(Protocol):
    """Who turns a job into what stands on the paper."""

    def receipt(self, sale_id: str, copy: int) -> Document:
        """Lay out the receipt of a sale, marked as a copy unless copy is 0."""
        ...

    def drawer(self) -> Document:
        """Return the pulse that opens the drawer, as a job of its own."""
        ...


class Printers(Protocol):
    """Who knows which printer is chosen in the settings at this moment."""

    def current(self) -> Printer | None:
        """Return the printer to use; None when the shop has none."""
        ...
