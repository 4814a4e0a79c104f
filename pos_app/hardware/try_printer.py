"""Trying the printer: one document at once, past the queue, and what came of it in words."""

import logging

from drivers.api.document import Document
from drivers.api.errors import DeviceError
from pos_app.hardware.advice import NO_PRINTER, words_for
from pos_app.hardware.ports import Printers

_log = logging.getLogger("device")


def try_printer(printers: Printers, document: Document) -> str:
    """Print, and return what is wrong as a message; empty when the printer took all of it.

    Waits for the printer, with the driver's deadlines: not for the UI thread.
    """
    printer = printers.current()
    if printer is None:
        return NO_PRINTER
    try:
        printer.print(document)
    except DeviceError as error:
        _log.warning("the test page was not printed: %s", error)
        return words_for(error)
    return ""
