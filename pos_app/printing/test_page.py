"""The test page: enough on paper to see that the printer is there, cuts, and writes Chinese."""

from drivers.api.document import Align, Cut, Document, Feed, Rule, Text
from pos_app.printing.receipt import Words


def test_page(shop_name: str, words: Words) -> Document:
    """Lay out a short page that nobody takes for a receipt."""
    return (
        Text(words.text("*** Test page: no receipt ***"), Align.CENTER, bold=True),
        *((Text(shop_name, Align.CENTER),) if shop_name else ()),
        Rule(),
        Text("0123456789 ABCabc ¥12.50 收银小票", Align.CENTER),
        Rule(),
        Text(words.text("If this can be read, the printer is set up."), Align.CENTER),
        Feed(1),
        Cut(),
    )
