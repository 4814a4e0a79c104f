"""The parts that a till has from its first window on, whether a shop is open or not."""

from dataclasses import dataclass
from pathlib import Path

from pos_app.bootstrap.devices import ChosenPrinter
from pos_app.settings import Settings
from pos_app.ui.bridge import Board, ThreadAsker
from pos_app.ui.window import Window
from pos_app.usecases.bulletin import Bulletin
from pos_app.usecases.ports import Clock
from pos_app.usecases.till import Session


@dataclass(slots=True)
class Parts:
    """What the builders of screens and threads take their parts from.

    The asker is another one once a shop was opened: each reads through its own shop.
    """

    folder: Path
    clock: Clock
    settings: Settings
    session: Session
    bulletin: Bulletin
    board: Board
    window: Window
    printer: ChosenPrinter
    asker: ThreadAsker
