"""Documents for the print queue: from a job's number to what stands on the paper."""

from collections.abc import Callable
from dataclasses import dataclass

from drivers.api.document import Document
from pos_app import words
from pos_app.printing import receipt as layout
from pos_app.settings import (
    RECEIPT_FOOTER,
    RECEIPT_LANGUAGE,
    SHOP_ADDRESS,
    SHOP_NAME,
    SHOP_PHONE,
    Settings,
)
from pos_app.usecases.ports import Queries


@dataclass(slots=True)
class StoredDocuments:
    """Lays out what the store holds, in the receipt's own language.

    ``open_queries`` is called once, on the thread that prints: each thread reads
    through its own connection.
    """

    open_queries: Callable[[], Queries]
    settings: Settings
    _queries: Queries | None = None

    def receipt(self, sale_id: str, copy: int) -> Document:
        """Lay out the receipt of a sale."""
        if self._queries is None:
            self._queries = self.open_queries()
        detail = self._queries.sale(sale_id)
        assert detail is not None, "a print job names a sale that is stored"
        language = words.in_language(self.settings.get(RECEIPT_LANGUAGE))
        return layout.receipt(detail, self._header(self._queries.is_demo()), copy, language)

    def drawer(self) -> Document:
        """Return the pulse that opens the drawer."""
        return layout.drawer()

    def _header(self, is_demo: bool) -> layout.ReceiptHeader:
        get = self.settings.get
        return layout.ReceiptHeader(
            shop_name=get(SHOP_NAME),
            address=get(SHOP_ADDRESS),
            phone=get(SHOP_PHONE),
            footer=get(RECEIPT_FOOTER),
            is_demo=is_demo,
        )
