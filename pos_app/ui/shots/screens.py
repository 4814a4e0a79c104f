"""The screens that are photographed, all of them."""

from pos_app.ui.shots import counter, office, parts, shell
from pos_app.ui.shots.screen import Screen

SCREENS: list[Screen] = [
    *(Screen(*each) for each in parts.BUILT),
    *(Screen(*each) for each in shell.BUILT),
    *(Screen(*each) for each in counter.BUILT),
    *(Screen(*each) for each in office.BUILT),
]
