"""The settings page, made from the declarations: groups, plain words, one row a setting."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.domain.errors import AppError
from pos_app.settings import PRINTER_KIND, SERVER, BadSetting, Setting
from pos_app.ui import theme
from pos_app.ui.components.button import Action, Button
from pos_app.ui.components.chips import Chip, Chips
from pos_app.ui.components.empty import EmptyPage
from pos_app.ui.components.field import Field
from pos_app.ui.components.form import FormRow, Switch
from pos_app.ui.components.label import Label, SectionHeader
from pos_app.ui.components.layout import Card, Page, Part, Rule, Scroll, column, holding, row
from pos_app.ui.presenters.settings import SettingRow, SettingsPresenter
from pos_app.ui.views.pairing import PairingSheet, place_of
from pos_app.ui.wording import error_values, written
from pos_app.usecases.pair_till import Paired
from pos_app.words import mark, text

_SEARCH = mark("Find a setting")
_NOTHING = mark("No setting is called that")
_PAIR = mark("Pair with a server")
_PAIR_HELP = mark("Sales then go up by themselves whenever the network is there.")
_PAIRED = mark("Paired with {place}, till {till}.")
_NOT_PAIRED = mark("Not paired: sales stay on this till.")
_NOT_ALLOWED = mark("Only the owner changes these. Language and colours are free to choose.")
_ASK_OWNER = mark("Only the owner may do this.")
_TEST = mark("Print a test page")
_TESTING = mark("Printing …")
_TESTED = mark("The printer took the page. Look at the paper.")
_PAPER = mark("Show the virtual printer's paper")
_DOES_NOT_FIT = mark("That does not fit. {hint}")
_SWITCH = ("1", "0")
_FIELD_WIDE = 440  # holds the longest of the hints above in one line
_WIDTH_MAX = 980


class SettingsScreen(Page):
    """Shows each declared setting with the control that fits it. It decides nothing."""

    wants_paper = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = Field(placeholder=_SEARCH, icon="search", chinese=True, errors=False)
        self.search.changed.connect(self._filter)
        self.paper = Button(_PAPER, icon="receipt-text")
        self.paper.clicked.connect(self.wants_paper)
        self.pair = Action(_PAIR, key="Ctrl+B", size="normal", icon="cloud-upload")
        self._controls: dict[str, QWidget] = {}
        self.test = Button(_TEST, icon="printer")
        self.outcome = Label(tone="ink-2", wrap=True)
        self.server = Label(wrap=True)
        self.reason = Label(_NOT_ALLOWED, tone="ink-2", wrap=True)
        self._lines: dict[str, FormRow] = {}
        self._rows: list[tuple[tuple[str, ...], Rule, QWidget]] = []
        self._groups: list[tuple[QWidget, list[QWidget]]] = []
        self._nothing = EmptyPage("search", _NOTHING)
        for part in (
            self.paper,
            self.pair,
            self.test,
            self.outcome,
            self.server,
            self.reason,
            self._nothing,
        ):
            part.setParent(self)
            part.hide()
        self._sheet: PairingSheet | None = None
        self._body = column(gap=theme.PAD, margin=theme.WIDE)
        inner = holding(self._body)
        self.area = Scroll(_in_the_middle(inner))
        edges = (theme.WIDE, theme.PAD, theme.WIDE, 0)
        above = _in_the_middle(holding(row((self.search, 1), margin=edges)))
        head = row((above, 1), self.area.verticalScrollBar().sizeHint().width(), gap=0)
        self.setFocusProxy(self.search)
        self.setLayout(column(head, (self.area, 1), gap=0))

    def driven_by(self, presenter: SettingsPresenter) -> None:
        """Send every press to this presenter, and keep it alive."""
        self._presenter = presenter
        self.pair.clicked.connect(presenter.wants_pairing)
        self.test.clicked.connect(presenter.wants_test_page)

    def show_rows(self, rows: Sequence[SettingRow]) -> None:
        """Show the settings in groups; later calls only bring the values up to date."""
        if not self._controls:
            self._body.addWidget(self.reason)
            for group, members in groupby(rows, key=lambda each: each.setting.group):
                self._body.addWidget(self._group(group, list(members)))
            self._body.addWidget(self._server_card())
            self._body.addWidget(self._nothing)
            self._body.addStretch(1)
        for each in rows:
            _put(self._controls[each.setting.key], each.setting, each.value)
            self._controls[each.setting.key].setEnabled(each.is_allowed)
            self._lines[each.setting.key].label.set_tone("ink" if each.is_allowed else "ink-2")
        self.reason.setVisible(not all(each.is_allowed for each in rows))

    def show_server(self, paired: Paired | None, *, may_pair: bool) -> None:
        """Show what the till is called on its server, or that it has none."""
        if paired is None:
            self.server.set_message(_NOT_PAIRED)
        else:
            self.server.set_message(_PAIRED, place=place_of(paired), till=paired.till)
        self.pair.set_reason("" if may_pair else _ASK_OWNER)

    def show_test_busy(self) -> None:
        """Show that the printer is being tried."""
        self.test.set_reason(_TESTING)
        self.outcome.set_message(_TESTING)
        self.outcome.set_tone("ink-2")

    def show_test_outcome(self, wrong: str) -> None:
        """Show what is wrong with the printer; nothing is when the message is empty."""
        self.test.set_reason()
        self.outcome.set_message(wrong or _TESTED)
        self.outcome.set_tone("danger" if wrong else "success")

    def show_refusal(self, setting: Setting, error: AppError) -> None:
        """Say at a setting that is typed why its new value does not do."""
        control = self._controls[setting.key]
        assert isinstance(control, Field), "there is nothing to type at a choice"
        if isinstance(error, BadSetting):
            control.set_error(_DOES_NOT_FIT, **written({"hint": setting.hint}))
        else:
            control.set_error(error.words, **error_values(error))

    def show_kept(self, setting: Setting) -> None:
        """Show that a value was kept."""
        control = self._controls.get(setting.key)
        if isinstance(control, Field):
            control.set_error()

    def show_pairing(self, server_url: str) -> None:
        """Offer to pair: the server's address is filled in."""
        self._sheet = PairingSheet(self.window(), server_url)
        self._sheet.typed.connect(self._presenter.typed_code)
        self._sheet.closed.connect(self._forget_sheet)
        self._sheet.open()

    def show_pairing_busy(self) -> None:
        """Show that the server is being asked."""
        if self._sheet is not None:
            self._sheet.show_busy()

    def show_paired(self, paired: Paired) -> None:
        """Show what the till is now called on the server."""
        if self._sheet is not None:
            self._sheet.show_paired(paired)

    def show_pairing_failed(self, error: AppError) -> None:
        """Say why it was not paired and what to do."""
        if self._sheet is not None:
            self._sheet.show_failed(error)

    def _group(self, group: str, members: list[SettingRow]) -> QWidget:
        parts: list[Part] = [SectionHeader(group)]
        for each in members:
            line = FormRow(
                each.setting.words, self._control(each), help_text=each.setting.hint,
                control_width=_FIELD_WIDE,
            )  # fmt: skip
            self._lines[each.setting.key] = line
            parts += self._part((each.setting.words, each.setting.hint, group), line)
        if any(each.setting is PRINTER_KIND for each in members):
            foot = holding(row((self.outcome, 1), self.test, self.paper))
            parts += self._part((_TEST, _PAPER, group), foot)
            for part in (self.outcome, self.test, self.paper):
                part.show()
        return self._card(parts)

    def _server_card(self) -> QWidget:
        pair = FormRow(_PAIR, self.pair, help_text=_PAIR_HELP)
        parts: list[Part] = [SectionHeader(SERVER)]
        parts += self._part((SERVER,), self.server)
        parts += self._part((_PAIR, _PAIR_HELP, SERVER), pair)
        for part in (self.server, self.pair):
            part.show()
        return self._card(parts)

    def _part(self, said: tuple[str, ...], line: QWidget) -> list[Part]:
        """A line with the rule above it; they come and go together."""
        rule = Rule()
        self._rows.append((said, rule, line))
        return [rule, line]

    def _card(self, parts: list[Part]) -> QWidget:
        card = holding(column(*parts, gap=theme.GRID, margin=theme.WIDE), Card())
        mine = [part for part in parts if isinstance(part, QWidget)]
        self._groups.append((card, [line for _, _, line in self._rows if line in mine]))
        return card

    def _control(self, each: SettingRow) -> QWidget:
        setting = each.setting
        control: QWidget
        if tuple(choice.value for choice in setting.choices) == _SWITCH:
            switch = Switch(setting.words)
            switch.toggled.connect(lambda on: self._presenter.changed(setting, "1" if on else "0"))
            control = switch
        elif setting.choices:
            choice = Chips([Chip(one.value, one.words) for one in setting.choices])
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            choice.chosen.connect(lambda key: self._presenter.changed(setting, str(key)))
            control = choice
        else:
            field = Field(chinese=True)
            field.edit.editingFinished.connect(
                lambda: self._presenter.changed(setting, field.text())
            )
            field.entered.connect(lambda: self._presenter.changed(setting, field.text()))
            control = field
        _put(control, setting, each.value)
        self._controls[setting.key] = control
        return control

    def _filter(self, typed: str) -> None:
        """Show only what has the typed words in its name, its help or its group."""
        wanted = typed.casefold()
        for said, rule, line in self._rows:
            spoken = " ".join(text(each) for each in said if each)
            for part in (rule, line):
                part.setVisible(wanted in spoken.casefold())
        for card, lines in self._groups:
            card.setVisible(any(not line.isHidden() for line in lines))
        self._nothing.setVisible(all(card.isHidden() for card, _ in self._groups))

    def _forget_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
            self._sheet = None


def _in_the_middle(part: QWidget) -> QWidget:
    """No wider than can be read at a glance."""
    part.setMaximumWidth(_WIDTH_MAX)
    return holding(row(None, (part, _WIDTH_MAX), None, gap=0))


def _put(control: QWidget, setting: Setting, value: str) -> None:
    """Show a value without reporting it as a change."""
    control.blockSignals(True)
    if isinstance(control, Switch):
        control.setChecked(value == "1")
    elif isinstance(control, Chips):
        control.choose(value)
    elif isinstance(control, Field):
        control.set_text(value)
    control.blockSignals(False)
