"""The day page: a day, a month and a year, beside the same sums by plain SQL."""

from datetime import date, timedelta
from pathlib import Path

from pos_app.store.engine import Database
from pos_app.ui.presenters.day import WEEK_DAYS, day_page, shifted
from pos_app.usecases.ports import Queries
from tests.bench import shops, sold
from tests.bench.results import Result, against_aim, p50
from tests.bench.sizes import Size
from tests.bench.stopwatch import took_ms

AIMS_MS = {"a day": 10, "a month": 100, "a year": 300}
DIMENSIONS = ("all", "hour", "category", "tender", "tender_pending")

_SUMS = (
    'SELECT "key", sum(sale_count), sum(qty_milli), sum(amount_fen), sum(cost_fen), '
    "sum(costed_fen) FROM day_total WHERE stream_no = 1 AND business_day IN ({days}) "
    'AND dimension = ? GROUP BY "key"'
)
_BEST = _SUMS + " ORDER BY 4 DESC LIMIT 20"


def day_figures(work: Path, shop: Path, size: Size) -> list[Result]:
    """Read what the page reads: a span, and the same days a week before."""
    open_shop = shops.opened(shop)
    last = sold.last_day()
    spans = {
        "a day": (last, last),
        "a month": (last // 100 * 100 + 1, last),
        "a year": (last // 10_000 * 10_000 + 101, last),
    }
    results = []
    for words, span in spans.items():
        read = [took_ms(_page, open_shop.queries, *span) for _ in range(size.pages)]
        database = open_shop.readers.here()
        floor = [took_ms(_plain, database, *span) for _ in range(size.pages)]
        name = f"day page, {words} of {size.sales:,} sales, p50"
        results.append(against_aim(name, p50(read), "ms", p50(floor), AIMS_MS[words]))
    open_shop.close()
    return results


def _page(queries: Queries, first_day: int, last_day: int) -> None:
    before = queries.figures(shifted(first_day, -WEEK_DAYS), shifted(last_day, -WEEK_DAYS))
    page = day_page(queries.figures(first_day, last_day), before)
    assert page.figures.whole.sale_count > 0


def _plain(database: Database, first_day: int, last_day: int) -> None:
    for first, last in (
        (shifted(first_day, -WEEK_DAYS), shifted(last_day, -WEEK_DAYS)),
        (first_day, last_day),
    ):
        days = ", ".join(_rows(first, last))
        for dimension in DIMENSIONS:
            database.execute(_SUMS.format(days=days), (dimension,)).fetchall()
        database.execute(_BEST.format(days=days), ("product",)).fetchall()


def _rows(first_day: int, last_day: int) -> list[str]:
    """Whole months by their own row, other days one by one."""
    day, end = (
        date(each // 10_000, each // 100 % 100, each % 100) for each in (first_day, last_day)
    )
    rows = []
    while day <= end:
        next_month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        if day.day == 1 and next_month - timedelta(days=1) <= end:
            rows.append(f"{day:%Y%m}00")
            day = next_month
        else:
            rows.append(f"{day:%Y%m%d}")
            day += timedelta(days=1)
    return rows
