"""A screen that is photographed: a name, how to build it, and what to do once it is shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget


class Screen:
    """One state of one screen.

    `build` makes a fresh widget in Chinese or English, whichever is spoken; `then` is called with
    it once it has its size, to open a sheet or dialog.
    """

    def __init__(
        self,
        name: str,
        build: Callable[[], QWidget],
        then: Callable[[QWidget], None] | None = None,
    ) -> None:
        self.name = name
        self.build = build
        self.then = then
