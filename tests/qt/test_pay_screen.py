"""Paying in cash, and the change that follows."""

import pytest
from PySide6.QtCore import Qt

from pos_app.ui.presenters.ports import Screen
from pos_app.ui.views.change import SETTLING_MS
from pos_app.usecases.bulletin import PrintJobChanged
from tests.qt.counter import BREAD, COLA, ENTER, WATER

K = Qt.Key


def notes(shop):
    """The sums on the buttons that can be seen."""
    return [note.text() for note in shop.pay.notes if note.isVisible()]


def paid(shop):
    """Total, received and change of the newest sale."""
    sale = shop.file.queries.sale(shop.sold()[0].sale_id)
    cash = sale.tenders[0]
    return sale.row.total_fen, cash.received_fen, cash.change_fen


def settled(shop):
    """Wait until Enter means the next customer."""
    shop.qtbot.wait(SETTLING_MS + 100)


def test_what_is_due_and_likely_sums_are_shown(shop):
    shop.to_pay(COLA, WATER)

    assert shop.screen is Screen.PAY
    assert shop.pay.due.text() == "¥5.50"
    assert notes(shop) == ["¥5.50", "¥6.00", "¥10.00", "¥20.00", "¥50.00", "¥100.00"]
    assert shop.pay.field.edit.hasFocus()


def test_enter_takes_the_exact_sum(shop):
    shop.to_pay(COLA, WATER)
    shop.press(ENTER, "\r")

    assert paid(shop) == (550, 550, 0)
    assert shop.screen is Screen.CHANGE
    assert shop.sounds.heard[-1] == "money"
    assert shop.on_disk() == []


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter])
def test_a_typed_amount_gives_change(shop, key):
    shop.to_pay(COLA)
    shop.type("20")
    assert shop.pay.received.text() == "¥20.00"
    assert shop.pay.change.text() == "¥16.50"
    shop.press(key, "\r")

    assert paid(shop) == (350, 2_000, 1_650)
    assert shop.change.change.text() == "¥16.50"


def test_the_pad_types_too(shop):
    shop.to_pay(COLA)
    pad = shop.pay.pad
    for text in ("1", "0", "."):
        key = next(each for each in pad.children() if getattr(each, "text", str)() == text)
        shop.qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    assert shop.pay.field.text() == "10."
    shop.qtbot.mouseClick(pad.enter, Qt.MouseButton.LeftButton)

    assert paid(shop) == (350, 1_000, 650)


def test_a_quick_note_pays_at_once(shop):
    shop.to_pay(COLA)
    at = notes(shop).index("¥50.00")
    shop.qtbot.mouseClick(shop.pay.notes[at], Qt.MouseButton.LeftButton)

    assert paid(shop) == (350, 5_000, 4_650)


def test_enter_belongs_to_the_note_that_has_the_focus(shop):
    shop.to_pay(COLA)
    shop.pay.notes[notes(shop).index("¥5.00")].setFocus()
    shop.press(ENTER, "\r")

    assert paid(shop) == (350, 500, 150)


@pytest.mark.parametrize("typed", ["3", "0", "3.49"])
def test_too_little_is_refused_and_nothing_is_sold(shop, typed):
    shop.to_pay(COLA)
    shop.type(typed + "\r")

    assert shop.screen is Screen.PAY
    assert "¥" in shop.pay.message.text()
    assert shop.sold() == []
    shop.type("5\r")
    assert paid(shop) == (350, 500, 150)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "“-5” is not an amount"),
        ("1.234", "“1.234” is not an amount"),
        ("10000000", "9,999,999.99"),
    ],
)
def test_what_is_no_amount_gives_no_change_and_is_refused_in_words(shop, typed, said):
    shop.to_pay(COLA)
    shop.type(typed)
    assert (shop.pay.received.text(), shop.pay.change.text()) == ("—", "—")
    shop.type("\r")

    assert said in shop.pay.message.text()
    assert shop.sold() == []
    shop.type("5\r")
    assert paid(shop) == (350, 500, 150)


def test_an_enter_that_opened_the_payment_does_not_pay_it(shop):
    shop.scan(COLA)
    shop.press(ENTER, "\r")
    shop.press(ENTER, "\r")
    assert shop.screen is Screen.PAY
    assert shop.sold() == []

    shop.wait_out()
    shop.press(ENTER, "\r")
    assert len(shop.sold()) == 1


def test_a_held_enter_pays_nothing(shop):
    shop.to_pay(COLA)
    for _ in range(5):
        shop.keys.press(ENTER, text="\r", is_repeat=True)

    assert shop.sold() == []


def test_fifty_enters_within_a_second_are_one_sale_and_its_change_stays(shop):
    shop.scan(COLA)
    for _ in range(50):
        shop.clock.running_ms += 20
        shop.keys.press(ENTER, text="\r")

    assert len(shop.sold()) == 1
    assert shop.screen is Screen.CHANGE
    assert shop.message == ""


def test_esc_takes_back_the_amount_and_then_the_payment(shop):
    shop.to_pay(COLA)
    shop.type("20")
    shop.press(K.Key_Escape)
    assert (shop.screen, shop.pay.field.text()) == (Screen.PAY, "")

    shop.press(K.Key_Escape)
    assert shop.screen is Screen.SELL
    assert shop.in_cart() == [("可口可乐", 1_000)]
    assert shop.sold() == []


def test_the_payment_begins_empty_each_time(shop):
    shop.to_pay(COLA)
    shop.type("1\r")
    assert shop.pay.message.text()
    shop.press(K.Key_Escape)
    shop.press(K.Key_Escape)
    shop.scan(BREAD)
    shop.press(K.Key_F12)

    assert shop.pay.due.text() == "¥12.40"
    assert shop.pay.field.text() == ""
    assert "¥" not in shop.pay.message.text()


def test_a_scan_while_paying_goes_nowhere_whatever_has_the_focus(shop):
    shop.to_pay(COLA)
    pressed = shop.pressed()
    stops = shop.stops()
    assert len(stops) > 8

    for stop in stops:
        stop.setFocus()
        shop.scan(WATER)
        where = f"{type(stop).__name__} {stop.accessibleName()!r}"
        assert (shop.screen, shop.pay.field.text()) == (Screen.PAY, ""), where
        assert shop.sounds.heard[-1] == "unknown", where
    assert shop.message
    assert shop.in_cart() == [("可口可乐", 1_000)]
    assert pressed == []
    assert shop.sold() == []


def test_notes_stay_in_their_places_however_many_there_are(shop):
    shop.to_pay(COLA)
    before = shop.pay.pad.geometry()
    shop.press(K.Key_Escape)
    for _ in range(40):
        shop.scan(BREAD)
    shop.press(K.Key_F12)

    assert len(notes(shop)) < 6
    assert shop.pay.pad.geometry() == before


def test_the_language_changes_while_paying(shop, speak):
    shop.to_pay(COLA)
    shop.type("1\r")
    english = shop.pay.goods.text(), shop.pay.message.text(), shop.pay.take.text()
    speak("zh_CN")
    chinese = shop.pay.goods.text(), shop.pay.message.text(), shop.pay.take.text()

    assert all(one != other for one, other in zip(english, chinese, strict=True))
    assert shop.pay.field.text() == "1"


# The change -----------------------------------------------------------------------------


def test_the_change_is_the_largest_thing_on_its_screen(shop):
    shop.to_pay(COLA)
    shop.type("10\r")

    heights = {part: part.height() for part in (shop.change.sums, shop.change.number)}
    assert shop.change.change.text() == "¥6.50"
    assert shop.change.change.height() > 2 * max(heights.values())
    assert "3.50" in shop.change.sums.text()
    assert "10.00" in shop.change.sums.text()
    assert "0000001" in shop.change.number.text()


def test_the_next_scan_starts_the_next_sale_whatever_has_the_focus(shop):
    shop.sell_for_cash(COLA)
    count = len(shop.stops())
    for at in range(count):
        shop.stops()[at].setFocus()
        pressed = shop.pressed()
        shop.scan(WATER)
        assert shop.screen is Screen.SELL
        assert shop.in_cart() == [("农夫山泉", 1_000)]
        assert pressed == []
        shop.press(K.Key_F12)
        shop.wait_out()
        shop.press(ENTER, "\r")
    assert len(shop.sold()) == count + 1


def test_enter_goes_on_to_the_next_customer(shop):
    shop.sell_for_cash(COLA)
    settled(shop)
    shop.press(ENTER, "\r")

    assert shop.screen is Screen.SELL
    assert shop.in_cart() == []


def test_the_receipt_is_printed_again_from_the_change(shop):
    shop.sell_for_cash(COLA)
    shop.press(K.Key_P, modifiers=Qt.KeyboardModifier.ControlModifier)

    assert shop.screen is Screen.CHANGE
    assert shop.file.queries.sale(shop.sold()[0].sale_id).reprint_count == 1


@pytest.mark.parametrize(
    ("state", "words", "said"),
    [
        ("confirmed", "", "The receipt is printed"),
        ("sending", "", "The receipt is being printed"),
        ("queued", "The printer is off", "The receipt waits for the printer"),
        ("failed", "", "Receipt not printed"),
        ("unknown", "Paper ran out", "Paper ran out"),
    ],
)
def test_it_says_what_became_of_the_receipt(shop, state, words, said):
    shop.sell_for_cash(COLA)
    job = shop.file.print_jobs.next_queued().job
    shop.change.show_print_job(PrintJobChanged(job + 1, "other", "failed", "not mine"))
    assert shop.change.paper.text() == "The receipt is being printed"

    shop.change.show_print_job(PrintJobChanged(job, "sale", state, words))
    assert shop.change.paper.text() == said


def test_the_language_changes_beside_the_change(shop, speak):
    shop.sell_for_cash(COLA)
    speak("zh_CN")

    shown = [shop.change.sums.text(), shop.change.paper.text(), shop.change.next.text()]
    assert not any(char.isascii() and char.isalpha() for char in "".join(shown))
