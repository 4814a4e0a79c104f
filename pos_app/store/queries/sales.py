"""Reading sales: the list, one in full, and the till's newest."""

from collections.abc import Sequence
from typing import Any

from pos_app.store.frozen import printing as printing_sql
from pos_app.store.frozen import selling as sql
from pos_app.store.ids import stored
from pos_app.store.queries.people import name_on
from pos_app.store.readers import Readers
from pos_app.usecases.ports import LineRow, SaleDetail, SaleRow, TenderRow

RECEIPT_CODE_DIGITS = 16
_BEYOND_ALL = 2**63 - 1


class SaleQueries:
    """The sales that this till made."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def sales(
        self, first_day: int, last_day: int, text: str, before_seq: int | None, limit: int
    ) -> Sequence[SaleRow]:
        """Return sales, newest first; ``text`` matches the receipt number or its tail.

        A whole receipt code is looked for on all days.
        """
        digits = "".join(sign for sign in text if sign in "0123456789")
        if text.strip() and not digits:
            return []
        values = {
            "first_day": first_day,
            "last_day": last_day,
            "before_seq": _BEYOND_ALL if before_seq is None else before_seq,
            "limit": limit,
        }
        statement = sql.SALES
        if len(digits) == RECEIPT_CODE_DIGITS:
            statement = sql.SALES_BY_RECEIPT
            values.update(first_day=0, last_day=_BEYOND_ALL)
        elif digits:
            statement = sql.SALES_BY_TAIL
        found = {**values, "tail": digits, "receipt_code": digits}
        return [_sale(row) for row in self._readers.read(statement, found)]

    def sale(self, sale_id: str) -> SaleDetail | None:
        """Return one sale."""
        read = self._readers.read
        row = self._readers.first(sql.SALE, {"id": stored(sale_id)})
        if row is None:
            return None
        values = {"sale_id": stored(sale_id)}
        job = self._readers.first(printing_sql.PRINT_STATE, values)
        return SaleDetail(
            row=_sale(row[:-1]),
            lines=tuple(LineRow(*line) for line in read(sql.LINES, values)),
            tenders=tuple(TenderRow(*each) for each in read(sql.TENDERS, values)),
            rounding_fen=row[-1],
            print_state="" if job is None else job[0],
            reprint_count=read(sql.REPRINT_COUNT, values)[0][0],
        )

    def last_sale_id(self) -> str | None:
        """Return the newest sale of this till."""
        row = self._readers.first(sql.LAST_SALE)
        return None if row is None else row[0].hex()


def _sale(row: Any) -> SaleRow:
    sale_id, seq, code, at_ms, offset_min, day, card, line_count, total_fen, kinds = row
    return SaleRow(
        sale_id.hex(), seq, code, at_ms, offset_min, day, name_on(card), line_count, total_fen,
        tuple(kinds.split(",")) if kinds else (),
    )  # fmt: skip
