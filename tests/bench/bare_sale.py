"""The floor of a sale: the same rows by the bare driver, JSON and SHA-256 included.

It knows the tables and nothing else: no cart, no rules, no fact, no number to draw.
"""

import hashlib
import json
import time
from typing import Any

from pos_app.domain.cart import Cart, Line
from pos_app.store.engine import Database

_ADD_TOTAL = (
    'INSERT INTO day_total (stream_no, business_day, dimension, "key", sale_count, qty_milli, '
    "amount_fen, cost_fen, costed_fen) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
    "SET sale_count = sale_count + excluded.sale_count, qty_milli = qty_milli + "
    "excluded.qty_milli, amount_fen = amount_fen + excluded.amount_fen, cost_fen = cost_fen + "
    "excluded.cost_fen, costed_fen = costed_fen + excluded.costed_fen"
)
_ADD_LINE = "INSERT INTO sale_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)"
_ADD_SALE = "INSERT INTO sale VALUES (?, 1, ?, ?, ?, 480, ?, ?, NULL, NULL, ?, ?, 0, '')"
_ADD_MOVE = "INSERT INTO stock_move VALUES (?, 1, ?, ?, ?, 'sale')"
_ADD_TENDER = "INSERT INTO tender VALUES (?, ?, 'cash', 'paid', ?, ?, ?)"
_ADD_DRAWER = "INSERT INTO drawer_event VALUES (1, ?, 'sale', ?, ?)"
_ADD_JOB = (
    "INSERT INTO print_job (kind, sale_id, copy, state, queued_at_ms, changed_at_ms) "
    "VALUES ('receipt', ?, 0, 'queued', ?, ?)"
)


class BareTill:
    """Writes sales into a shop's file."""

    def __init__(self, database: Database, business_day: int, actor: str) -> None:
        self._database = database
        self._day = business_day
        self._actor = actor
        self._stream_id = database.execute("SELECT stream_id FROM stream").fetchone()[0]
        row = database.execute("SELECT seq, hash FROM journal ORDER BY seq DESC").fetchone()
        self._seq, self._hash = row
        database.execute("PRAGMA synchronous = FULL")

    def sell(self, cart: Cart, received_fen: int, fact_id: str, tender_id: str) -> None:
        """Write one sale for cash; durable when it returns."""
        run, many = self._database.execute, self._database.executemany
        now_ms = time.time_ns() // 1_000_000
        sale_id = bytes.fromhex(cart.cart_id)
        total_fen = sum(line.amount_fen for line in cart.lines)
        change_fen = received_fen - total_fen
        self._seq += 1
        run("BEGIN IMMEDIATE")
        run("UPDATE receipt_counter SET last_number = last_number + 1 RETURNING last_number")
        code = f"99001001{self._seq:07}0"
        tender = {
            "tender_id": tender_id, "kind": "cash", "state": "paid", "amount_fen": total_fen,
            "received_fen": received_fen, "change_fen": change_fen,
        }  # fmt: skip
        self._journal(cart, code, total_fen, tender, fact_id, now_ms)
        run("UPDATE stream SET applied_seq = ? WHERE stream_no = 1", (self._seq,))
        count = len(cart.lines)
        run(
            _ADD_SALE,
            (sale_id, self._seq, code, now_ms, self._day, bytes.fromhex(self._actor), count,
             total_fen),
        )  # fmt: skip
        many(_ADD_LINE, [_line_row(sale_id, n, each) for n, each in enumerate(cart.lines, 1)])
        many(
            _ADD_MOVE,
            [
                (bytes.fromhex(each.product_id), self._seq, n, -each.qty_milli)
                for n, each in enumerate(cart.lines, 1)
            ],
        )
        run(_ADD_TENDER, (sale_id, bytes.fromhex(tender_id), total_fen, received_fen, change_fen))
        run(_ADD_DRAWER, (self._seq, self._day, total_fen))
        many(_ADD_TOTAL, self._totals(cart, total_fen, now_ms))
        run(_ADD_JOB, (sale_id, now_ms, now_ms))
        run("DELETE FROM draft WHERE cart_id = ?", (sale_id,))
        run("COMMIT")

    def _journal(
        self, cart: Cart, code: str, total_fen: int, tender: dict[str, Any], fact_id: str,
        now_ms: int,
    ) -> None:  # fmt: skip
        head = _json({
            "id": fact_id, "kind": "sale.completed.v1", "at_ms": now_ms, "utc_offset_min": 480,
            "business_day": self._day, "actor": self._actor, "approver": None, "shift": None,
            "clock_back_ms": 0,
        })  # fmt: skip
        body = _json({
            "sale_id": cart.cart_id, "receipt_code": code, "total_fen": total_fen,
            "rounding_fen": 0, "member_id": None, "shift_id": None, "note": "",
            "lines": [_line_json(each) for each in cart.lines], "removed_lines": [],
            "tenders": [tender],
        })  # fmt: skip
        digest = hashlib.sha256
        linked = b"TJ1\0" + self._stream_id + self._seq.to_bytes(8, "big") + self._hash
        self._hash = digest(linked + digest(head).digest() + digest(body).digest()).digest()
        self._database.execute(
            "INSERT INTO journal VALUES (?, ?, 'sale.completed.v1', ?, ?, ?)",
            (self._seq, bytes.fromhex(fact_id), head, body, self._hash),
        )

    def _totals(self, cart: Cart, total_fen: int, now_ms: int) -> list[tuple[object, ...]]:
        """The rows of one sale, each of whose lines is another product."""
        lines = [
            (each.category_id, each.product_id, each.qty_milli, each.amount_fen, _cost(each))
            for each in cart.lines
        ]
        qty, cost = sum(each[2] for each in lines), sum(each[4] for each in lines)
        hour = f"{(now_ms + 480 * 60_000) // 3_600_000 % 24:02}"
        whole = (1, qty, total_fen, cost, total_fen)
        added: list[tuple[object, ...]] = [("all", "", *whole), ("hour", hour, *whole)]
        shelves: dict[str, list[int]] = {}
        for category, product, line_qty, fen, line_cost in lines:
            added.append(("product", product, 1, line_qty, fen, line_cost, fen))
            shelf = shelves.setdefault(category or "", [1, 0, 0, 0, 0])
            for at, figure in enumerate((line_qty, fen, line_cost, fen), 1):
                shelf[at] += figure
        added.extend(("category", key, *sums) for key, sums in shelves.items())
        added.append(("tender", "cash", 1, 0, total_fen, 0, 0))
        return [(day, *each) for day in (self._day, self._day // 100 * 100) for each in added]


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _cost(line: Line) -> int:
    return line.cost_amount_fen or 0


def _tax(line: Line) -> int:
    return line.amount_fen * line.tax_rate // (10_000 + line.tax_rate)


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "line_id": line.line_id, "product_id": line.product_id, "category_id": line.category_id,
        "code": line.code, "name": line.name, "unit": line.unit, "qty_milli": line.qty_milli,
        "list_fen": line.list_fen, "unit_fen": line.unit_fen,
        "price_per_milli": line.price_per_milli, "amount_fen": line.amount_fen, "adjustments": [],
        "tax_rate": line.tax_rate, "tax_fen": _tax(line), "cost_fen": _cost(line),
    }  # fmt: skip


def _line_row(sale_id: bytes, position: int, line: Line) -> tuple[object, ...]:
    return (
        sale_id, position, bytes.fromhex(line.line_id), bytes.fromhex(line.product_id),
        bytes.fromhex(line.category_id or ""), line.code, line.name, line.unit, line.qty_milli,
        line.list_fen, line.unit_fen, line.price_per_milli, line.amount_fen, line.tax_rate,
        _tax(line), _cost(line),
    )  # fmt: skip
