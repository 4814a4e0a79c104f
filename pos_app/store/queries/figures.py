"""Adding up the day totals of a span of business days."""

import json
from collections.abc import Callable

from pos_app.store.frozen import catalogue as catalogue_sql
from pos_app.store.frozen import totals as sql
from pos_app.store.ids import stored
from pos_app.store.queries.catalogue import product_of
from pos_app.store.readers import Readers
from pos_app.usecases.ports import DayFigures, KeySums
from sync.protocol import totals
from sync.protocol.totals import Sums

BEST_PRODUCTS_MAX = 20
DAYS_A_MONTH = 31
MONTHS_A_YEAR = 12


class FigureQueries:
    """The figures of the day page, summed over all tills that this one knows of."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def figures(self, first_day: int, last_day: int) -> DayFigures:
        """Add up the day totals of a span."""
        days = json.dumps(rows_of_span(first_day, last_day))

        def by(dimension: str, label: Callable[[str], str] = str) -> tuple[KeySums, ...]:
            values = {"days": days, "dimension": dimension}
            rows = self._readers.read(sql.FIGURES, values)
            return tuple(KeySums(key, label(key), Sums(*sums)) for key, *sums in rows)

        values = {"days": days, "dimension": totals.PRODUCT, "limit": BEST_PRODUCTS_MAX}
        best = self._readers.read(sql.BEST, values)
        whole = by(totals.ALL)
        categories = self._category_names()
        return DayFigures(
            first_day=first_day,
            last_day=last_day,
            whole=whole[0].sums if whole else Sums(),
            by_hour=by(totals.HOUR),
            by_category=by(totals.CATEGORY, lambda key: categories.get(key, "")),
            by_tender=by(totals.TENDER),
            by_tender_pending=by(totals.TENDER_PENDING),
            best_products=tuple(KeySums(key, self._title(key), Sums(*sums)) for key, *sums in best),
        )

    def _category_names(self) -> dict[str, str]:
        rows = self._readers.read(catalogue_sql.CATEGORIES)
        return {key.hex(): name for key, name, _position, _rev in rows}

    def _title(self, key: str) -> str:
        row = self._readers.first(catalogue_sql.PRODUCT_BY_ID, {"id": stored(key)})
        return "" if row is None else product_of(row).title


def rows_of_span(first_day: int, last_day: int) -> list[int]:
    """Return the rows that make up a span: whole months under their day 00, then days.

    Days that no month has do no harm: nothing stands under them.
    """
    rows: list[int] = []
    month, last_month = first_day // 100, last_day // 100
    while month <= last_month:
        first = first_day % 100 if month == first_day // 100 else 1
        last = last_day % 100 if month == last_month else DAYS_A_MONTH
        if first <= 1 and last >= DAYS_A_MONTH:
            rows.append(month * 100)
        else:
            rows.extend(month * 100 + day for day in range(first, last + 1))
        month += 1 if month % 100 < MONTHS_A_YEAR else 100 - MONTHS_A_YEAR + 1
    return rows
