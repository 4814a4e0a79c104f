"""Speaking: a part that holds texts says them again when the language changes.

A part is given the English source text; `say()` looks it up and shows it.
"""

from PySide6.QtWidgets import QWidget


def say_all(root: QWidget) -> None:
    """Let this widget and everything below it say its texts again, parents first."""
    for widget in [root, *root.findChildren(QWidget)]:
        say = getattr(widget, "say", None)
        if callable(say):
            say()
