"""What the use cases need from the rest of the till, in their own words.

The store implements all of these; tests bring fakes of some. Ids are 32 hex
digits, made where the thing was born.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import NamedTuple, Protocol

from pos_app.domain.cart import Cart, Line
from pos_app.domain.people import Authority, Staff
from pos_app.domain.product import Category, Product
from pos_app.domain.sale import ReceiptNumber, Sale
from sync.protocol.facts.record import Fact
from sync.protocol.totals import Sums


class Clock(Protocol):
    """The time of day and a time that only runs forward."""

    def now_ms(self) -> int:
        """Return UTC milliseconds since 1970."""
        ...

    def utc_offset_min(self) -> int:
        """Return how far local time is ahead of UTC."""
        ...

    def monotonic_ms(self) -> int:
        """Return milliseconds that never run back."""
        ...


NewId = Callable[[], str]


class Recorded(NamedTuple):
    """Where a fact went in the journal, and what its head says."""

    seq: int
    fact_id: str
    at_ms: int
    business_day: int


class Work(Protocol):
    """One writing transaction: whole on leaving, or nothing at all on an exception."""

    def record(self, fact: Fact, authority: Authority) -> Recorded:
        """Add a fact to the journal and apply it to the ledger."""
        ...

    def next_receipt_number(self) -> ReceiptNumber:
        """Take the next number; it is used up when the transaction commits."""
        ...

    def queue_receipt(self, sale_id: str, copy: int) -> int:
        """Queue a receipt for printing and return its job number; copy 0 is the first print."""
        ...

    def reprint_count(self, sale_id: str) -> int:
        """Say how often a receipt was printed again."""
        ...

    def drop_draft(self, cart_id: str) -> None:
        """Forget the draft of a cart that is now a sale or voided."""
        ...

    def put_staff_secret(self, staff: Staff, pin_verifier: str) -> str:
        """Keep the card (name) and PIN verifier of a person; return the card's salted hash."""
        ...


class Writer(Protocol):
    """The one way to write. The person at the counter goes first."""

    def urgent(self) -> AbstractContextManager[Work]:
        """Open a transaction for someone who waits: durable once it has left."""
        ...

    def later(self) -> AbstractContextManager[Work]:
        """Open a transaction for the background; it lets urgent ones go first."""
        ...


class Drafts(Protocol):
    """Open carts, kept line by line; each call is on the disk before it returns."""

    def put_line(self, cart_id: str, line: Line, position: int) -> None:
        """Keep a new or changed line; a line that is there already keeps its position."""
        ...

    def remove_line(self, cart_id: str, line_id: str) -> None:
        """Mark a line as taken out; the cart still remembers it."""
        ...

    def open_carts(self) -> Sequence[Cart]:
        """Return the carts that were open, as they were, oldest first."""
        ...


class JobState(StrEnum):
    """How far a print job has got. UNKNOWN is never printed again by itself."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class StaffLogin(NamedTuple):
    """A person and the verifier of their PIN."""

    staff: Staff
    pin_verifier: str


class LineRow(NamedTuple):
    """A line of a sale as it was sold."""

    name: str
    code: str
    unit: str
    qty_milli: int
    unit_fen: int
    price_per_milli: int
    amount_fen: int


class TenderRow(NamedTuple):
    """A payment as it stands now."""

    kind: str
    state: str
    amount_fen: int
    received_fen: int
    change_fen: int


class SaleRow(NamedTuple):
    """One sale in a list."""

    sale_id: str
    seq: int
    receipt_code: str
    at_ms: int
    utc_offset_min: int
    business_day: int
    staff_name: str
    line_count: int
    total_fen: int
    tender_kinds: tuple[str, ...]


class SaleDetail(NamedTuple):
    """One sale with all that stands on its receipt."""

    row: SaleRow
    lines: tuple[LineRow, ...]
    tenders: tuple[TenderRow, ...]
    rounding_fen: int
    print_state: str
    reprint_count: int


class KeySums(NamedTuple):
    """Figures under one key of a dimension; ``label`` is what people call it."""

    key: str
    label: str
    sums: Sums


class DayFigures(NamedTuple):
    """The totals of a span of business days."""

    first_day: int
    last_day: int
    whole: Sums
    by_hour: tuple[KeySums, ...]
    by_category: tuple[KeySums, ...]
    by_tender: tuple[KeySums, ...]
    by_tender_pending: tuple[KeySums, ...]
    best_products: tuple[KeySums, ...]


class UnsentFacts(NamedTuple):
    """The tail of the journal that the server has not acknowledged."""

    fact_count: int
    oldest_at_ms: int | None


class Queries(Protocol):
    """All that screens read. One-row reads are quick enough for the UI thread."""

    def product_by_code(self, keys: Sequence[str]) -> Product | None:
        """Find what bears one of these codes; the earlier key wins, ids never match."""
        ...

    def product(self, product_id: str) -> Product | None:
        """Return a product as it stands now."""
        ...

    def search(self, text: str, limit: int) -> Sequence[Product]:
        """Find products by name, pinyin, initials or the tail of a barcode, own sellers first."""
        ...

    def tiles(self, category_id: str | None, offset: int, limit: int) -> Sequence[Product]:
        """Return what sells most, of one category or of all."""
        ...

    def categories(self) -> Sequence[Category]:
        """Return the categories in their order."""
        ...

    def product_count(self) -> int:
        """Say how many products are on sale."""
        ...

    def staff(self) -> Sequence[Staff]:
        """Return those who may sign in, by number."""
        ...

    def login(self, number: str) -> StaffLogin | None:
        """Find an active person by staff number."""
        ...

    def sales(
        self, first_day: int, last_day: int, text: str, before_seq: int | None, limit: int
    ) -> Sequence[SaleRow]:
        """Return sales, newest first; ``text`` matches the receipt number or its tail."""
        ...

    def sale(self, sale_id: str) -> SaleDetail | None:
        """Return one sale."""
        ...

    def last_sale_id(self) -> str | None:
        """Return the newest sale of this till."""
        ...

    def figures(self, first_day: int, last_day: int) -> DayFigures:
        """Add up the day totals of a span."""
        ...

    def business_day(self) -> int:
        """Return today's business day, never below the last one recorded."""
        ...

    def unsent(self) -> UnsentFacts:
        """Say what the server does not have yet."""
        ...

    def shop_id(self) -> str | None:
        """Return the shop's id; None before it was opened."""
        ...

    def is_demo(self) -> bool:
        """Say whether this is a demo shop."""
        ...


class PrintJob(NamedTuple):
    """One receipt to print; copy 0 is the first print, the others are marked.

    ``opens_drawer`` is true for the first print of a sale with cash in it.
    """

    job: int
    sale_id: str
    copy: int
    created_ms: int
    attempts: int
    opens_drawer: bool


class PrintJobs(Protocol):
    """The print queue, as rows that outlive the program. Called from the printing thread."""

    def next_queued(self) -> PrintJob | None:
        """Return the oldest job that waits, or None."""
        ...

    def mark(self, job: int, state: JobState, words: str = "") -> None:
        """Note how far a job has got, durably; SENDING counts an attempt."""
        ...

    def interrupted(self) -> Sequence[PrintJob]:
        """Return jobs that a stopped program left in SENDING."""
        ...


class SettingStore(Protocol):
    """Values of settings by key, as text; facts for the shop's, rows for this machine's."""

    def values(self) -> dict[str, str]:
        """Return everything that was ever set."""
        ...

    def put_local(self, key: str, value: str) -> None:
        """Keep a value that concerns this machine alone."""
        ...


class SaleKept(NamedTuple):
    """A sale that is safely on the disk."""

    sale: Sale
    number: ReceiptNumber
    recorded: Recorded
    print_job: int | None
