"""Facts about the shop itself: its opening, its settings, its staff."""

from dataclasses import dataclass
from typing import ClassVar

from sync.protocol.facts.record import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopOpened(Fact):
    """The first fact of a shop's first till. A demo shop says so here, for ever."""

    kind: ClassVar[str] = "shop.opened.v1"

    shop_id: str
    name: str
    is_demo: bool
    currency: str = "CNY"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(Fact):
    """A setting of the shop or the till has a new value, written as text."""

    kind: ClassVar[str] = "setting.changed.v1"

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPut(Fact):
    """The state of a member of staff. Name and PIN are elsewhere: ``card_hash`` is
    the salted SHA-256, in hex, of the card that holds the name."""

    kind: ClassVar[str] = "staff.put.v1"

    staff_id: str
    rev: int
    number: str
    role: str
    is_active: bool
    card_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSignedIn(Fact):
    """Someone signed in at the till."""

    kind: ClassVar[str] = "staff.signed_in.v1"

    staff_id: str
