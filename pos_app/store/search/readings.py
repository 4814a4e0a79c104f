"""How Chinese characters are read, from the table that `installer.pinyin_table` makes."""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[3] / "resources" / "pinyin" / "readings.txt"


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Return the toneless pinyin of every known character, the usual reading first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        place, syllable, characters = line.split(" ")
        if place == "1":
            found.update(dict.fromkeys(characters, (syllable,)))
        else:
            found.update({one: (*found[one], syllable) for one in characters})
    return found
