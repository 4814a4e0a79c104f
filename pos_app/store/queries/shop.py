"""All that screens read, in one object."""

from pos_app.domain.business_day import business_day
from pos_app.store.frozen import journal as journal_sql
from pos_app.store.frozen import keeping as keeping_sql
from pos_app.store.queries.catalogue import CatalogueQueries
from pos_app.store.queries.figures import FigureQueries
from pos_app.store.queries.people import PeopleQueries
from pos_app.store.queries.sales import SaleQueries
from pos_app.store.readers import Readers
from pos_app.store.writer import ShopWriter
from pos_app.usecases.ports import Clock, UnsentFacts
from sync.protocol.facts.kinds import decode_head


class ShopQueries(CatalogueQueries, SaleQueries, FigureQueries, PeopleQueries):
    """Every query of the till. Each call reads on the calling thread's connection."""

    def __init__(self, readers: Readers, writer: ShopWriter, clock: Clock) -> None:
        super().__init__(readers)
        self._writer = writer
        self._clock = clock

    def business_day(self) -> int:
        """Return today's business day, never below the last one recorded."""
        return business_day(
            self._clock.now_ms(),
            self._clock.utc_offset_min(),
            self._writer.day_start_min,
            self._writer.tip.business_day,
        )

    def unsent(self) -> UnsentFacts:
        """Say what the server does not have yet."""
        [(acked_seq,)] = self._readers.read(keeping_sql.ACKED_SEQ)
        oldest = self._readers.first(journal_sql.HEAD_AT, {"seq": acked_seq + 1})
        if oldest is None:
            return UnsentFacts(0, None)
        return UnsentFacts(max(self._writer.tip.seq - acked_seq, 1), decode_head(oldest[0]).at_ms)
