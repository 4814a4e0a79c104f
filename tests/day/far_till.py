"""A till in a process of its own, which can be killed like a till whose plug is pulled."""

import json
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

from tests.day.till import Till

ROOT = Path(__file__).parents[2]
END_S = 20.0


class FarTill:
    """The methods of a till, done in the other process; ``kill`` ends that at once."""

    def __init__(self, folder: Path, now_ms: int) -> None:
        command = [sys.executable, "-m", "tests.day.far_till", str(folder), str(now_ms)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            encoding="utf-8",
        )  # fmt: skip

    def __getattr__(self, name: str) -> Any:
        def far(*arguments: Any) -> Any:
            return self._ask(name, list(arguments))

        return far

    def stop(self) -> None:
        """Close the program in order, if it still runs."""
        if self._process.poll() is None:
            self._ask("stop", [])
        self._end()

    def kill(self) -> None:
        """Pull the plug: nothing in the process is told."""
        self._process.kill()
        self._end()

    def _ask(self, name: str, arguments: list[Any]) -> Any:
        assert self._process.stdin is not None, "the pipes were asked for"
        assert self._process.stdout is not None, "the pipes were asked for"
        self._process.stdin.write(json.dumps([name, arguments]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"the till ended while it was asked for {name}"
        value, failure = json.loads(answer)
        assert failure is None, failure
        return value

    def _end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait(END_S)


def main(folder: str, now_ms: str) -> None:
    """Be the till: do what is asked line by line, and answer each."""
    till = Till(Path(folder), int(now_ms))
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = [getattr(till, name)(*arguments), None]
        except Exception:  # noqa: BLE001  whoever asked is told
            answer = [None, traceback.format_exc()]
        sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
