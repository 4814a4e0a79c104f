"""The rows of a product file that were refused, written down for whoever mends the file."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from pos_app.domain.errors import mark
from pos_app.usecases.product_file import RefusedRow

TITLES = (mark("Line"), mark("Reason"), mark("Row"))
LINE_AND_REASON = mark("Line {line_number}: {reason}")

# A spreadsheet would run a cell that begins so as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@")


class Say(Protocol):
    """Whatever puts a message into somebody's language and fills its places."""

    def __call__(self, message: str, /, **values: object) -> str: ...


def line_and_reason(row: RefusedRow, say: Say) -> str:
    """Say in one sentence which line was refused and why."""
    return say(LINE_AND_REASON, line_number=row.line_number, reason=say(row.words, **row.values))


def write_report(refused: Iterable[RefusedRow], target: Path, say: Say) -> int:
    """Write a CSV that spreadsheets open in any language, and return how many rows it has.

    Raises OSError; a file that was there before is replaced.
    """
    count = 0
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([say(title) for title in TITLES])
        for row in refused:
            reason = say(row.words, **row.values)
            writer.writerow([row.line_number, _harmless(reason), _harmless(row.excerpt)])
            count += 1
    return count


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA_STARTS) else cell
