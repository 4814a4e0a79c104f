"""The printer that the settings name: made when it is wanted, and anew when they change."""

import gc
import weakref

import pytest

from drivers.api.document import Cut, Text
from drivers.virtual.printer import VirtualPrinter
from pos_app.bootstrap.devices import ChosenPrinter
from pos_app.settings import (
    DECLARED,
    PRINTER_HOST,
    PRINTER_KIND,
    PRINTER_PORT,
    PRINTER_PROFILE,
    SHOP_NAME,
    Settings,
)
from pos_app.usecases.bulletin import Bulletin, PaperPrinted


class Desk:
    def __init__(self) -> None:
        self.settings = Settings({})
        self.bulletin = Bulletin()
        self.chosen = ChosenPrinter(self.settings, self.bulletin)

    def choose(self, kind: str, host: str = "", port: str = "9100", profile: str = "80mm") -> None:
        values = {PRINTER_KIND: kind, PRINTER_HOST: host, PRINTER_PORT: port}
        for setting, value in {**values, PRINTER_PROFILE: profile}.items():
            self.settings.took(setting, setting.accept(value))

    def twin(self) -> VirtualPrinter:
        self.chosen.current()
        assert isinstance(self.chosen.tray, VirtualPrinter)
        return self.chosen.tray

    def papers(self) -> list[str]:
        events = self.bulletin.drain()
        return [event.text.strip() for event in events if isinstance(event, PaperPrinted)]


@pytest.fixture
def desk():
    return Desk()


def test_a_new_shop_has_no_printer(desk):
    assert desk.chosen.current() is None
    assert desk.chosen.tray is None
    assert not desk.chosen.is_wanted


def test_the_same_settings_keep_the_same_printer(desk):
    desk.choose("virtual")
    first = desk.chosen.current()

    assert first is not None
    assert desk.chosen.is_wanted
    assert desk.chosen.current() is first


def test_another_paper_width_is_another_printer(desk):
    desk.choose("virtual", profile="58mm")
    narrow = desk.chosen.current()
    desk.choose("virtual", profile="80mm")
    wide = desk.chosen.current()

    assert narrow is not wide
    assert (narrow.columns, wide.columns) == (32, 48)


def test_no_printer_any_more(desk):
    desk.choose("virtual")
    desk.chosen.current()
    desk.choose("none")

    assert desk.chosen.current() is None
    assert desk.chosen.tray is None


def test_an_address_is_no_business_of_a_virtual_printer(desk):
    desk.choose("virtual")
    first = desk.chosen.current()
    desk.choose("virtual", host="192.168.1.100", port="9101")

    assert desk.chosen.current() is first


@pytest.mark.parametrize(
    ("host", "port", "name"),
    [
        ("192.168.1.100", "9100", "192.168.1.100:9100"),
        ("printer.lan", "9101", "printer.lan:9101"),
        ("192.168.1.100:9102", "9100", "192.168.1.100:9102"),
        ("fe80::1", "9100", "fe80::1:9100"),
    ],
)
def test_a_network_printer_is_where_the_settings_say(desk, host, port, name):
    desk.choose("tcp", host=host, port=port)
    printer = desk.chosen.current()

    assert printer.info.name == name
    assert desk.chosen.tray is None


@pytest.mark.parametrize("host", ["", "till:printer", "192.168.1.100:0", ":9100"])
def test_an_address_that_is_none_makes_no_printer(desk, host):
    desk.choose("tcp", host=host)
    assert desk.chosen.current() is None

    desk.choose("tcp", host="192.168.1.100")
    assert desk.chosen.current() is not None


def test_a_bad_address_is_told_to_the_log_once(desk, caplog):
    desk.choose("tcp", host="till:printer")
    for _ in range(5):
        desk.chosen.current()

    assert [record.getMessage() for record in caplog.records] == [
        "no printer can be made of the settings"
    ]


def test_only_the_printers_own_settings_concern_it(desk):
    of_the_printer = {PRINTER_KIND, PRINTER_HOST, PRINTER_PORT, PRINTER_PROFILE}

    assert {each for each in DECLARED if desk.chosen.concerns(each)} == of_the_printer
    assert SHOP_NAME not in of_the_printer


def test_paper_of_the_virtual_printer_is_posted_once(desk):
    desk.choose("virtual")
    for _ in range(3):
        desk.chosen.current()
    desk.chosen.current().print((Text("你好"), Cut()))
    (event,) = desk.bulletin.drain()

    assert isinstance(event, PaperPrinted)
    assert event.text.strip() == "你好"
    assert event.png.startswith(b"\x89PNG")


def test_a_printer_that_is_no_longer_chosen_is_not_listened_to(desk):
    desk.choose("virtual", profile="58mm")
    old, twin = desk.chosen.current(), desk.twin()
    desk.choose("virtual", profile="80mm")
    new = desk.chosen.current()
    old.print((Text("旧"), Cut()))
    new.print((Text("新"), Cut()))

    assert len(twin.strips) == 1
    assert desk.papers() == ["新"]


def test_a_printer_that_is_no_longer_chosen_is_let_go(desk):
    desk.choose("virtual")
    old = weakref.ref(desk.twin())
    desk.choose("none")
    desk.chosen.current()
    gc.collect()

    assert old() is None
