"""What a measurement says: a figure, its floor, its budget, and whether it keeps within it."""

import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_HEADS = ("what", "value", "floor", "ratio", "budget", "ok")


class Result(NamedTuple):
    """One line of the table. ``ok`` is None where the design sets no budget."""

    name: str
    value: float
    unit: str
    floor: float | None
    ratio: float | None
    budget: str | None
    ok: bool | None


def against_floor(
    name: str, value: float, unit: str, floor: float, ratio_max: float | None
) -> Result:
    """Judge how many times the floor something takes; without a bound it is only shown."""
    ratio = value / floor
    budget = None if ratio_max is None else f"≤ {ratio_max:g} ×"
    ok = None if ratio_max is None else ratio <= ratio_max
    return Result(name, value, unit, floor, ratio, budget, ok)


def against_aim(name: str, value: float, unit: str, floor: float | None, aim: float) -> Result:
    """Judge a figure by itself; the floor stands beside it."""
    ratio = None if floor is None else value / floor
    return Result(name, value, unit, floor, ratio, f"≤ {aim:g} {unit}", value <= aim)


def p50(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def p99(values: Sequence[float]) -> float:
    """Return the value that one in a hundred exceeds."""
    return sorted(values)[min(len(values) - 1, len(values) * 99 // 100)]


def quietest(rounds: Sequence[Sequence[float]]) -> Sequence[float]:
    """Return the round in which the machine was least busy with something else."""
    return min(rounds, key=p99)


def table(results: Sequence[Result]) -> str:
    """Write results below one another, in columns."""
    rows = [_HEADS, *(_cells(each) for each in results)]
    wide = [max(len(row[at]) for row in rows) for at in range(len(_HEADS))]
    lines = []
    for row in rows:
        first, *rest = (
            cell.ljust(width) if at in (0, 4) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, wide, strict=True))
        )
        lines.append("  ".join((first, *rest)).rstrip())
    return "\n".join(lines)


def write(results: Sequence[Result], file: Path) -> None:
    """Write results as JSON: a list of objects."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([each._asdict() for each in results], ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def read(text: str) -> list[Result]:
    """Read what ``write`` wrote."""
    return [Result(**each) for each in json.loads(text)]


def _cells(each: Result) -> tuple[str, ...]:
    said = {True: "yes", False: "NO", None: "-"}[each.ok]
    return (
        each.name,
        f"{_figure(each.value)} {each.unit}",
        "-" if each.floor is None else f"{_figure(each.floor)} {each.unit}",
        "-" if each.ratio is None else f"{each.ratio:.2f} ×",
        each.budget or "-",
        said,
    )


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
