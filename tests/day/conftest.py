"""What the scenarios share: the vocabulary, one demo shop to copy, one server for all of them."""

import itertools

import pytest

from pos_app import words
from pos_app.bootstrap import opening
from pos_app.store.ballast import BALLAST_FILE
from pos_app.ui import theme
from tests.day.clock import DayClock, moment_ms
from tests.day.server import Server
from tests.day.steps.books import *  # noqa: F403
from tests.day.steps.faults import *  # noqa: F403
from tests.day.steps.files import *  # noqa: F403
from tests.day.steps.hands import *  # noqa: F403
from tests.day.steps.opening import *  # noqa: F403
from tests.day.steps.paper import *  # noqa: F403
from tests.day.steps.screen import *  # noqa: F403
from tests.day.steps.server import *  # noqa: F403
from tests.day.world import MORNING, Day, spare_the_disk

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """A demo shop that nobody opens: scenarios get copies. Its goods can be searched for."""
    folder = tmp_path_factory.mktemp("demo") / "shop"
    folder.mkdir()
    spare_the_disk(folder)
    shop = opening.make_demo(folder, DayClock(moment_ms(MORNING)), lambda done, total: None)
    while shop.upkeep.step():
        pass
    shop.close()
    (folder / BALLAST_FILE).unlink()
    return folder


@pytest.fixture(scope="session")
def start_server(tmp_path_factory):
    """Start the server for the first scenario that wants it."""
    started: list[Server] = []

    def start() -> Server:
        if not started:
            server = Server(tmp_path_factory.mktemp("server"))
            started.append(server)
            server.start()
        return started[0]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def day(qapp, tmp_path_factory, demo_folder, start_server):
    """The world of one scenario; language and colours are afterwards as they were."""
    before = words.language(), theme.current().name
    day = Day(tmp_path_factory.mktemp(f"day{next(_numbers)}-"), demo_folder, start_server)
    yield day
    day.end()
    words.set_language(before[0])
    theme.use(before[1])
