"""What an ESC/POS printer answers: one byte to a question, four when it speaks unasked.

Fixed bits tell the answers apart, so that a status of its own accord (ASB) or a byte
left over from an earlier talk is never taken for the answer to this question.
"""

from collections import deque
from enum import IntEnum

from drivers.api.device import Condition

_ASB_BYTES = 4
_ANSWERS_MAX = 16

_OFFLINE = 0x08
_COVER_OPEN, _STOPPED_BY_PAPER, _ERROR = 0x04, 0x20, 0x40
_PAPER_NEAR_END, _PAPER_END = 0x0C, 0x60


class Ask(IntEnum):
    """The questions that are answered even while the printer is busy or offline."""

    PRINTER = 1
    CAUSE = 2
    PAPER = 4


# Answered only when everything sent before has been worked through.
FINISHED_QUESTION = b"\x1dr\x01"


def question(ask: Ask) -> bytes:
    return b"\x10\x04" + bytes([ask])


class Ear:
    """Sorts what a printer says in one conversation.

    ``answers`` are those to ``question``, oldest first; ``finished`` is set by the one to
    FINISHED_QUESTION.
    """

    def __init__(self) -> None:
        self.answers: deque[int] = deque(maxlen=_ANSWERS_MAX)
        self.finished = False
        self._frame = b""

    def hear(self, data: bytes) -> None:
        for byte in data:
            if self._frame and byte & 0x90 == 0:
                self._frame += bytes([byte])
                if len(self._frame) == _ASB_BYTES:
                    self._frame = b""
                continue
            self._frame = b""
            if byte & 0x93 == 0x10:
                self._frame = bytes([byte])
            elif byte & 0x93 == 0x12:
                self.answers.append(byte)
            elif byte & 0x90 == 0:
                self.finished = True


def judge(answers: dict[Ask, int]) -> Condition:
    """Sum up; a question without an answer is never taken as good news."""
    cause, paper = answers.get(Ask.CAUSE, 0), answers.get(Ask.PAPER, 0)
    if cause & _COVER_OPEN:
        return Condition.COVER_OPEN
    if cause & _STOPPED_BY_PAPER or paper & _PAPER_END:
        return Condition.PAPER_OUT
    if cause & _ERROR or answers.get(Ask.PRINTER, 0) & _OFFLINE:
        return Condition.FAULTY
    if len(answers) < len(Ask):
        return Condition.UNKNOWN
    return Condition.PAPER_LOW if paper & _PAPER_NEAR_END else Condition.READY
