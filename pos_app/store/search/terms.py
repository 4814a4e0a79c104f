"""The terms under which a product is found, and the query that finds them.

Both sides cut text the same way. A word is a run of letters, digits and Chinese; inside it

* Chinese gives its bigrams and its last character, so that one character finds too,
* every syllable begins a term of pinyin and one of initials that run on to the end of the word,
  and a Latin word is such a syllable: ``AD钙奶`` is ``adgainai`` and ``adgn``,
* digits stand alone,

and a code gives ``#`` and its last characters, backwards.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pos_app.store.search.readings import readings

PINYIN_LETTERS = 10
INITIALS_LETTERS = 6
CODE_TAIL = 8
TEXT_LENGTH_MAX = 200
QUERY_LENGTH_MAX = 64
QUERY_TERMS_MAX = 12

# More combinations than these, of characters that are read in several ways, are not kept.
_COMBINATIONS_MAX = 8
_TAIL_MIN = 3
_NO_SYLLABLE_START = frozenset("iuv")

# The ways to read one syllable, and how each shows among the initials.
Syllable = tuple[Sequence[str], Sequence[str]]

_IDEOGRAPHS = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def terms_of(name: str, spec: str = "", codes: Iterable[str] = ()) -> str:
    """Return all terms of a product, each once, with a space between them."""
    found: dict[str, None] = {}
    for word in _words(f"{name} {spec}"[:TEXT_LENGTH_MAX]):
        syllables: list[Syllable] = []
        for kind, piece in _pieces(word):
            if kind == "digits":
                found[piece[:PINYIN_LETTERS]] = None
                _add_readings(found, syllables)
                syllables = []
            elif kind == "latin":
                short = (piece[:PINYIN_LETTERS],)
                syllables.append((short, short))
            else:
                found.update(dict.fromkeys(_bigrams(piece)))
                found[piece[-1]] = None
                syllables.extend(_syllable(one) for one in piece)
        _add_readings(found, syllables)
    found.update(dict.fromkeys(_tail(one) for code in codes for one in _whole_code(code)))
    return " ".join(found)


def match_expression(text: str) -> str | None:
    """Return the FTS5 query for what somebody typed, or None when there is nothing to look for.

    Nothing that was typed reaches FTS5 but letters and digits between quotes. All
    terms must be there; each but a bigram, which is whole already, may be the
    beginning of a longer one.
    """
    wanted: dict[str, None] = {}
    for word in _words(text[:QUERY_LENGTH_MAX]):
        parts: dict[str, None] = {}
        for kind, piece in _pieces(word):
            if kind == "chinese" and len(piece) > 1:
                parts.update(dict.fromkeys(f'"{pair}"' for pair in _bigrams(piece)))
            else:
                parts[_beginning(piece)] = None
        if _may_be_a_code(word):
            parts = {f'({" AND ".join(parts)} OR "{_tail(word)}"*)': None}
        wanted.update(parts)
    return " AND ".join(list(wanted)[:QUERY_TERMS_MAX]) or None


def fold(text: str) -> str:
    """Make spellings alike: width, case, accents and ligatures."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    return unicodedata.normalize("NFKC", plain).casefold().translate(_LIGATURES)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


@cache
def _piece() -> re.Pattern[str]:
    """Compiled at the first search: it takes as long as a scan, and no scan needs it."""
    return re.compile(
        rf"(?P<chinese>[{_IDEOGRAPHS}]+)|(?P<digits>[0-9]+)|(?P<latin>[^\W0-9_{_IDEOGRAPHS}]+)"
    )


def _words(text: str) -> list[str]:
    return _word().findall(fold(text))


def _pieces(word: str) -> Iterator[tuple[str, str]]:
    for match in _piece().finditer(word):
        yield str(match.lastgroup), match[0]


def _bigrams(chinese: str) -> list[str]:
    return [chinese[at : at + 2] for at in range(len(chinese) - 1)]


def _syllable(character: str) -> Syllable:
    """Return the ways to read a character, and the first letters of those; none if unknown."""
    ways = readings().get(character, ())
    return ways, tuple({way[0]: None for way in ways})


def _add_readings(found: dict[str, None], syllables: Sequence[Syllable]) -> None:
    """Add what runs on from each syllable, built from the last one backwards."""
    pinyin, initials = [""], [""]
    for ways, letters in reversed(syllables):
        if not ways:
            pinyin, initials = [""], [""]
            continue
        pinyin = _run_on(ways, pinyin, PINYIN_LETTERS)
        initials = _run_on(letters, initials, INITIALS_LETTERS)
        found.update(dict.fromkeys(pinyin))
        found.update(dict.fromkeys(initials))


def _run_on(ways: Sequence[str], rests: Sequence[str], length: int) -> list[str]:
    joined = dict.fromkeys((way + rest)[:length] for rest in rests for way in ways)
    return list(joined)[:_COMBINATIONS_MAX]


def _beginning(piece: str) -> str:
    """Ask for terms that begin so, and for what is kept of initials longer than those kept.

    No syllable begins with i, u or v, so that a piece with one of them is no initials.
    """
    begins = f'"{piece[:PINYIN_LETTERS]}"*'
    if len(piece) <= INITIALS_LETTERS or not _NO_SYLLABLE_START.isdisjoint(piece):
        return begins
    return f'({begins} OR "{piece[:INITIALS_LETTERS]}")'


def _may_be_a_code(word: str) -> bool:
    return len(word) >= _TAIL_MIN and word.isascii() and any(one.isdigit() for one in word)


def _whole_code(code: str) -> Iterator[str]:
    """Yield a code as one word, without the signs between; nothing if no more is left."""
    whole = "".join(_words(code))
    if whole:
        yield whole


def _tail(word: str) -> str:
    return "#" + word[: -CODE_TAIL - 1 : -1]
