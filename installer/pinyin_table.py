"""Makes the table of pinyin readings that product search loads: `python -m installer.pinyin_table`.

The table is kept in the repository, so that neither building nor running the till needs
pypinyin, whose import takes 0.4 s.
"""

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).resolve().parents[1] / "resources" / "pinyin" / "readings.txt"

_CHARACTERS = (0x3007, *range(0x4E00, 0xA000))
_READINGS_MAX = 3
# A reading that fewer of a character's words use would only add noise to the search.
_SHARE_MIN_PERCENT = 4

_HEAD = """\
# Pinyin of Chinese characters without tones: the usual reading (1) and further ones (2, 3).
# Made by installer/pinyin_table.py from pypinyin (https://github.com/mozillazg/python-pinyin),
# Copyright (c) 2016 mozillazg, 闲耘 <hotoo.cn@gmail.com>, MIT License: see LICENSE-pypinyin.txt.
"""


def plain(syllable: str) -> str:
    """Take the tone off a syllable and write ü as it is typed: ``lǜ`` is ``lv``."""
    decomposed = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in decomposed if letter.isascii())


def readings_in_use() -> dict[str, Counter[str]]:
    """Count, character by character, the readings it has in pypinyin's list of words."""
    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in phrases_dict.items():
        if len(phrase) == len(syllables):
            for character, syllable in zip(phrase, syllables, strict=True):
                uses[character][plain(syllable[0])] += 1
    return uses


def readings_of(usual: list[str], uses: Counter[str]) -> list[str]:
    """Order a character's readings by use and leave out the rare ones."""
    enough = uses.total() * _SHARE_MIN_PERCENT
    common = [reading for reading, count in uses.most_common() if count * 100 >= enough]
    known = [reading for reading in common if reading in usual]
    return (known or usual[:1])[:_READINGS_MAX]


def table() -> str:
    """Return the whole table: a line per place and syllable, with the characters read so."""
    uses = readings_in_use()
    lines: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for number in _CHARACTERS:
        entry = pinyin_dict.get(number)
        if entry is None:
            continue
        usual = list(dict.fromkeys(plain(syllable) for syllable in entry.split(",")))
        character = chr(number)
        for place, reading in enumerate(readings_of(usual, uses[character]), start=1):
            lines[place, reading].append(character)
    return _HEAD + "".join(
        f"{place} {reading} {''.join(characters)}\n"
        for (place, reading), characters in sorted(lines.items())
    )


def main() -> None:
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(table(), encoding="utf-8", newline="\n")
    print(TARGET.relative_to(TARGET.parents[2]))


if __name__ == "__main__":
    main()
