"""Before there is a shop: the first run, and what is said when the shop cannot be opened."""

from collections.abc import Callable

from pos_app.bootstrap import opening
from pos_app.bootstrap.folders import DEMO_FILES
from pos_app.bootstrap.parts import Parts
from pos_app.domain.errors import AppError
from pos_app.store.shop_file import ShopFile
from pos_app.ui.presenters.first_run import FirstRunPresenter, Progress
from pos_app.ui.presenters.ports import Screen
from pos_app.ui.views.first_run import FirstRunScreen
from pos_app.ui.views.trouble import TroubleScreen
from pos_app.ui.window import Window
from pos_app.usecases.demo_shop import read_people


def add_trouble(window: Window, error: AppError, leave: Callable[[], None]) -> None:
    """Add the screen that says why the shop cannot be opened."""
    view = TroubleScreen(error)
    view.leave.connect(leave)
    window.add_screen(Screen.FIRST_RUN, view, _nothing)


def add_first_run(parts: Parts, begin_with: Callable[[ShopFile], None]) -> None:
    """Add the first screen of a new till; ``begin_with`` takes up the shop that was opened."""
    made: list[ShopFile] = []

    def open_shop(name: str, owner: str, pin: str) -> None:
        made.append(opening.make_shop(parts.folder, parts.clock, name, owner, pin))

    def open_demo(on_progress: Progress) -> None:
        made.append(opening.make_demo(parts.folder, parts.clock, on_progress))

    def opened() -> None:
        begin_with(made.pop())

    view = FirstRunScreen()
    presenter = FirstRunPresenter(view, parts.asker, parts.window, open_shop, open_demo, opened)
    view.driven_by(presenter)
    parts.window.add_screen(Screen.FIRST_RUN, view, presenter.shown)


def demo_pins() -> str:
    """Return the numbers and PINs that a demo shop gives away."""
    _, people = read_people(DEMO_FILES)
    return "    ".join(f"{each.number} · {each.pin}" for each in people)


def _nothing() -> None:
    """There is nothing to show anew."""
