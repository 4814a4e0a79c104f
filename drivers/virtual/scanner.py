"""A scanner made of software: it types a code as fast as a real one."""

from drivers.api.scan import Key, KeyKind

END = "\r"
_SHIFTED = set('~!@#$%^&*()_+{}|:"<>?')


class VirtualScanner:
    """Types with a set gap between keys, and an end key unless it is told not to.

    ``shift_keys`` sends Shift as a key of its own before capitals, as most scanners do.
    """

    def __init__(self, *, gap_ms: int = 2, end: str = END, shift_keys: bool = True) -> None:
        self._gap_ms = gap_ms
        self._end = end
        self._shift_keys = shift_keys

    def keys(self, code: str, at_ms: int) -> tuple[Key, ...]:
        """The keys of one scan, the first of them at ``at_ms``."""
        presses: list[tuple[KeyKind, str, bool]] = []
        for char in code:
            shift = char.isupper() or char in _SHIFTED
            if shift and self._shift_keys:
                presses.append((KeyKind.MODIFIER, "", True))
            presses.append((KeyKind.CHAR, char, shift))
        presses += [(KeyKind.END, char, False) for char in self._end]
        return tuple(
            Key(kind, at_ms + at * self._gap_ms, char, shift)
            for at, (kind, char, shift) in enumerate(presses)
        )
