"""The till as its screens know it: everything that can be done and read, in one bundle."""

from dataclasses import dataclass

from pos_app.domain.errors import NotPermitted
from pos_app.domain.people import Authority, Staff, authority_of
from pos_app.settings import Settings
from pos_app.usecases.add_product import AddProduct
from pos_app.usecases.change_setting import ChangeSetting
from pos_app.usecases.checkout import Checkout
from pos_app.usecases.ports import Clock, Drafts, NewId, Queries
from pos_app.usecases.reprint import Reprint
from pos_app.usecases.ring_up import RingUp
from pos_app.usecases.sign_in import SignIn
from pos_app.usecases.void_cart import VoidCart


@dataclass(frozen=True, slots=True)
class Till:
    """The use cases, the queries and the settings of an open shop.

    ``queries`` is the UI thread's own; a query handed to ``Worker.ask`` gets that
    thread's instead.
    """

    queries: Queries
    drafts: Drafts
    settings: Settings
    clock: Clock
    new_id: NewId
    sign_in: SignIn
    ring_up: RingUp
    checkout: Checkout
    void_cart: VoidCart
    reprint: Reprint
    add_product: AddProduct
    change_setting: ChangeSetting


class Session:
    """Who is at the till now."""

    def __init__(self) -> None:
        self.staff: Staff | None = None

    @property
    def authority(self) -> Authority:
        """The rights of whoever is signed in. Raises NotPermitted when nobody is."""
        if self.staff is None:
            raise NotPermitted(permission="sign_in")
        return authority_of(self.staff)
