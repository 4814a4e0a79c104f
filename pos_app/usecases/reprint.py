"""Printing a receipt again, marked as such and counted."""

from dataclasses import dataclass

from pos_app.domain.errors import NothingToReprint
from pos_app.domain.people import Authority, Permission
from pos_app.usecases.ports import Queries, Writer
from sync.protocol.facts.selling import ReceiptReprinted


@dataclass(frozen=True, slots=True)
class Reprint:
    """Queue a copy of a receipt; the copies of each sale are numbered from 1."""

    queries: Queries
    writer: Writer

    def last(self, authority: Authority) -> int:
        """Print the newest receipt again and return the print job.

        Raises NothingToReprint and NotPermitted.
        """
        sale_id = self.queries.last_sale_id()
        if sale_id is None:
            raise NothingToReprint
        return self(sale_id, authority)

    def __call__(self, sale_id: str, authority: Authority) -> int:
        """Print one sale's receipt again and return the print job. Raises NotPermitted."""
        authority.require(Permission.REPRINT)
        with self.writer.urgent() as work:
            copy = work.reprint_count(sale_id) + 1
            work.record(ReceiptReprinted(sale_id=sale_id, copy=copy), authority)
            return work.queue_receipt(sale_id, copy)
