"""Sounds: short files, played by what the system has, and never by the thread that asks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Semaphore, Thread

from pos_app.ui.presenters.ports import Sound
from pos_app.words import RESOURCES

FOLDER = os.path.join(RESOURCES, "sounds")
WAITING_MAX = 4
PLAYED_MAX_S = 3.0
_FAILED_MAX = 3

PlayFile = Callable[[str], None]


class Sounds:
    """Plays one sound after the other. What comes while four wait is not played: late
    ticks tell nobody anything. Where playing fails three times in a row there is silence."""

    def __init__(self, play_file: PlayFile | None, folder: str = FOLDER) -> None:
        self._play_file = play_file
        self._folder = folder
        self._waiting: SimpleQueue[Sound | None] = SimpleQueue()
        self._room = Semaphore(WAITING_MAX)
        self._thread: Thread | None = None

    def play(self, sound: Sound) -> None:
        """Make a sound soon; never waits."""
        if self._play_file is None or not self._room.acquire(blocking=False):
            return
        if self._thread is None:
            self._thread = Thread(target=self._work, name="sounds", daemon=True)
            self._thread.start()
        self._waiting.put(sound)

    def close(self, wait_s: float = PLAYED_MAX_S + 1) -> None:
        """Play nothing more."""
        self._play_file, thread = None, self._thread
        if thread is not None:
            self._waiting.put(None)
            thread.join(wait_s)

    def _work(self) -> None:
        failed = 0
        while (sound := self._waiting.get()) is not None:
            self._room.release()
            play_file = self._play_file
            if play_file is None or failed >= _FAILED_MAX:
                continue
            path = os.path.join(self._folder, f"{sound.value}.wav")
            try:
                play_file(path)
                failed = 0
            except (OSError, RuntimeError, subprocess.SubprocessError):
                failed += 1


def system_player() -> PlayFile | None:
    """Return what plays a file to its end on this machine; None where nothing does."""
    if sys.platform == "win32":
        return _play_on_windows
    else:  # noqa: RET505  two platforms, of which a type checker sees one
        return _program_of_the_system()


def _program_of_the_system() -> PlayFile | None:
    for program, options in (("paplay", ()), ("aplay", ("-q",))):
        path = shutil.which(program)
        if path is not None:
            return _Program((path, *options))
    return None


class _Program:
    """A program that plays the file named as its last argument."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command

    def __call__(self, path: str) -> None:
        """Raises OSError and SubprocessError."""
        subprocess.run(
            (*self._command, path),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PLAYED_MAX_S,
            check=True,
        )


if sys.platform == "win32":
    import winsound

    def _play_on_windows(path: str) -> None:
        winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_NODEFAULT)
