"""What works behind the screens: the print queue, the sync, the idle work."""

from collections.abc import Callable

from pos_app.bootstrap.parts import Parts
from pos_app.bootstrap.uplink import Uplink, no_key
from pos_app.domain.business_day import clock_back_ms
from pos_app.hardware.spooler import Spooler
from pos_app.printing.documents import StoredDocuments
from pos_app.store.idle import IdleThread
from pos_app.store.keys import KeyMissing
from pos_app.store.shop_file import ShopFile
from pos_app.usecases.bulletin import CatalogueChanged, ClockSuspect
from pos_app.usecases.pair_till import Paired, ServerUnreachable


class Background:
    """The print queue, the sync and the idle work of an open shop."""

    def __init__(self, parts: Parts, shop: ShopFile) -> None:
        settings, bulletin, clock = parts.settings, parts.bulletin, parts.clock
        documents = StoredDocuments(lambda: shop.queries, settings)
        self.spooler = Spooler(
            shop.print_jobs, documents, parts.printer, bulletin, clock, shop.readers.leave
        )
        self.idle = IdleThread(shop, clock, _watch(shop, parts))
        self.uplink: Uplink | None = None
        try:
            self.uplink = Uplink(shop, bulletin, clock)
        except KeyMissing as missing:
            bulletin.post(no_key(missing))

    def start(self) -> None:
        """Begin to print, to send and to tidy."""
        self.spooler.start()
        self.idle.start()
        if self.uplink is not None:
            self.uplink.worker.start()

    def stop(self) -> None:
        """End all threads, within deadlines."""
        if self.uplink is not None:
            self.uplink.worker.stop()
        self.spooler.stop()
        self.idle.stop()

    def enrol(self, server_url: str, code: str) -> Paired:
        """Pair with a server; a till without its key reaches none."""
        if self.uplink is None:
            raise ServerUnreachable(server=server_url)
        return self.uplink.enrol(server_url, code)

    def paired(self) -> Paired | None:
        """Tell what the till is called on its server; None when it has none."""
        return None if self.uplink is None else self.uplink.paired()

    def recorded(self) -> None:
        """A fact is in the journal; from any thread."""
        if self.uplink is not None:
            self.uplink.worker.recorded()


def _watch(shop: ShopFile, parts: Parts) -> Callable[[], None]:
    """Return what says, once each time, that the clock ran back or is right again, and
    that search has caught up with what was put on sale."""
    said_ms = 0
    was_indexed = True

    def look() -> None:
        nonlocal said_ms, was_indexed
        back_ms = clock_back_ms(parts.clock.now_ms(), shop.writer.tip.at_ms)
        if (back_ms > 0) != (said_ms > 0):
            parts.bulletin.post(ClockSuspect(back_ms))
        said_ms = back_ms
        is_indexed = shop.upkeep.is_indexed
        if is_indexed and not was_indexed:
            parts.bulletin.post(CatalogueChanged())
        was_indexed = is_indexed

    return look
