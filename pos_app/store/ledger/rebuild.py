"""Makes the ledger anew from the journal: the proof that nothing else is needed for it."""

from collections.abc import Callable

from pos_app.store import journal
from pos_app.store.engine import Database
from pos_app.store.frozen import ledger as sql
from pos_app.store.ledger.apply import apply
from pos_app.store.ledger.place import Place
from sync.protocol.facts.kinds import decode_body, decode_head


def rebuild(database: Database, progress: Callable[[int], None] = lambda seq: None) -> int:
    """Empty the ledger and apply every fact again; return how many there were.

    To be called inside a transaction, on the till's own stream: what other tills sold
    comes down the feed again.
    """
    for statement in sql.EMPTY:
        database.execute(statement)
    count = 0
    for entry in journal.entries(database):
        head = decode_head(entry.head)
        place = Place(journal.OWN_STREAM, entry.seq, head)
        apply(database, place, decode_body(head.kind, entry.body))
        count += 1
        progress(entry.seq)
    return count
