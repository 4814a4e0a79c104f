"""A whole shop in memory: every stand-in around the same rows."""

from pos_app.domain.people import Authority, Role, Staff, authority_of
from pos_app.usecases.ports import StaffLogin
from tests.fake_queries import FakeQueries
from tests.fakes import (
    QUICK_HASHER,
    FakeDrafts,
    FakeSettingStore,
    FakeWriter,
    Kept,
    Rows,
    StandingClock,
    counting_ids,
)
from tests.goods import APPLES, BREAD, COLA

OWNER = Staff("s-owner", "1001", "李掌柜", Role.OWNER)
CASHIER = Staff("s-cashier", "1002", "小王", Role.CASHIER)
BY_OWNER = authority_of(OWNER)
BY_CASHIER = authority_of(CASHIER)
BY_NOBODY = Authority("s-nobody", frozenset())
OWNER_PIN, CASHIER_PIN = "8888", "1234"


class FakeShop:
    """Sells cola, bread and apples; an owner and a cashier may sign in."""

    def __init__(self) -> None:
        self.clock = StandingClock()
        self.new_id = counting_ids()
        self.rows = Rows()
        self.writer = FakeWriter(self.rows, self.clock, self.new_id)
        self.drafts = FakeDrafts(self.rows)
        self.settings = FakeSettingStore()
        self.queries = FakeQueries(self.rows, self.clock, shelf=(COLA, BREAD, APPLES))

    def hire(self) -> None:
        """Let owner and cashier sign in; their verifiers are quick to check."""
        self.rows.logins = (
            StaffLogin(OWNER, QUICK_HASHER.hash(OWNER_PIN)),
            StaffLogin(CASHIER, QUICK_HASHER.hash(CASHIER_PIN)),
        )

    @property
    def last(self) -> Kept:
        """The newest fact."""
        return self.rows.journal[-1]
