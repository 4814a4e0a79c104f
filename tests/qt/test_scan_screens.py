"""A scan on every screen of the window, with the focus on every widget that can have it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from pos_app.ui.presenters.ports import Screen
from tests.fake_shop import OWNER

CODE = "6901028075763"


def stops(ground):
    """Everything that the focus can be on."""
    return [
        part
        for part in ground.findChildren(QWidget)
        if part.isVisible() and part.isEnabled() and part.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def scan_everywhere(shell, ground):
    """Scan with the focus on each; returns how many there were."""
    pressed = []
    for button in shell.window.findChildren(QAbstractButton):
        button.pressed.connect(lambda of=button: pressed.append(of))
    QApplication.processEvents()
    places = stops(ground)
    for part in places:
        part.setFocus()
        shell.keys.scan(CODE)
        edits = shell.window.findChildren(QLineEdit)
        assert [edit.text() for edit in edits if not edit.accepts_code] == [""] * len(
            [edit for edit in edits if not edit.accepts_code]
        )
        assert pressed == []
        assert part.hasFocus() or part.focusProxy() is not None
    return len(places)


def test_first_run(shell):
    shell.window.go(Screen.FIRST_RUN)
    assert scan_everywhere(shell, shell.first_run) == 2

    shell.first_run.new.click()
    assert scan_everywhere(shell, shell.first_run) >= 6
    assert shell.window.screen_shown is Screen.FIRST_RUN
    assert shell.opened == []


def test_sign_in(shell):
    shell.window.go(Screen.SIGN_IN)
    before = len(shell.shop.rows.journal)
    assert scan_everywhere(shell, shell.sign_in) >= 3

    shell.sign_in.tiles[0].click()
    assert scan_everywhere(shell, shell.sign_in) >= 3
    assert len(shell.shop.rows.journal) == before
    assert shell.sell.codes == []


@pytest.mark.parametrize("screen", [Screen.SELL, Screen.DAY])
def test_bar_and_menu(shell, screen):
    shell.session.staff = OWNER
    shell.window.go(screen)
    in_bar = scan_everywhere(shell, shell.window.bar)
    assert in_bar >= 5
    assert len(shell.sell.codes) == (in_bar if screen is Screen.SELL else 0)

    shell.window.menu.open()
    assert scan_everywhere(shell, shell.window.menu) >= 8
    assert shell.window.menu.isVisible()
    assert shell.window.screen_shown is screen
