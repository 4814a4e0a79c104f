"""How a fact becomes bytes and bytes a fact: JSON objects of text, integers, booleans and null.

The bytes that were written once are kept, hashed and sent as they are; nobody
writes them again. Reading is lenient: fields of a newer program are kept under
``unknown``, fields that an older one did not write take their default.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints

FLOATS_REFUSED = "numbers in a fact are integers"

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1

# What reflection finds out about each class, once. (functools.cache would do, but
# the type checker takes a dataclass without a hash for an argument without one.)
_names_of: dict[type, tuple[str, ...]] = {}
_readers_of: dict[type, dict[str, Callable[[Any], Any]]] = {}


class BadFact(ValueError):
    """Bytes that cannot be read as the fact that they claim to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Part of a fact: named fields, and what a newer program wrote beside them."""

    unknown: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values in the order of declaration, unknown fields last."""
        out = {name: _plain(getattr(self, name)) for name in _names(type(self))}
        out.update(self.unknown)
        return out

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read a JSON object. Raises BadFact when a field is missing or of another type."""
        if not isinstance(value, dict):
            raise BadFact(f"{cls.__name__}: not an object")
        known = _readers(cls)
        try:
            read = {name: known[name](value[name]) for name in known if name in value}
            unknown = {name: value[name] for name in value if name not in known}
            return cls(**read, unknown=unknown)
        except (TypeError, KeyError) as error:
            raise BadFact(f"{cls.__name__}: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """Something that happened. ``kind`` is its name and version, for ever."""

    kind: ClassVar[str]

    def to_bytes(self) -> bytes:
        """Return the body to store."""
        return dump(self.to_json())


def dump(value: Mapping[str, Any]) -> bytes:
    """Write JSON as it stands in the journal: UTF-8, no spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def parse(data: bytes) -> object:
    """Read JSON of untrusted origin. Raises BadFact; floats are refused.

    Half a surrogate pair is refused too: it is no text, and could not be stored.
    """
    try:
        value = json.loads(data.decode(), parse_float=_no_float, parse_constant=_no_float)
        if b"\\u" in data:
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadFact(str(error)[:200]) from error
    return value


def _no_float(text: str) -> object:
    raise ValueError(f"{FLOATS_REFUSED}: {text[:20]}")


def _names(cls: type[Record]) -> tuple[str, ...]:
    names = _names_of.get(cls)
    if names is None:
        names = tuple(each.name for each in fields(cls) if each.name != "unknown")
        _names_of[cls] = names
    return names


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _readers(cls: type[Record]) -> dict[str, Callable[[Any], Any]]:
    readers = _readers_of.get(cls)
    if readers is None:
        hints = get_type_hints(cls)
        readers = {name: _reader(hints[name]) for name in _names(cls)}
        _readers_of[cls] = readers
    return readers


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: tuple(item(each) for each in _expect(value, list))
    if isinstance(hint, types.UnionType):
        inner = _reader(next(each for each in get_args(hint) if each is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint.from_json
    return lambda value: _expect(value, hint)


def _expect(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:
        raise TypeError(f"{type(value).__name__} where {wanted.__name__} is expected")
    if type(value) is int and not INT64_MIN <= value <= INT64_MAX:
        raise TypeError("a number that does not fit 64 bits")
    return value


def json_schema(cls: type[Record]) -> dict[str, Any]:
    """Describe a record as JSON Schema (2020-12); unknown fields are allowed."""
    hints = get_type_hints(cls)
    required = [
        each.name
        for each in fields(cls)
        if each.name != "unknown" and each.default is MISSING and each.default_factory is MISSING
    ]
    properties = {name: _schema_of(hints[name]) for name in _names(cls)}
    return {"type": "object", "required": required, "properties": properties}


def _schema_of(hint: Any) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema_of(get_args(hint)[0])}
    if isinstance(hint, types.UnionType):
        inner = next(each for each in get_args(hint) if each is not types.NoneType)
        return {"anyOf": [_schema_of(inner), {"type": "null"}]}
    if isinstance(hint, type) and issubclass(hint, Record):
        return json_schema(hint)
    if hint is int:
        return {"type": "integer", "format": "int64"}
    return {"type": {str: "string", bool: "boolean"}[hint]}
