"""What works behind the screens, and the pages that the first screen could do without."""

from typing import TYPE_CHECKING

from pos_app.bootstrap.pages import add_pages
from pos_app.bootstrap.uplink import Uplink, no_key
from pos_app.hardware.spooler import Spooler
from pos_app.printing.documents import StoredDocuments
from pos_app.store.idle import IdleThread
from pos_app.store.keys import KeyMissing
from pos_app.store.shop_file import ShopFile

if TYPE_CHECKING:
    from pos_app.bootstrap.counter import Counter
    from pos_app.bootstrap.program import Program


class Background:
    """The print queue, the sync and the idle work of an open shop."""

    def __init__(self, program: "Program", shop: ShopFile, counter: "Counter") -> None:
        settings, bulletin, clock = program.settings, program.bulletin, program.clock
        documents = StoredDocuments(lambda: shop.queries, settings)
        self.spooler = Spooler(shop.print_jobs, documents, program.printer, bulletin, clock)
        self.idle = IdleThread(shop, clock, program.look_at_clock())
        self.uplink: Uplink | None = None
        try:
            self.uplink = Uplink(shop, bulletin, clock)
        except KeyMissing as missing:
            bulletin.post(no_key(missing))
        add_pages(program, counter, self)

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

    def recorded(self) -> None:
        """A fact is in the journal; from any thread."""
        if self.uplink is not None:
            self.uplink.worker.recorded()
