"""The status page's figures in the words of the page: yuan, days, how long ago."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sync.protocol.totals import ALL, ROUNDING, TENDER, TENDER_PENDING, Sums
from sync.server.store.overview import DayRow, TillRow
from sync.server.store.places import Shop

Say = Callable[[str], str]
PENDING = "pending"


class TillCard(NamedTuple):
    """A till's line."""

    number: int
    state: str
    is_demo: bool
    head_seq: int
    head_hash: str
    contact_at: str
    contact_ago: str
    waiting: int
    exceptions: int
    parked: int


class DayCard(NamedTuple):
    """A day's line; ``tenders`` in the order of the shop's."""

    label: str
    sale_count: int
    takings: str
    average: str
    tenders: list[str]
    rounding: str


class ShopCard(NamedTuple):
    """A shop with its tills and days."""

    merchant: str
    name: str
    tills: list[TillCard]
    tenders: list[str]
    days: list[DayCard]


def shop_card(
    shop: Shop, tills: Sequence[TillRow], days: Sequence[DayRow], now_ms: int, say: Say
) -> ShopCard:
    """Put a shop's card together."""
    tenders = sorted({row.key for row in days if row.dimension == TENDER})
    if any(row.dimension == TENDER_PENDING for row in days):
        tenders.append(PENDING)
    by_day: dict[int, list[DayRow]] = {}
    for row in days:
        by_day.setdefault(row.business_day, []).append(row)
    return ShopCard(
        merchant=shop.merchant,
        name=shop.name,
        tills=[_till_card(till, now_ms, say) for till in tills],
        tenders=tenders,
        days=[_day_card(day, rows, tenders) for day, rows in by_day.items()],
    )


def _till_card(till: TillRow, now_ms: int, say: Say) -> TillCard:
    contact = datetime.fromtimestamp(till.contact_ms / 1_000).astimezone()
    return TillCard(
        number=till.till,
        state=till.state,
        is_demo=till.is_demo,
        head_seq=till.head_seq,
        head_hash=till.head_hash.hex(),
        contact_at=contact.isoformat(sep=" ", timespec="seconds"),
        contact_ago=ago(now_ms - till.contact_ms, say),
        waiting=till.head_seq - till.projected_seq if till.state == "active" else 0,
        exceptions=till.exception_count,
        parked=till.parked_count,
    )


def _day_card(day: int, rows: Sequence[DayRow], tenders: Sequence[str]) -> DayCard:
    figures = {(row.dimension, row.key): row.sums for row in rows}
    whole = figures.get((ALL, ""), Sums())
    pending_fen = sum(row.sums.amount_fen for row in rows if row.dimension == TENDER_PENDING)
    by_tender = [
        pending_fen if tender == PENDING else figures.get((TENDER, tender), Sums()).amount_fen
        for tender in tenders
    ]
    text = str(day)
    return DayCard(
        label=f"{text[:-4]}-{text[-4:-2]}-{text[-2:]}",
        sale_count=whole.sale_count,
        takings=yuan(whole.amount_fen),
        average=yuan(average_fen(whole)),
        tenders=[yuan(fen) for fen in by_tender],
        rounding=yuan(figures.get((ROUNDING, ""), Sums()).amount_fen),
    )


def average_fen(sums: Sums) -> int:
    """Takings per sale, half a fen rounded up; 0 without sales."""
    return (
        (2 * sums.amount_fen + sums.sale_count) // (2 * sums.sale_count) if sums.sale_count else 0
    )


def yuan(fen: int) -> str:
    """Write fen as yuan."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{whole:,}.{rest:02}"


def ago(ms: int, say: Say) -> str:
    """Say how long ago something was, roughly."""
    minutes = ms // 60_000
    if minutes < 1:
        return say("moments ago")
    if minutes < 60:
        return say("{n} min ago").format(n=minutes)
    if minutes < 48 * 60:
        return say("{n} h ago").format(n=minutes // 60)
    return say("{n} days ago").format(n=minutes // (24 * 60))
