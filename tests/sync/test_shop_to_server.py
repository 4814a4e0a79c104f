"""A real shop file, the real sync thread and the real server: both ends have the same day."""

import pytest

from pos_app.bootstrap.uplink import Uplink
from pos_app.hardware.clock import SystemClock
from pos_app.store import journal
from pos_app.usecases.bulletin import Bulletin, LinkState, SyncStatus
from pos_app.usecases.pair_till import DemoNotTaken, PairingRefused, ServerUnreachable
from sync.protocol.totals import ALL, TENDER
from sync.server.store import overview
from tests.store.shop_kit import Till
from tests.sync.kit import wait_for
from tests.sync.servers import ServerProcess
from tests.sync.test_arrival import stored


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = ServerProcess(tmp_path_factory.mktemp("server")).start()
    yield server
    server.kill()


class Office:
    """A shop with its uplink, and the last it said of it."""

    def __init__(self, folder, *, is_demo=False):
        self.till = Till(folder)
        self.till.found(is_demo=is_demo)
        self.till.stock(
            self.till.product("可口可乐", "6928804011142", price_fen=350),
            self.till.product("桃李面包", "6923555240117", price_fen=890),
        )
        self.bulletin = Bulletin()
        self.uplink = Uplink(self.till.shop, self.bulletin, SystemClock())
        self.last = None

    def says(self, state):
        """Whether the last status was this one, with nothing unsent."""
        for event in self.bulletin.drain():
            if isinstance(event, SyncStatus):
                self.last = event
        return self.last is not None and (self.last.state, self.last.unsent_count) == (state, 0)

    def close(self):
        self.uplink.worker.stop()
        self.till.shop.close()


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path / "shop")
    yield office
    office.close()


def test_the_day_is_the_same_on_both_sides(server, office):
    office.uplink.worker.start()
    paired = office.uplink.enrol(server.url, server.pairing_code())
    for _ in range(5):
        sold = office.till.sell("6928804011142", "6923555240117", "6928804011142")
        office.uplink.worker.recorded()
    wait_for(lambda: office.says(LinkState.ONLINE))

    assert (paired.shop, paired.till) == ("街角小店", 1)
    day = sold.recorded.business_day
    figures = office.till.shop.queries.figures(day, day)

    def days():
        with server.opened() as service, service.store.reading() as db:
            return {(row.dimension, row.key): row.sums for row in overview.days(db, 1, 1, 1)}

    wait_for(lambda: days().get((ALL, "")) == figures.whole)
    assert figures.whole.amount_fen == 5 * 1_590
    assert {key: sums for (dimension, key), sums in days().items() if dimension == TENDER} == {
        row.key: row.sums for row in figures.by_tender
    }
    own = journal.entries(office.till.shop.readers.here())
    with server.opened() as service:
        assert [row[:3] for row in stored(service)] == [
            (entry.seq, entry.head, entry.body) for entry in own
        ]


def test_a_wrong_code_and_a_wrong_address_are_told_apart(server, office):
    with pytest.raises(PairingRefused):
        office.uplink.enrol(server.url, "0000000000")
    with pytest.raises(ServerUnreachable):
        office.uplink.enrol("http://127.0.0.1:1", "0000000000")


def test_a_demo_shop_is_told_that_it_is_not_taken(server, tmp_path):
    office = Office(tmp_path / "demo", is_demo=True)
    with pytest.raises(DemoNotTaken):
        office.uplink.enrol(server.url, server.pairing_code())
    office.close()
