"""Checkout: a cart and its payment become a sale."""

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain import tender
from pos_app.domain.cart import Cart, Line
from pos_app.domain.codes import make_receipt_code
from pos_app.domain.errors import TooLarge
from pos_app.domain.money import FEN_MAX, tax_within
from pos_app.domain.people import Authority, Permission
from pos_app.domain.sale import ReceiptNumber, Sale, settle
from pos_app.domain.tender import Tender
from pos_app.usecases.ports import NewId, SaleKept, Writer
from sync.protocol.facts.selling import RemovedLine, SaleCompleted, SaleLine, SaleTender


@dataclass(frozen=True, slots=True)
class Checkout:
    """Settle a cart and keep the sale.

    The fact, the ledger's rows, the receipt's number and its print job are written in
    one transaction that is on the disk when this returns: after a power cut there are
    all or none. Printing and sending happen later, from what was written; the
    customer waits for the disk and for nothing else.
    """

    writer: Writer
    new_id: NewId
    wants_receipt: Callable[[], bool]

    def cash(self, cart: Cart, received_fen: int, authority: Authority) -> SaleKept:
        """Take cash. Raises EmptyCart, Underpaid, TooLarge and NotPermitted; the cart
        is then untouched."""
        authority.require(Permission.SELL)
        if received_fen > FEN_MAX:
            raise TooLarge
        paid = tender.cash(self.new_id(), cart.total_fen, received_fen)
        return self._keep(settle(cart, (paid,)), authority)

    def _keep(self, sale: Sale, authority: Authority) -> SaleKept:
        with self.writer.urgent() as work:
            number = work.next_receipt_number()
            recorded = work.record(sale_fact(sale, number), authority)
            job = work.queue_receipt(sale.sale_id, 0) if self.wants_receipt() else None
            work.drop_draft(sale.sale_id)
        return SaleKept(sale, number, recorded, job)


def sale_fact(sale: Sale, number: ReceiptNumber) -> SaleCompleted:
    """Write a sale down in the words of the journal."""
    return SaleCompleted(
        sale_id=sale.sale_id,
        receipt_code=make_receipt_code(number.till, number.series, number.number),
        total_fen=sale.total_fen,
        rounding_fen=sale.rounding_fen,
        member_id=None,
        shift_id=None,
        note="",
        lines=tuple(_line(line) for line in sale.lines),
        removed_lines=tuple(removed_line(line) for line in sale.removed),
        tenders=tuple(_tender(each) for each in sale.tenders),
    )


def removed_line(line: Line) -> RemovedLine:
    """Write down a line that was not sold."""
    return RemovedLine(
        line_id=line.line_id,
        product_id=line.product_id,
        name=line.name,
        qty_milli=line.qty_milli,
        amount_fen=line.amount_fen,
    )


def _line(line: Line) -> SaleLine:
    return SaleLine(
        line_id=line.line_id,
        product_id=line.product_id,
        category_id=line.category_id,
        code=line.code,
        name=line.name,
        unit=line.unit,
        qty_milli=line.qty_milli,
        list_fen=line.list_fen,
        unit_fen=line.unit_fen,
        price_per_milli=line.price_per_milli,
        amount_fen=line.amount_fen,
        adjustments=(),
        tax_rate=line.tax_rate,
        tax_fen=tax_within(line.amount_fen, line.tax_rate),
        cost_fen=line.cost_amount_fen,
    )


def _tender(each: Tender) -> SaleTender:
    return SaleTender(
        tender_id=each.tender_id,
        kind=each.kind.value,
        state=each.state.value,
        amount_fen=each.amount_fen,
        received_fen=each.received_fen,
        change_fen=each.change_fen,
    )
