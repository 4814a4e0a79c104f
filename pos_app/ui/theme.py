"""The look of the till: colour tokens, fonts and sizes, poured into one style sheet and palette.

What is painted reads its colours here at the moment of painting, so that a change of theme is one
call to `use` and one repaint.
"""

import os
import tomllib

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from pos_app.words import RESOURCES

THEMES = ("light", "dark", "contrast")
FOLDER = os.path.join(RESOURCES, "themes")

# Pixels. Text has six sizes and space a grid of four, so that screens agree without asking.
SMALL, BODY, TITLE, FIGURE, TOTAL, CHANGE = 14, 16, 20, 28, 48, 72
GRID = 4
GAP = 8
PAD = 12
WIDE = 16
LOOSE = 24
RADIUS = 8
TARGET = 44  # the least a finger hits

# The first of these that the machine has. Asking Qt for a missing one costs a search of all fonts.
FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)


class Theme:
    """One set of tokens, as its file declares them."""

    def __init__(self, name: str, colours: dict[str, str], strength: dict[str, int]) -> None:
        self.name = name
        self.colours = {token: QColor(value) for token, value in colours.items()}
        self.strength = strength


class _State:
    def __init__(self) -> None:
        self.theme: Theme | None = None
        self.shown = ""
        self.family = ""
        self.fonts: dict[tuple[int, bool], QFont] = {}
        self.mixed: dict[tuple[str, str, int], QColor] = {}


_state = _State()


def load(name: str) -> Theme:
    """Read a theme's tokens. Raises ValueError for a name that is none of THEMES."""
    if name not in THEMES:
        raise ValueError(f"no such theme: {name!r}")
    with open(os.path.join(FOLDER, f"{name}.toml"), "rb") as file:
        tokens = tomllib.load(file)
    return Theme(name, tokens["colours"], tokens["strength"])


def use(name: str) -> None:
    """Show the whole program in this theme from now on; nothing is done where it is shown."""
    if name == _state.shown:
        return
    theme = load(name)
    _state.theme = theme
    _state.mixed.clear()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setFont(font(BODY))
        app.setPalette(_palette(theme))
        app.setStyleSheet(style_sheet(theme))
        _state.shown = name


def current() -> Theme:
    """The theme in use; light until another was chosen."""
    if _state.theme is None:
        _state.theme = load("light")
    return _state.theme


def colour(token: str) -> QColor:
    """A token's colour in the theme in use. Not to be altered."""
    return current().colours[token]


def strength(token: str) -> int:
    """A token's strength in the theme in use: pixels or per cent, as the theme's file says."""
    return current().strength[token]


def mix(over: str, under: str, percent: int) -> QColor:
    """One token's colour laid over another's, opaque."""
    key = (over, under, percent)
    if key not in _state.mixed:
        top, ground = colour(over), colour(under)
        _state.mixed[key] = QColor(
            *(
                (a * percent + b * (100 - percent)) // 100
                for a, b in zip(top.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
            )
        )
    return _state.mixed[key]


def font(px: int, *, bold: bool = False) -> QFont:
    """The till's font with figures of equal width. Not to be altered."""
    key = (px, bold)
    if key not in _state.fonts:
        made = QFont(_family())
        made.setPixelSize(px)
        made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        made.setFeature(QFont.Tag("tnum"), 1)
        _state.fonts[key] = made
    return _state.fonts[key]


def style_sheet(theme: Theme) -> str:
    """The style sheet for what Qt draws itself, its tokens filled in."""
    with open(os.path.join(FOLDER, "till.qss"), encoding="utf-8") as file:
        sheet = file.read()
    for token in sorted(theme.colours, key=len, reverse=True):
        sheet = sheet.replace(f"${token}", theme.colours[token].name())
    return sheet


def _family() -> str:
    if not _state.family:
        found = (name for name in FAMILIES if QFontDatabase.hasFamily(name))
        _state.family = next(found, QApplication.font().family())
    return _state.family


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, token in (
        (roles.Window, "canvas"),
        (roles.WindowText, "ink"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "canvas"),
        (roles.Text, "ink"),
        (roles.Button, "surface"),
        (roles.ButtonText, "ink"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on-accent"),
        (roles.ToolTipBase, "raised"),
        (roles.ToolTipText, "ink"),
        (roles.PlaceholderText, "ink-2"),
        (roles.Link, "accent"),
    ):
        palette.setColor(role, theme.colours[token])
    return palette
