"""Settings and pairing, without a screen."""

import pytest

from pos_app.domain.errors import NotPermitted
from pos_app.settings import (
    DECLARED,
    LANGUAGE,
    PRINTER_KIND,
    SERVER_URL,
    THEME,
    TILL_NAME,
    BadSetting,
)
from pos_app.ui.presenters.settings import SettingsPresenter
from pos_app.usecases.pair_till import NotAPairingCode, Paired, PairingRefused, PairTill
from tests.fake_shop import CASHIER, OWNER
from tests.unit.presenting import Desk, View

URL = "http://127.0.0.1:8750"


class Server:
    """Pairs, or fails."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.fails: Exception | None = None

    def __call__(self, server_url: str, code: str) -> Paired:
        self.asked.append((server_url, code))
        if self.fails is not None:
            raise self.fails
        return Paired("商户", "门店", 2)


@pytest.fixture
def desk():
    desk = Desk()
    desk.session.staff = OWNER
    return desk


@pytest.fixture
def view():
    return View()


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def page(desk, view, server):
    return SettingsPresenter(
        view, desk.till, desk.session, desk, desk, PairTill(server), lambda: None, lambda: ""
    )


def test_every_declared_setting_is_shown_with_its_value(desk, view, page):
    page.changed(TILL_NAME, "2 号机")
    page.shown()

    rows = view.last("show_rows")
    assert [row.setting for row in rows] == [each for each in DECLARED if each is not SERVER_URL]
    assert {row.setting: row.value for row in rows}[TILL_NAME] == "2 号机"


def test_a_bad_value_is_refused_where_it_was_typed(desk, view, page):
    page.changed(TILL_NAME, "长" * 21)

    setting, error = view.all("show_refusal")[0]
    assert (setting, type(error)) == (TILL_NAME, BadSetting)
    assert desk.settings.get(TILL_NAME) == ""


def test_a_choice_that_is_refused_springs_back_and_is_told(desk, view, page):
    desk.session.staff = CASHIER
    page.changed(PRINTER_KIND, "tcp")

    assert [type(error) for error in desk.errors] == [NotPermitted]
    shown = {row.setting: row.value for row in view.last("show_rows")}
    assert shown[PRINTER_KIND] == PRINTER_KIND.default
    assert view.all("show_refusal") == []


def test_a_value_that_is_in_force_asks_for_no_right(desk, view, page):
    desk.session.staff = CASHIER
    page.changed(TILL_NAME, " ")

    assert view.names() == ["show_kept"]
    assert desk.errors == []


def test_a_cashier_may_change_the_language(desk, view, page):
    desk.session.staff = CASHIER
    page.changed(LANGUAGE, "en")
    assert desk.settings.get(LANGUAGE) == "en"


def test_pairing_shows_that_it_is_busy_and_then_the_name(desk, view, page, server):
    page.wants_pairing()
    page.typed_code(URL, "abcde-12345")
    assert view.names() == ["show_pairing", "show_pairing_busy"]
    assert server.asked == []

    desk.answer()
    assert server.asked == [(URL, "ABCDE12345")]
    assert view.last("show_paired") == Paired("商户", "门店", 2)
    assert desk.settings.get(SERVER_URL) == URL


@pytest.mark.parametrize(
    ("url", "code", "refused"),
    [("", "ABCDE12345", BadSetting), ("ftp://till", "ABCDE12345", BadSetting),
     (URL, "", NotAPairingCode), (URL, "ABC", NotAPairingCode)],
)  # fmt: skip
def test_what_cannot_be_asked_is_not_asked(desk, view, page, server, url, code, refused):
    page.typed_code(url, code)
    desk.answer()

    assert type(view.last("show_pairing_failed")) is refused
    assert server.asked == []
    assert desk.settings.get(SERVER_URL) == ""


def test_a_refused_code_leaves_the_address_as_it_was(desk, view, page, server):
    server.fails = PairingRefused()
    page.typed_code(URL, "ABCDE12345")
    desk.answer()

    assert type(view.last("show_pairing_failed")) is PairingRefused
    assert desk.settings.get(SERVER_URL) == ""


def test_without_the_right_nothing_is_asked(desk, view, page, server):
    desk.session.staff = CASHIER
    page.typed_code(URL, "ABCDE12345")
    desk.answer()
    assert type(view.last("show_pairing_failed")) is NotPermitted

    desk.session.staff = None
    page.typed_code(URL, "ABCDE12345")
    assert type(view.last("show_pairing_failed")) is NotPermitted
    assert server.asked == []


def test_without_the_right_only_what_is_free_may_be_changed(desk, view, page):
    desk.session.staff = CASHIER
    page.shown()

    rows = view.last("show_rows")
    assert [row.setting for row in rows if row.is_allowed] == [LANGUAGE, THEME]
    assert view.all("show_server") == [(None, False)]


def test_a_test_page_tells_what_came_of_it(desk, view, page):
    page.wants_test_page()
    assert view.names() == ["show_test_busy"]

    desk.answer()
    assert view.last("show_test_outcome") == ""
