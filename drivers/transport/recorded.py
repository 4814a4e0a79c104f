"""Conversations with real devices, written down once and replayed for ever.

A recording is a text file: ``> 1d 56 00`` was sent, ``< 12`` came back, ``<`` alone
was a silence, and a line that begins with ``#`` is a remark.
"""

from collections.abc import Iterable
from pathlib import Path

from drivers.transport.port import Port

_BYTES_A_LINE = 32


class RecordingPort:
    """Passes everything on to a port and writes it to a file, which it begins anew at each open."""

    def __init__(self, port: Port, path: Path) -> None:
        self._port = port
        self._path = path
        self._turns: list[tuple[str, bytes]] = []

    @property
    def name(self) -> str:
        return self._port.name

    @property
    def answers(self) -> bool:
        return self._port.answers

    def open(self) -> None:
        self._turns.clear()
        self._port.open()

    def write(self, data: bytes, deadline_s: float) -> None:
        self._port.write(data, deadline_s)
        self._turns.append((">", data))

    def read(self, size: int, timeout_s: float) -> bytes:
        data = self._port.read(size, timeout_s)
        self._turns.append(("<", data))
        return data

    def close(self) -> None:
        self._port.close()
        self._path.write_text("".join(_lines(self._turns)), encoding="ascii")


class RecordedPort:
    """Answers as the real device once answered, and refuses any other talk.

    How the bytes were cut into writes does not matter, only what was sent before
    which answer.
    """

    def __init__(self, recording: Path) -> None:
        self.name = recording.stem
        self.answers = True
        self._turns = _merged(_parse(recording.read_text(encoding="ascii")))

    def open(self) -> None:
        pass

    def write(self, data: bytes, deadline_s: float) -> None:
        del deadline_s
        side, expected = self._turns[0] if self._turns else ("nothing", b"")
        if side != ">" or not expected.startswith(data):
            told, sent = expected.hex(" "), data.hex(" ")
            raise AssertionError(f"{self.name}: recorded {side} {told}\nsent {sent}")
        if expected == data:
            del self._turns[0]
        else:
            self._turns[0] = (">", expected[len(data) :])

    def read(self, size: int, timeout_s: float) -> bytes:
        del timeout_s
        if not self._turns or self._turns[0][0] != "<":
            return b""
        _, data = self._turns.pop(0)
        if len(data) > size:
            self._turns.insert(0, ("<", data[size:]))
        return data[:size]

    def close(self) -> None:
        pass

    @property
    def finished(self) -> bool:
        """Whether everything that was recorded has been said again."""
        return not self._turns


def _parse(text: str) -> Iterable[tuple[str, bytes]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line[0], bytes.fromhex(line[1:])


def _merged(turns: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    merged: list[tuple[str, bytes]] = []
    for side, data in turns:
        if merged and side == ">" and merged[-1][0] == ">":
            merged[-1] = (side, merged[-1][1] + data)
        else:
            merged.append((side, data))
    return merged


def _lines(turns: Iterable[tuple[str, bytes]]) -> Iterable[str]:
    for side, data in turns:
        for at in range(0, len(data) or 1, _BYTES_A_LINE):
            yield f"{side} {data[at : at + _BYTES_A_LINE].hex(' ')}".rstrip() + "\n"
