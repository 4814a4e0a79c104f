"""The gallery as it is photographed: at rest, under a sheet, under a dialog, with a toast."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos_app.ui.gallery import Gallery
from pos_app.words import mark


def open_sheet(gallery: QWidget) -> None:
    assert isinstance(gallery, Gallery)
    gallery.sheet.open()


def open_dialog(gallery: QWidget) -> None:
    assert isinstance(gallery, Gallery)
    gallery.dialog.open()


def show_toast(gallery: QWidget) -> None:
    assert isinstance(gallery, Gallery)
    gallery.toast.show_offer(mark("The line was deleted"), mark("Undo"), tone="success")


BUILT: tuple[tuple[str, Callable[[], QWidget], Callable[[QWidget], None] | None], ...] = (
    ("gallery", Gallery, None),
    ("gallery-sheet", Gallery, open_sheet),
    ("gallery-dialog", Gallery, open_dialog),
    ("gallery-toast", Gallery, show_toast),
)
