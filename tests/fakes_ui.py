"""Stand-ins for what presenters need from the window around them."""

from collections.abc import Callable
from typing import Any

from pos_app.domain.errors import AppError
from pos_app.ui.presenters.ports import Screen, Sound, Tone
from pos_app.usecases.ports import Queries


class ManualAsker:
    """Answers when the test says so, with the shop's queries; a newer question on a topic
    takes the place of the older one."""

    def __init__(self, queries: Queries) -> None:
        self.waiting: list[tuple[str, Callable[..., Any], Callable[..., Any], Any]] = []
        self.timers: list[tuple[int, Callable[[], None]]] = []
        self.told: list[AppError] = []
        self._queries = queries

    def ask(
        self,
        topic: str,
        query: Callable[..., Any],
        then: Callable[..., Any],
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        self.waiting = [each for each in self.waiting if each[0] != topic]
        self.waiting.append((topic, query, then, failed or self.told.append))

    def after(self, delay_ms: int, call: Callable[[], None]) -> None:
        self.timers.append((delay_ms, call))

    def answer(self) -> None:
        """Answer every question that waits, oldest first."""
        waiting, self.waiting = self.waiting, []
        for _, query, then, failed in waiting:
            try:
                answer = query(self._queries)
            except AppError as error:
                failed(error)
            else:
                then(answer)

    def let_pass(self, wait_ms: int) -> None:
        """Let so much time pass: what is due by then is called."""
        due = [call for delay_ms, call in self.timers if delay_ms <= wait_ms]
        self.timers = [(at - wait_ms, call) for at, call in self.timers if at > wait_ms]
        for call in due:
            call()


class NavigatorLog:
    """Remembers where one was sent."""

    def __init__(self) -> None:
        self.went: list[Screen] = []
        self.backs = 0

    def go(self, screen: Screen) -> None:
        self.went.append(screen)

    def back(self) -> None:
        self.backs += 1


class NoticesLog:
    """Remembers what was said and heard."""

    def __init__(self) -> None:
        self.told: list[AppError] = []
        self.notes: list[str] = []
        self.heard: list[Sound] = []

    def tell(self, error: AppError) -> None:
        self.told.append(error)

    def note(self, words: str, tone: Tone = Tone.INFO, **values: object) -> None:
        self.notes.append(words)

    def play(self, sound: Sound) -> None:
        self.heard.append(sound)
