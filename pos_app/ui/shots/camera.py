"""The camera: a screen in every language, theme and size, as files, with what is wrong in each."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app import words
from pos_app.ui import theme
from pos_app.ui.components.speech import say_all
from pos_app.ui.shots.checks import Finding, findings, too_large
from pos_app.ui.shots.screen import Screen

SIZES = ((1024, 768), (1366, 768), (1920, 1080))
_THUMB_WIDE = 640
_GAP = 16


class Variant:
    """A language, a theme and a size."""

    def __init__(self, language: str, theme_name: str, size: tuple[int, int]) -> None:
        self.language = language
        self.theme = theme_name
        self.size = size

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}"


class Shot:
    """One picture and what is wrong in it."""

    def __init__(self, screen: str, variant: Variant, path: Path, found: list[Finding]) -> None:
        self.screen = screen
        self.variant = variant
        self.path = path
        self.found = found


def variants(*, one: bool = False) -> list[Variant]:
    """All of them, or only the one that is looked at in full: Chinese, light, 1366×768."""
    if one:
        return [Variant("zh_CN", "light", (1366, 768))]
    return [
        Variant(language, name, size)
        for size in SIZES
        for language in words.LANGUAGES
        for name in theme.THEMES
    ]


def photograph(screen: Screen, wanted: list[Variant], folder: Path) -> list[Shot]:
    """Take the pictures and make the contact sheet.

    A screen is built once for each size and switched in place, so that a part that forgets to
    follow a change of language or theme shows in its picture.
    """
    folder = folder / screen.name
    folder.mkdir(parents=True, exist_ok=True)
    before = words.language(), theme.current().name
    shots = []
    try:
        for size in dict.fromkeys(variant.size for variant in wanted):
            same = [variant for variant in wanted if variant.size == size]
            shots += list(_at_one_size(screen, same, folder))
    finally:
        words.set_language(before[0])
        theme.use(before[1])
    _contact_sheet(shots, folder / "sheet.png")
    return shots


def _at_one_size(screen: Screen, wanted: list[Variant], folder: Path) -> Iterator[Shot]:
    words.set_language(wanted[0].language)
    theme.use(wanted[0].theme)
    widget = screen.build()
    widget.resize(*wanted[0].size)
    widget.show()
    _settle()
    if screen.then is not None:
        screen.then(widget)
    for variant in wanted:
        words.set_language(variant.language)
        theme.use(variant.theme)
        say_all(widget)
        _settle()
        widget.resize(*variant.size)
        _settle()
        path = folder / f"{variant}.png"
        widget.grab().save(str(path))
        found = [*too_large(widget, *variant.size), *findings(widget)]
        yield Shot(screen.name, variant, path, found)
    _throw_away(widget)


def _settle() -> None:
    """Let layouts and repaints happen; what they post is done too."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def _throw_away(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _contact_sheet(shots: list[Shot], path: Path) -> None:
    """All pictures on one sheet: a column for each size, a row for each language and theme."""
    columns = list(dict.fromkeys(shot.variant.size for shot in shots))
    rows = list(dict.fromkeys((shot.variant.language, shot.variant.theme) for shot in shots))
    high = max(_THUMB_WIDE * size[1] // size[0] for size in columns)
    sheet = Image.new(
        "RGB",
        (_GAP + len(columns) * (_THUMB_WIDE + _GAP), _GAP + len(rows) * (high + _GAP)),
        "#888888",
    )
    for shot in shots:
        with Image.open(shot.path) as picture:
            small = picture.convert("RGB")
            small.thumbnail((_THUMB_WIDE, high))
        x = _GAP + columns.index(shot.variant.size) * (_THUMB_WIDE + _GAP)
        y = _GAP + rows.index((shot.variant.language, shot.variant.theme)) * (high + _GAP)
        sheet.paste(small, (x, y))
    sheet.save(path)
