"""A disk that forgets: what was not synced when the power went may be there in any shape."""

import itertools
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

SECTOR = 512


class Write(NamedTuple):
    """Bytes put somewhere into a file."""

    offset: int
    data: bytes


class Truncate(NamedTuple):
    """A file cut or stretched to a size."""

    size: int


class Sync(NamedTuple):
    """All changes of a file before this one are there for good."""


class Delete(NamedTuple):
    """A file is gone."""


Change = Write | Truncate
Changes = Sequence[Change]
Action = Change | Sync | Delete


class Operation(NamedTuple):
    """What SQLite asked of a file, by its name."""

    file: str
    action: Action


class Disk:
    """Takes operations in turn. Each file is what is safe, and changes that are not yet."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._safe = {name: bytearray(content) for name, content in files.items()}
        self._unsafe: dict[str, list[Change]] = {}

    def take(self, operation: Operation) -> None:
        """Do one operation."""
        name, action = operation
        match action:
            case Sync():
                for change in self._unsafe.pop(name, []):
                    _apply(self._safe.setdefault(name, bytearray()), change)
            case Delete():
                self._safe.pop(name, None)
                self._unsafe.pop(name, None)
            case _:
                self._unsafe.setdefault(name, []).append(action)

    def after_power_cut(self, chance: Random) -> tuple[dict[str, bytes], dict[str, str]]:
        """Return the files that are found when the power is back, and what befell each.

        A file that was never synced may be missing. The disk itself is as before.
        """
        found = dict(self._safe)
        befell: dict[str, str] = {}
        for name, changes in self._unsafe.items():
            damage = chance.choice(DAMAGES)
            befell[name] = damage.__name__
            content = bytearray(found.get(name, b""))
            survivors = damage(changes, chance)
            for change in survivors:
                _apply(content, change)
            if survivors:
                found[name] = content
        return {name: bytes(content) for name, content in found.items()}, befell


def _apply(content: bytearray, change: Change) -> None:
    end = change.size if isinstance(change, Truncate) else change.offset + len(change.data)
    content.extend(bytes(max(end - len(content), 0)))
    if isinstance(change, Truncate):
        del content[change.size :]
    else:
        content[change.offset : end] = change.data


# What may befall the changes of a file that were not synced ------------------------------


def lost(_changes: Changes, _chance: Random) -> Changes:
    """None of them came to the disk."""
    return ()


def kept(changes: Changes, _chance: Random) -> Changes:
    """All of them did."""
    return changes


def broken_off(changes: Changes, chance: Random) -> Changes:
    """They came in order, until the power went in the middle of one."""
    upto = chance.randrange(len(changes))
    return [*changes[:upto], *torn(changes[upto : upto + 1], chance)]


def reordered(changes: Changes, chance: Random) -> Changes:
    """Some of them came, in any order."""
    return chance.sample(changes, chance.randrange(len(changes) + 1))


def torn(changes: Changes, chance: Random) -> Changes:
    """Of each write, only some sectors came."""
    pieces = (piece for change in changes for piece in _sectors(change))
    return [piece for piece in pieces if chance.random() < 0.7]


def garbage(changes: Changes, chance: Random) -> Changes:
    """They came, but some sectors are noise."""
    pieces = (piece for change in changes for piece in _sectors(change))
    return [_noise(piece, chance) if chance.random() < 0.2 else piece for piece in pieces]


Damage = Callable[[Changes, Random], Changes]
DAMAGES: tuple[Damage, ...] = (lost, kept, broken_off, reordered, torn, garbage)


def _sectors(change: Change) -> Changes:
    """Cut a write where the disk's sectors end."""
    if isinstance(change, Truncate):
        return (change,)
    offset, data = change
    edges = [0, *range(SECTOR - offset % SECTOR, len(data), SECTOR), len(data)]
    return [Write(offset + start, data[start:end]) for start, end in itertools.pairwise(edges)]


def _noise(piece: Change, chance: Random) -> Change:
    if isinstance(piece, Truncate):
        return piece
    return Write(piece.offset, chance.randbytes(len(piece.data)))
