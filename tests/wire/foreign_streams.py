"""Receipts as python-escpos writes them by itself, as one line of JSON: name to hex.

A program of its own: the library reads its database when it is imported.
"""

import json
import sys

from escpos.printer import Dummy
from PIL import Image


def receipt() -> Dummy:
    sender = Dummy()
    sender.hw("INIT")
    sender.set(align="center", bold=True, double_width=True, double_height=True)
    sender.text("Receipt 12.00\n")
    sender.set(align="left")
    sender.barcode("6901028075763", "EAN13", 64, 2)
    sender.ln(2)
    sender.barcode("{BNo.1", "CODE128", 64, 2, function_type="B")
    sender.ln(2)
    sender.qr("foreign", native=True, size=6)
    sender.cut()
    sender.cashdraw(2)
    return sender


def chinese() -> Dummy:
    sender = Dummy()
    sender.text("幸福超市 贵州茅台酒53度\n")
    sender.text("繁體合計\n")
    sender.text("AFTER\n")
    sender.cut()
    return sender


def picture(impl: str) -> Dummy:
    sender = Dummy()
    image = Image.new("1", (48, 24), 1)
    image.paste(0, (8, 0, 16, 24))
    image.paste(0, (24, 0, 32, 24))
    sender.image(image, impl=impl)
    sender.text("AFTER\n")
    sender.cut()
    return sender


def styles() -> Dummy:
    sender = Dummy()
    sender.set_with_default(underline=2, invert=True, custom_size=True, width=3, height=4)
    sender.text("big\n")
    sender.line_spacing(60)
    sender.set_with_default(font="b", density=4, smooth=True, flip=True)
    sender.text("Größe €\n")
    sender.control("HT", count=3)
    sender.panel_buttons(False)
    sender.buzzer(2, 4)
    sender.qr("drawn by the library", native=False)
    sender.block_text("many words in a block " * 5, columns=20)
    sender.print_and_feed(3)
    return sender


STREAMS = {
    "receipt": receipt(),
    "chinese": chinese(),
    "raster": picture("bitImageRaster"),
    "graphics": picture("graphics"),
    "columns": picture("bitImageColumn"),
    "styles": styles(),
}

sys.stdout.write("\n" + json.dumps({name: each.output.hex() for name, each in STREAMS.items()}))
