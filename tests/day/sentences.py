"""Sentences: how a step reads in a feature file, and what can be filled in.

Between 「 and 」 stands any text as it is on the screen; elsewhere a place is a whole
number, or yuan with two decimals where its name ends in ``yuan`` (the step gets fen).
A sentence fits under any keyword: 假如, 当, 那么 and what continues them.
"""

import re
from collections.abc import Callable
from typing import Any

from pytest_bdd import step
from pytest_bdd.parsers import StepParser

_PLACE = re.compile(r"「\{(?P<text>\w+)\}」|\{(?P<number>\w+)\}")

ALL: list["Sentence"] = []


class Sentence(StepParser):
    """One sentence of the vocabulary."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._fits = re.compile(_pattern(name))

    def is_matching(self, name: str) -> bool:
        return self._fits.fullmatch(name) is not None

    def parse_arguments(self, name: str) -> dict[str, Any]:
        found = self._fits.fullmatch(name)
        assert found is not None, "only a sentence that fits is read"
        return {place: _value(place, text) for place, text in found.groupdict().items()}


def says(sentence: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function the step that reads like this."""
    made = Sentence(sentence)
    ALL.append(made)
    return step(made)


def fen(yuan: str) -> int:
    """Read yuan with two decimals."""
    whole, _, rest = yuan.replace(",", "").partition(".")
    return int(whole + rest)


def _pattern(name: str) -> str:
    parts, at = [], 0
    for found in _PLACE.finditer(name):
        parts.append(re.escape(name[at : found.start()]))
        at = found.end()
        if found["text"]:
            parts.append(f"「(?P<{found['text']}>[^「」]*)」")
        elif found["number"].endswith("yuan"):
            parts.append(rf"(?P<{found['number']}>[0-9,]+\.[0-9][0-9])")
        else:
            parts.append(f"(?P<{found['number']}>[0-9]+)")
    return "".join([*parts, re.escape(name[at:])])


def _value(place: str, text: str) -> str | int:
    if place.endswith("yuan"):
        return fen(text)
    return int(text) if place.startswith("n_") else text
