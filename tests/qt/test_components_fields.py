"""Fields and pads: what is typed, by keys and by fingers, and what it is read as."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from pos_app.ui.components.button import Action
from pos_app.ui.components.field import Field, MoneyField, PinField, QuantityField
from pos_app.ui.components.layout import column, holding
from pos_app.ui.components.pad import LetterPad, NumberPad, PadKey

LEFT = Qt.MouseButton.LeftButton


pytestmark = pytest.mark.usefixtures("looks")


@pytest.fixture
def shown(qtbot):
    """Shows parts below each other in a window that lives as long as the test."""
    kept = []

    def show(*parts, size=(800, 600)):
        window = holding(column(*parts))
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def key_of(pad, text):
    return next(key for key in pad.findChildren(PadKey) if key.text() == text)


class Heard:
    """What a signal carried, one entry for each time."""

    def __init__(self, signal):
        self.said = []
        signal.connect(lambda *what: self.said.append(what[0] if what else None))


class TestField:
    def test_typing_takes_an_error_back(self, qtbot, shown):
        field = Field("Name")
        shown(field)
        field.set_error("Only 24 are in stock")
        high = field.sizeHint().height()

        qtbot.keyClicks(field.edit, "a")

        assert field.error() == ""
        assert field.sizeHint().height() == high

    def test_a_long_error_takes_the_lines_that_are_kept_for_it(self, shown):
        long = "This is not an amount. Type yuan and at most two decimals, such as 12.50."
        one, two = Field("Price"), Field("Price", errors=2)
        shown(one, two, size=(300, 300))
        one.set_error(long)
        two.set_error(long)

        assert one.cut_texts() == [long]
        assert two.cut_texts() == []

    def test_escape_clears_and_the_cross_clears(self, qtbot, shown):
        field = Field("Name")
        shown(field)
        field.set_text("milk")
        qtbot.keyClick(field.edit, Qt.Key.Key_Escape)
        assert field.text() == ""

        field.set_text("milk")
        qtbot.mouseClick(field, LEFT, pos=QPoint(field.width() - 18, 44))
        assert field.text() == ""

    def test_enter_is_reported_once(self, qtbot, shown):
        field = Field("Name")
        shown(field)
        heard = Heard(field.entered)

        qtbot.keyClick(field.edit, Qt.Key.Key_Return)

        assert len(heard.said) == 1

    @pytest.mark.parametrize(
        ("typed", "fen"),
        [
            ("22.3", 2230),
            ("0.05", 5),
            (".5", 50),
            ("7", 700),
            ("9999999.99", 999_999_999),
            ("2.999", None),
            ("-3", None),
            ("10000000", None),
            ("99999999", None),
            ("12,5", None),
            ("1,234.50", 123_450),
            ("", None),
            (".", None),
            ("-", None),
        ],
    )
    def test_money_is_the_amount_typed_or_none(self, qtbot, shown, typed, fen):
        field = MoneyField("Price")
        shown(field)

        qtbot.keyClicks(field.edit, typed)

        assert field.fen() == fen

    @pytest.mark.parametrize("field", [MoneyField, QuantityField])
    @pytest.mark.parametrize("typed", ["2.999", "-3", "99999999", "1.5", "0012", "12,5"])
    def test_no_character_of_a_number_is_left_out(self, qtbot, shown, field, typed):
        field = field("Figure")
        shown(field)

        qtbot.keyClicks(field.edit, typed)

        assert field.text() == typed

    def test_a_number_longer_than_any_is_not_typed_on(self, qtbot, shown):
        field = MoneyField("Price")
        shown(field)

        qtbot.keyClicks(field.edit, "1" * 40)

        assert 12 < len(field.text()) < 20

    def test_full_width_figures_are_figures(self, shown):
        field = MoneyField("Price")
        shown(field)

        field.type_text("１２。５")
        assert field.fen() == 1250

        field.set_text("－３")
        assert field.text() == "-3"

    @pytest.mark.parametrize("fen", [0, 5, 2239, 999_999_999])
    def test_money_shows_what_it_reads(self, fen):
        field = MoneyField("Price")
        field.set_fen(fen)

        assert field.fen() == fen

    def test_pieces_are_whole_and_weights_are_not(self, qtbot, shown):
        pieces, weight = QuantityField("Quantity"), QuantityField("Weight", weighed=True)
        shown(pieces, weight)

        qtbot.keyClicks(pieces.edit, "1.5")
        qtbot.keyClicks(weight.edit, "1.2456")

        assert (pieces.text(), pieces.qty_milli()) == ("1.5", None)
        assert (weight.text(), weight.qty_milli()) == ("1.2456", None)

        pieces.set_text("15")
        weight.set_text("1.245")
        assert pieces.qty_milli() == 15_000
        assert weight.qty_milli() == 1245

    @pytest.mark.parametrize(("field", "typed"), [(Field, ""), (MoneyField, ""), (MoneyField, "2")])
    def test_signs_belong_to_the_actions(self, qtbot, shown, field, typed):
        field, step = field("Amount"), Action("Next", key="/")
        shown(field, step)
        field.set_text(typed)
        field.edit.setFocus()
        heard = Heard(step.clicked)

        qtbot.keyClicks(field.edit, "/")

        assert (len(heard.said), field.text()) == (1, typed)

    def test_signs_belong_to_a_text_that_is_begun(self, qtbot, shown):
        field, delete = Field("Name"), Action("Delete", key="Delete")
        shown(field, Action("Next", key="/"), delete)
        heard = Heard(delete.clicked)
        field.edit.setFocus()
        qtbot.keyClicks(field.edit, "3/4")
        qtbot.keyClick(field.edit, Qt.Key.Key_Home)
        qtbot.keyClick(field.edit, Qt.Key.Key_Delete)
        assert (field.text(), heard.said) == ("/4", [])

        field.clear()
        qtbot.keyClick(field.edit, Qt.Key.Key_Delete)
        assert len(heard.said) == 1

    def test_a_pin_is_not_shown(self, qtbot, shown):
        pin = PinField("PIN")
        shown(pin)

        qtbot.keyClicks(pin.edit, "12a34")

        assert pin.text() == "1234"
        assert "1" not in pin.edit.displayText()

    def test_a_code_may_land_only_where_it_was_allowed(self):
        assert Field("Barcode", accepts_code=True).edit.accepts_code
        assert not Field("Name").edit.accepts_code

    def test_the_input_method_is_off_but_where_chinese_is_typed(self):
        method = Qt.WidgetAttribute.WA_InputMethodEnabled

        assert not Field("Barcode").edit.testAttribute(method)
        assert Field("Name", chinese=True).edit.testAttribute(method)


class TestPads:
    def test_figures_go_into_the_field(self, qtbot, shown):
        field, pad = MoneyField("Received"), NumberPad()
        shown(field, pad)
        pad.type_into(field)
        heard = Heard(field.entered)

        for figure in ("1", "00", ".", "5"):
            qtbot.mouseClick(key_of(pad, figure), LEFT)
        assert field.fen() == 10_050

        qtbot.mouseClick(pad.enter, LEFT)
        assert len(heard.said) == 1
        qtbot.mouseClick(key_of(pad, "Clear"), LEFT)
        assert field.fen() is None

    def test_the_eraser_takes_the_last_one(self, qtbot, shown):
        field, pad = PinField("PIN"), NumberPad("pin")
        shown(field, pad)
        pad.type_into(field)
        field.set_text("12")

        qtbot.mouseClick(key_of(pad, ""), LEFT)

        assert field.text() == "1"

    def test_letters_are_typed_without_taking_the_focus(self, qtbot, shown):
        field, pad = Field("Name"), LetterPad()
        shown(field, pad)
        field.edit.setFocus()
        pad.type_into(field)
        heard = Heard(pad.typed)

        for letter in "kkkl":
            qtbot.mouseClick(key_of(pad, letter), LEFT)

        assert field.text() == "kkkl"
        assert heard.said == list("kkkl")
        assert QApplication.focusWidget() is field.edit
