"""What the list of sales does. No Qt here."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.codes import normalise
from pos_app.domain.errors import AppError, mark
from pos_app.ui.presenters.ports import Asker, Notices
from pos_app.usecases.ports import Queries, SaleDetail, SaleRow
from pos_app.usecases.till import Session, Till

PAGE = 100
LIST_TOPIC = "sales.list"
DETAIL_TOPIC = "sales.detail"


class SalesView(Protocol):
    """What the list of sales can show."""

    def show_span(self, today: int) -> None:
        """Offer spans that end today; today itself is chosen, and nothing is searched for."""
        ...

    def show_search(self, code: str) -> None:
        """Put a scanned code into the search field, as if it had been typed."""
        ...

    def show_sales(self, rows: Sequence[SaleRow], *, has_more: bool) -> None:
        """Show the list from its beginning."""
        ...

    def add_sales(self, rows: Sequence[SaleRow], *, has_more: bool) -> None:
        """Show further rows below those that are there."""
        ...

    def show_detail(self, detail: SaleDetail | None) -> None:
        """Show one sale beside the list; None for nothing chosen."""
        ...

    def choose(self, sale_id: str) -> None:
        """Mark one row of the list; it is reported as chosen when it was not yet."""
        ...


class SalesPresenter:
    """Finds sales by day and by receipt number, and prints their receipts again."""

    def __init__(
        self, view: SalesView, till: Till, session: Session, asker: Asker, notices: Notices
    ) -> None:
        self._view = view
        self._till = till
        self._session = session
        self._asker = asker
        self._notices = notices
        self._text = ""
        self._first_day = self._last_day = 0
        self._last_seq: int | None = None
        self._chosen: str | None = None

    def shown(self) -> None:
        """Show today's sales; called when the screen comes up."""
        today = self._till.queries.business_day()
        self._text = ""
        self._chosen = None
        self._view.show_span(today)
        self.chose_days(today, today)

    def chose_days(self, first_day: int, last_day: int) -> None:
        """A span of business days was chosen."""
        self._first_day, self._last_day = first_day, last_day
        self._load(before_seq=None)

    def typed_search(self, text: str) -> None:
        """The search field changed: part of a receipt number."""
        self._text = normalise(text)
        self._load(before_seq=None)

    def scanned(self, code: str) -> None:
        """A receipt's barcode was scanned."""
        self._view.show_search(normalise(code))

    def wants_more(self) -> None:
        """The end of the list came into sight."""
        if self._last_seq is not None:
            self._load(before_seq=self._last_seq)

    def chose(self, sale_id: str) -> None:
        """A sale was chosen."""
        self._chosen = sale_id

        def read(queries: Queries) -> SaleDetail | None:
            return queries.sale(sale_id)

        self._asker.ask(DETAIL_TOPIC, read, self._view.show_detail)

    def wants_reprint(self) -> None:
        """The chosen sale's receipt shall be printed again."""
        if self._chosen is None:
            return
        try:
            self._till.reprint(self._chosen, self._session.authority)
        except AppError as error:
            self._notices.tell(error)
            return
        self._notices.note(mark("The receipt prints again, marked as a copy."))
        self.chose(self._chosen)

    def _load(self, before_seq: int | None) -> None:
        first_day, last_day, text = self._first_day, self._last_day, self._text

        def read(queries: Queries) -> Sequence[SaleRow]:
            return queries.sales(first_day, last_day, text, before_seq, PAGE)

        is_first = before_seq is None
        self._asker.ask(LIST_TOPIC, read, lambda rows: self._show(rows, is_first=is_first))

    def _show(self, rows: Sequence[SaleRow], *, is_first: bool) -> None:
        has_more = len(rows) == PAGE
        self._last_seq = rows[-1].seq if has_more else None
        if not is_first:
            self._view.add_sales(rows, has_more=has_more)
            return
        self._view.show_sales(rows, has_more=has_more)
        if len(rows) == 1:
            self._view.choose(rows[0].sale_id)
        elif self._chosen not in [each.sale_id for each in rows]:
            self._chosen = None
            self._view.show_detail(None)
