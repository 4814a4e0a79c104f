"""python-escpos as an encoder: pictures, native QR codes, cut and drawer pulse.

Its import would parse a database of 35 printers (0.15 s), leave a directory with a
pickle of it in the temporary folder, believe any pickle that the environment names,
and set up the root logger. It is given a database of one printer instead, and the
rest is undone. Text and Code 128 are not asked of it: see ``chinese`` and ``escpos``.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

_DATABASE = Path(__file__).parents[2] / "resources" / "printers" / "python-escpos.json"
_FILE, _PICKLES = "ESCPOS_CAPABILITIES_FILE", "ESCPOS_CAPABILITIES_PICKLE_DIR"


@contextmanager
def _quiet_import() -> Iterator[None]:
    kept = {name: os.environ.pop(name, None) for name in (_FILE, _PICKLES)}
    handlers = list(logging.root.handlers)
    os.environ[_FILE] = str(_DATABASE)
    try:
        yield
    finally:
        del os.environ[_FILE]
        os.environ.update({name: value for name, value in kept.items() if value is not None})
        for handler in set(logging.root.handlers) - set(handlers):
            logging.root.removeHandler(handler)


with _quiet_import():
    import escpos.capabilities
    from escpos.constants import QR_ECLEVEL_M
    from escpos.printer.dummy import Dummy

shutil.rmtree(escpos.capabilities.pickle_dir, ignore_errors=True)


def raster(image: Image.Image, rows_max: int) -> bytes:
    """Encode a picture, dark on light, as ``GS v 0`` in slices of at most ``rows_max``."""
    encoder = Dummy()
    encoder.image(image, fragment_height=rows_max)
    return bytes(encoder.output)


def qr(data: str, module_dots: int) -> bytes:
    """Let the printer draw the QR code itself: model 2, error correction M."""
    encoder = Dummy()
    encoder.qr(data, ec=QR_ECLEVEL_M, size=module_dots, native=True)
    return bytes(encoder.output)


def cut_full() -> bytes:
    """Feed six lines and cut through."""
    encoder = Dummy()
    encoder.cut()
    return bytes(encoder.output)


def cut_partial() -> bytes:
    """Feed to the blade and leave a bridge: ``GS V 66``."""
    encoder = Dummy()
    encoder.cut(feed=False)
    return bytes(encoder.output)


def drawer(pin: int) -> bytes:
    """Pulse pin 2 or 5 for a tenth of a second."""
    encoder = Dummy()
    encoder.cashdraw(pin)
    return bytes(encoder.output)
