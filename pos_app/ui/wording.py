"""Wording: what a message's places are filled with, written as people in the shop read it."""

from collections.abc import Mapping
from typing import Any

from pos_app import words
from pos_app.domain.errors import AppError
from pos_app.settings import BadSetting

# Places that hold a message of the till themselves, such as the name of a field.
_MESSAGES = frozenset({"field", "hint"})


class _Later:
    """A message that is looked up when it is written, in the language of that moment."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __str__(self) -> str:
        return words.text(self._message)


def written(values: Mapping[str, object]) -> dict[str, Any]:
    """Write numbers by the unit in their name: ``_fen`` as yuan, ``_milli`` as a quantity."""
    return {name: _written(name, value) for name, value in values.items()}


def error_values(error: AppError) -> dict[str, Any]:
    """Return what an error's message is filled with, for whatever shows a message."""
    values = written(error.values)
    if isinstance(error, BadSetting):
        values["name"] = _Later(str(values["name"]))
    return values


def error_text(error: AppError) -> str:
    """Return an error's message in the cashier's language."""
    return words.text(error.words, **error_values(error))


def _written(name: str, value: object) -> object:
    if isinstance(value, int) and name.endswith("_fen"):
        return words.money(value)
    if isinstance(value, int) and name.endswith("_milli"):
        return words.quantity(value)
    if name in _MESSAGES:
        return _Later(str(value))
    return value
