"""One writing transaction as the use cases see it."""

import hashlib
import json
import secrets

from pos_app.domain.business_day import business_day, clock_back_ms
from pos_app.domain.people import Authority, Staff
from pos_app.domain.sale import RECEIPT_NUMBER_MAX, ReceiptNumber
from pos_app.store import journal
from pos_app.store.engine import Database
from pos_app.store.frozen import drafts as drafts_sql
from pos_app.store.frozen import journal as journal_sql
from pos_app.store.frozen import people as people_sql
from pos_app.store.frozen import printing as printing_sql
from pos_app.store.frozen import selling as selling_sql
from pos_app.store.ids import stored
from pos_app.store.journal import Stream, Tip
from pos_app.store.ledger.apply import apply
from pos_app.store.ledger.place import Place
from pos_app.usecases.ports import Clock, JobState, NewId, Recorded
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.record import Fact, dump
from sync.protocol.limits import FACT_BYTES_MAX

SALT_BYTES = 16
RECEIPT = "receipt"


class FactWork:
    """A transaction that is open. Whoever opened it commits it."""

    def __init__(
        self,
        database: Database,
        stream: Stream,
        tip: Tip,
        day_start_min: int,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._database = database
        self._stream = stream
        self._day_start_min = day_start_min
        self._clock = clock
        self._new_id = new_id
        self.tip = tip
        self.facts: list[Fact] = []
        self.newest_id: str | None = None

    def record(self, fact: Fact, authority: Authority) -> Recorded:
        """Add a fact to the journal and apply it to the ledger."""
        head = self._head(fact.kind, authority)
        body = fact.to_bytes()
        assert len(body) <= FACT_BYTES_MAX, f"{fact.kind} is too large to travel"
        self.tip = journal.append(
            self._database, self._stream.stream_id, self.tip, head, dump(head.to_json()), body
        )
        apply(self._database, Place(journal.OWN_STREAM, self.tip.seq, head), fact)
        self.facts.append(fact)
        self.newest_id = head.id
        return Recorded(self.tip.seq, head.id, head.at_ms, head.business_day)

    def next_receipt_number(self) -> ReceiptNumber:
        """Take the next number; it is used up when the transaction commits."""
        number = self._take_number()
        if number.number > RECEIPT_NUMBER_MAX:
            self._database.execute(journal_sql.NEXT_SERIES)
            number = self._take_number()
        return number

    def queue_receipt(self, sale_id: str, copy: int) -> int:
        """Queue a receipt for printing and return its job number; copy 0 is the first print."""
        now_ms = self._clock.now_ms()
        job = (RECEIPT, stored(sale_id), copy, JobState.QUEUED.value, now_ms, now_ms)
        return int(self._database.execute(printing_sql.ADD_JOB, job).fetchall()[0][0])

    def reprint_count(self, sale_id: str) -> int:
        """Say how often a receipt was printed again."""
        values = {"sale_id": stored(sale_id)}
        return int(self._database.execute(selling_sql.REPRINT_COUNT, values).fetchone()[0])

    def drop_draft(self, cart_id: str) -> None:
        """Forget the draft of a cart that is now a sale or voided."""
        self._database.execute(drafts_sql.DROP_DRAFT, {"cart_id": stored(cart_id)})

    def put_staff_secret(self, staff: Staff, pin_verifier: str) -> str:
        """Keep the card (name) and PIN verifier of a person; return the card's salted hash."""
        person_id, salt = stored(staff.staff_id), secrets.token_bytes(SALT_BYTES)
        card = json.dumps({"name": staff.name}, ensure_ascii=False).encode()
        self._database.execute(people_sql.PUT_CARD, (person_id, staff.rev, salt, card))
        self._database.execute(people_sql.PUT_SECRET, (person_id, pin_verifier))
        return hashlib.sha256(salt + card).hexdigest()

    def _head(self, kind: str, authority: Authority) -> FactHead:
        now_ms, utc_offset_min = self._clock.now_ms(), self._clock.utc_offset_min()
        return FactHead(
            id=self._new_id(),
            kind=kind,
            at_ms=now_ms,
            utc_offset_min=utc_offset_min,
            business_day=business_day(
                now_ms, utc_offset_min, self._day_start_min, self.tip.business_day
            ),
            actor=authority.actor,
            approver=authority.approver,
            clock_back_ms=clock_back_ms(now_ms, self.tip.at_ms),
        )

    def _take_number(self) -> ReceiptNumber:
        till, series, number = self._database.execute(journal_sql.TAKE_NUMBER).fetchall()[0]
        return ReceiptNumber(till, series, number)
