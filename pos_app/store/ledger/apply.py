"""apply(): the one way in which a fact changes the ledger.

The same for the till's own facts when they are recorded, and for a rebuild.
"""

from collections.abc import Callable
from typing import Any

from pos_app.store.engine import Database
from pos_app.store.frozen import journal as journal_sql
from pos_app.store.frozen import totals as totals_sql
from pos_app.store.ledger import catalogue, selling, shop
from pos_app.store.ledger.place import Place
from sync.protocol.facts.catalogue import CategoriesPut, ImportCommitted, ProductsPut
from sync.protocol.facts.record import Fact
from sync.protocol.facts.selling import CartVoided, ReceiptReprinted, SaleCompleted
from sync.protocol.facts.shop import SettingChanged, ShopOpened, StaffPut
from sync.protocol.totals import day_contributions

_HANDLERS: dict[type[Fact], Callable[[Database, Place, Any], None]] = {
    ShopOpened: shop.shop_opened,
    SettingChanged: shop.setting_changed,
    StaffPut: shop.staff_put,
    CategoriesPut: catalogue.categories_put,
    ProductsPut: catalogue.products_put,
    ImportCommitted: catalogue.import_committed,
    SaleCompleted: selling.sale_completed,
    CartVoided: selling.cart_voided,
    ReceiptReprinted: selling.receipt_reprinted,
}


def apply(database: Database, place: Place, fact: Fact | None) -> None:
    """Write the rows that follow from a fact; one that was applied before changes nothing.

    Facts of a kind that this program does not know leave no rows.
    """
    applied = database.execute(
        journal_sql.APPLIED, {"stream_no": place.stream_no, "seq": place.seq}
    )
    if applied.rowcount == 0:
        return
    handler = _HANDLERS.get(type(fact)) if fact is not None else None
    if handler is not None:
        handler(database, place, fact)
    _add_to_totals(database, place, fact)


def month_of(business_day: int) -> int:
    """Return the number under which the totals of a day's whole month stand."""
    return business_day // 100 * 100


def _add_to_totals(database: Database, place: Place, fact: Fact | None) -> None:
    added = day_contributions(place.head, fact)
    if added:
        days = (place.head.business_day, month_of(place.head.business_day))
        database.executemany(
            totals_sql.ADD_TOTAL,
            [
                (place.stream_no, day, each.dimension, each.key, *each.sums)
                for day in days
                for each in added
            ],
        )
