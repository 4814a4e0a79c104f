"""The menu: where one can go and what concerns the whole till, each with its key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from pos_app.ui import theme
from pos_app.ui.components.button import Action
from pos_app.ui.components.layers import Key
from pos_app.ui.components.layout import Part, Rule, Scroll, column, holding
from pos_app.ui.components.sheet import SideSheet
from pos_app.words import mark

_TITLE = mark("Menu")


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the menu.

    ``key`` is a Qt key name. ``works_everywhere`` gives it to the whole window; a key that
    screens use for something of their own works in the menu alone. ``keeps_menu`` is for
    what one may want to press again. A line that begins a ``group`` has a rule above it.
    """

    words: str
    key: str
    icon: str
    call: Callable[[], None]
    needs_staff: bool = True
    works_everywhere: bool = True
    keeps_menu: bool = False
    group: bool = False


class MenuSheet(SideSheet):
    """Shows the commands that are possible for whoever is at the till."""

    def __init__(self, host: QWidget, is_signed_in: Callable[[], bool]) -> None:
        self._is_signed_in = is_signed_in
        self._lines: list[tuple[Command, Action, Rule | None]] = []
        self._keys: list[Key] = []
        self._column = column(None, gap=theme.GRID, margin=theme.WIDE)
        super().__init__(host, _TITLE, Scroll(holding(self._column)), width=360)

    def add(self, command: Command) -> Action:
        """Add a line at the end, and its key; the button is returned for tests to press."""
        action = Action(command.words, key=command.key, icon=command.icon, size="normal")
        action.clicked.connect(lambda: self._pressed(command))
        rule = Rule() if command.group and self._lines else None
        parts: Sequence[Part] = [action] if rule is None else [rule, action]
        for part in parts:
            assert isinstance(part, QWidget)
            self._column.insertWidget(self._column.count() - 1, part)
        self._lines.append((command, action, rule))
        if command.works_everywhere:
            key = Key(command.key, self._host())
            key.activated.connect(lambda: self._pressed(command))
            self._keys.append(key)
        return action

    def open(self) -> None:
        """Show what is possible now."""
        for command, action, rule in self._lines:
            is_possible = self._is_signed_in() or not command.needs_staff
            action.setVisible(is_possible)
            if rule is not None:
                rule.setVisible(is_possible)
        super().open()

    def _pressed(self, command: Command) -> None:
        if command.needs_staff and not self._is_signed_in():
            return
        if not command.keeps_menu:
            self.dismiss()
        command.call()
