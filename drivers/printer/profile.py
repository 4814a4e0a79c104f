"""What a printer can do, read from ``resources/printers``: one small file for each sort."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

PROFILES = Path(__file__).parents[2] / "resources" / "printers"

COLUMN_DOTS = 12
LINE_DOTS = 24


class Charset(StrEnum):
    """Which Chinese characters the printer's own font has."""

    GB2312 = "gb2312"
    GBK = "gbk"
    GB18030 = "gb18030"


class Cutter(StrEnum):
    """NONE is a tear bar: the paper is fed past it."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Profile:
    """One sort of printer.

    ``drawer_pin`` is 2 or 5, or 0 where no drawer can be wired. ``bytes_per_s`` is a
    cautious estimate of how fast it works off its input; deadlines follow from it.
    """

    key: str
    name: str
    columns: int
    dots: int
    charset: Charset
    cutter: Cutter
    drawer_pin: int
    native_qr: bool
    raster_rows_max: int
    bytes_per_s: int

    def __post_init__(self) -> None:
        if self.columns * COLUMN_DOTS != self.dots or self.dots % 8:
            raise ValueError(f"{self.key}: {self.columns} columns are not {self.dots} dots")
        if self.drawer_pin not in (0, 2, 5):
            raise ValueError(f"{self.key}: no such drawer pin: {self.drawer_pin}")
        if self.raster_rows_max < LINE_DOTS or self.bytes_per_s < 1:
            raise ValueError(f"{self.key}: raster rows or speed out of range")


@cache
def profile(key: str) -> Profile:
    """Read one by its key; raises ValueError for a key that does not exist."""
    if key not in profile_keys():
        raise ValueError(f"no printer profile {key!r}")
    data = tomllib.loads((PROFILES / f"{key}.toml").read_text(encoding="utf-8"))
    charset, cutter = Charset(data.pop("charset")), Cutter(data.pop("cutter"))
    return Profile(key=key, charset=charset, cutter=cutter, **data)


@cache
def profile_keys() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in PROFILES.glob("*.toml")))
