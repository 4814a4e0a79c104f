"""What the virtual desk does: a scanner and a printer made of software. No Qt here."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from pos_app.domain.errors import Trouble, mark
from pos_app.domain.product import Product
from pos_app.ui.presenters.ports import Asker, Notices, Tone
from pos_app.usecases.bulletin import PaperPrinted
from pos_app.usecases.ports import Queries

PAPERS_MAX = 10
GOODS_MAX = 40
# A well-formed number of a range that is kept for tests and belongs to no article.
UNKNOWN_CODE = "9999999999994"
GOODS_TOPIC = "virtual_desk.goods"
SAVE_TOPIC = "virtual_desk.save"


class NotSaved(Trouble):
    """The picture could not be written."""

    words = mark("The picture could not be saved in {folder}. Check the disk and its rights.")


class Paper(NamedTuple):
    """One strip of paper, and its place among those kept: 1 is the newest."""

    png: bytes
    text: str
    number: int
    kept: int


class VirtualDeskView(Protocol):
    """What the virtual desk can show."""

    def show_goods(self, products: Sequence[Product]) -> None:
        """Show products to scan, each of which has a code, and one code that nobody knows."""
        ...

    def show_paper(self, paper: Paper | None) -> None:
        """Show a strip of paper; None while nothing was printed."""
        ...

    def leave(self) -> None:
        """Uncover the screen: the code is meant for it."""
        ...


class VirtualDeskPresenter:
    """Scans what is pressed, and keeps the last papers that the virtual printer printed.

    ``scan`` gets a code once the desk is out of the way.
    """

    def __init__(
        self,
        view: VirtualDeskView,
        asker: Asker,
        notices: Notices,
        scan: Callable[[str], None],
        folder: Path,
    ) -> None:
        self._view = view
        self._asker = asker
        self._notices = notices
        self._scan = scan
        self._folder = folder
        self._papers: list[PaperPrinted] = []
        self._at = 0

    def shown(self) -> None:
        """Show the goods and the newest paper; called when the desk comes up."""
        self._at = 0
        self._show_paper()

        def read(queries: Queries) -> Sequence[Product]:
            return [each for each in queries.tiles(None, 0, GOODS_MAX) if each.barcodes]

        self._asker.ask(GOODS_TOPIC, read, self._view.show_goods)

    def printed(self, event: PaperPrinted) -> None:
        """The virtual printer printed: its paper lies on top of the others."""
        self._papers = [event, *self._papers[: PAPERS_MAX - 1]]
        self._at = 0
        self._show_paper()

    def turned(self, step: int) -> None:
        """An older paper was asked for, or below zero a newer one."""
        self._at = max(0, min(self._at + step, len(self._papers) - 1))
        self._show_paper()

    def picked(self, product: Product) -> None:
        """A product was held before the scanner."""
        self._scanned(product.barcodes[0])

    def picked_unknown(self) -> None:
        """Something with a code that nobody knows was held before the scanner."""
        self._scanned(UNKNOWN_CODE)

    def wants_save(self) -> None:
        """The picture of the paper shall be kept as a file."""
        if not self._papers:
            return
        png, folder = self._papers[self._at].png, self._folder

        def write(queries: Queries) -> Path:
            return save(png, folder)

        self._asker.ask(SAVE_TOPIC, write, self._told)

    def _scanned(self, code: str) -> None:
        self._view.leave()
        self._scan(code)

    def _told(self, path: Path) -> None:
        self._notices.note(mark("Saved as {path}"), Tone.SUCCESS, path=str(path))

    def _show_paper(self) -> None:
        if not self._papers:
            self._view.show_paper(None)
            return
        paper = self._papers[self._at]
        self._view.show_paper(Paper(paper.png, paper.text, self._at + 1, len(self._papers)))


def save(png: bytes, folder: Path) -> Path:
    """Write a picture under the first number that is free. Raises NotSaved."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            path = folder / f"receipt-{number:03}.png"
            try:
                with path.open("xb") as file:
                    file.write(png)
            except FileExistsError:
                number += 1
            else:
                return path
    except OSError as error:
        raise NotSaved(folder=str(folder)) from error
