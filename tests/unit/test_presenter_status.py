"""The lamps of the top bar, without Qt."""

import pytest

from pos_app.settings import SHOP_NAME, TILL_NAME, Settings
from pos_app.ui.presenters.status import Light, StatusPresenter
from pos_app.usecases.bulletin import (
    ClockSuspect,
    DeviceState,
    DeviceStatus,
    LinkState,
    SyncStatus,
)
from pos_app.usecases.till import Session
from tests.fake_shop import OWNER
from tests.fakes import StandingClock

MINUTE_MS, HOUR_MS = 60_000, 3_600_000


class View:
    """Keeps the last of everything that was shown."""

    def __init__(self):
        self.last = {}

    def __getattr__(self, name):
        return lambda *what: self.last.__setitem__(name.removeprefix("show_"), what)


class Bar:
    def __init__(self):
        self.view, self.clock, self.session = View(), StandingClock(), Session()
        self.settings = Settings({SHOP_NAME.key: "幸福"})
        self.status = StatusPresenter(self.view, self.settings, self.session, self.clock)
        self.status.shown()


@pytest.fixture
def bar():
    return Bar()


@pytest.mark.parametrize(
    ("state", "count", "age_ms", "light"),
    [
        (LinkState.ONLINE, 0, None, Light.GOOD),
        (LinkState.ONLINE, 3, 2 * MINUTE_MS, Light.GOOD),
        (LinkState.ONLINE, 3, 2 * MINUTE_MS + 1, Light.WAIT),
        (LinkState.ONLINE, 3, 24 * HOUR_MS + 1, Light.BAD),
        (LinkState.OFFLINE, 3, 1, Light.WAIT),
        (LinkState.OFFLINE, 0, None, Light.GOOD),
        (LinkState.OFFLINE, 3, 24 * HOUR_MS + 1, Light.BAD),
        (LinkState.FROZEN, 3, HOUR_MS, Light.WAIT),
        (LinkState.UNPAIRED, 9_999, 900 * HOUR_MS, Light.OFF),
    ],
)
def test_unsent_facts_alarm_by_age_and_not_by_number(bar, state, count, age_ms, light):
    oldest_ms = None if age_ms is None else bar.clock.now_ms() - age_ms
    bar.status.synced(SyncStatus(state, count, oldest_ms))

    assert bar.view.last["unsent"][:2] == (count, light)


def test_the_age_grows_by_itself(bar):
    bar.status.synced(SyncStatus(LinkState.ONLINE, 1, bar.clock.now_ms()))
    seen = []
    for seconds in (59, 2, 60, 7_200 - 121, 172_800 - 7_200):
        bar.clock.wait(seconds)
        bar.status.ticked()
        _, light, message, age = bar.view.last["unsent"]
        seen.append((light, age, message.rpartition("{age} ")[2][:4]))

    assert seen == [
        (Light.GOOD, 0, "Not "),
        (Light.GOOD, 1, "min."),
        (Light.WAIT, 2, "min."),
        (Light.WAIT, 2, "h."),
        (Light.BAD, 2, "days"),
    ]


def test_a_clock_that_ran_back_makes_no_negative_age(bar):
    bar.status.synced(SyncStatus(LinkState.ONLINE, 1, bar.clock.now_ms() + HOUR_MS))

    assert bar.view.last["unsent"][3] == 0


@pytest.mark.parametrize(
    ("state", "light"),
    [
        (LinkState.ONLINE, Light.GOOD),
        (LinkState.OFFLINE, Light.WAIT),
        (LinkState.FROZEN, Light.BAD),
        (LinkState.UNPAIRED, Light.OFF),
    ],
)
def test_the_link_has_its_lamp_and_its_own_words_win(bar, state, light):
    bar.status.synced(SyncStatus(state, 0, None))
    assert bar.view.last["link"][0] is light
    assert bar.view.last["link"][1]

    bar.status.synced(SyncStatus(state, 0, None, "In its own words"))
    assert bar.view.last["link"] == (light, "In its own words")


@pytest.mark.parametrize("state", DeviceState)
def test_every_state_of_a_device_has_light_and_words(bar, state):
    bar.status.device_changed(DeviceStatus("printer", state))
    device, light, words = bar.view.last["device"]

    assert device == "printer"
    assert words
    assert (light is Light.GOOD) == (state in (DeviceState.READY, DeviceState.BUSY))


def test_the_clock_is_late_by_whole_minutes_and_right_again(bar):
    bar.status.clock_suspect(ClockSuspect(2_001))
    assert bar.view.last["clock_suspect"] == (1,)
    bar.status.clock_suspect(ClockSuspect(0))
    assert bar.view.last["clock_suspect"] == (0,)


def test_names_follow_settings_and_session(bar):
    assert (bar.view.last["place"], bar.view.last["staff"]) == (("幸福", ""), ("",))
    bar.settings.took(TILL_NAME, "2 号机")
    bar.session.staff = OWNER
    bar.status.shown()

    assert (bar.view.last["place"], bar.view.last["staff"]) == (("幸福", "2 号机"), ("李掌柜",))
