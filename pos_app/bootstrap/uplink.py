"""The way up: the sync client on this till's journal, and pairing."""

import logging
import platform
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pos_app.domain.errors import mark
from pos_app.store.keys import KeyMissing, load_key
from pos_app.store.shop_file import ShopFile
from pos_app.store.sync_state import SyncKeeper, SyncRow
from pos_app.store.troubles import StoreTrouble
from pos_app.usecases.bulletin import Bulletin, LinkState, SyncStatus
from pos_app.usecases.pair_till import (
    DemoNotTaken,
    Paired,
    PairingRefused,
    ServerUnreachable,
)
from pos_app.usecases.ports import Clock
from sync.client.enrol import PairingFailed, Till
from sync.client.link import HttpLink
from sync.client.ports import (
    Binding,
    Frozen,
    JournalTrouble,
    LinkedEntry,
    Reason,
    SyncState,
    Unsent,
)
from sync.client.worker import Status, SyncWorker

APP = "jushang-pos/0.1"

_NO_KEY = mark("The key of this till (shop.key) is missing. Selling goes on, but nothing can be"
               " sent: put the file back into the shop's folder.")  # fmt: skip

_WORDS: dict[str, str] = {
    Reason.TOO_SLOW: mark("The server answers too slowly. Selling goes on; it is tried again."),
    Reason.NOT_OUR_SERVER: mark("What answers there is not our server. Check its address."),
    Reason.BAD_ANSWER: mark("The server's answer cannot be read. Selling goes on."),
    Reason.STALE_ANSWER: mark("An old answer came back from the network. It is asked again."),
    Reason.UNTRUSTED: mark("The server's certificate cannot be trusted. Nothing was sent."),
    Reason.BUSY: mark("The server has much to do. It is tried again in a moment."),
    Reason.SERVER_TROUBLE: mark("The server has a fault. Selling goes on; it is tried again."),
    Reason.UNKNOWN_TILL: mark("The server does not know this till. Pair it again."),
    Reason.DEMO_REFUSED: DemoNotTaken.words,
    Reason.REVOKED: mark("The server has revoked this till. Selling goes on; ask the owner."),
    Reason.JOURNAL_TROUBLE: mark("The disk of this till does not answer. Nothing can be sent."),
    Frozen.FORK: mark("The server has other records of this till. Nothing is sent; call for help."),
    Frozen.SERVER_AHEAD: mark(
        "The server has more records of this till than the till. Nothing is sent; call for help."
    ),
    Frozen.BAD_ACKNOWLEDGEMENT: mark(
        "The server acknowledged what this till never sent. Nothing is sent; call for help."
    ),
}

_log = logging.getLogger("sync")


class TillJournal:
    """The shop file's journal, in the sync client's words."""

    def __init__(self, keeper: SyncKeeper) -> None:
        self._keeper = keeper

    @property
    def stream_id(self) -> bytes:
        """The 16 bytes that name this journal."""
        return self._keeper.stream.stream_id

    def tail(self, after_seq: int, max_facts: int, max_bytes: int) -> Sequence[LinkedEntry]:
        """Return entries after a place, within both bounds."""
        with _journal_trouble():
            return [
                LinkedEntry(*each) for each in self._keeper.tail(after_seq, max_facts, max_bytes)
            ]

    def hash_at(self, seq: int) -> bytes | None:
        """Return an entry's link."""
        with _journal_trouble():
            return self._keeper.hash_at(seq)

    def unsent(self, after_seq: int) -> Unsent:
        """Count the entries after a place."""
        with _journal_trouble():
            return Unsent(*self._keeper.unsent(after_seq))


class TillStates:
    """The sync state in the shop file, in the sync client's words."""

    def __init__(self, keeper: SyncKeeper) -> None:
        self._keeper = keeper

    def load(self) -> SyncState:
        """Return what was kept last."""
        with _journal_trouble():
            row = self._keeper.load()
        return SyncState(
            binding=_binding(row),
            acked_seq=row.acked_seq,
            acked_hash=row.acked_hash,
            server_epoch=row.server_epoch,
            frozen=Frozen(row.frozen),
        )

    def save(self, state: SyncState) -> None:
        """Keep a state, durably."""
        bound = state.binding
        row = SyncRow(
            server_url=bound.server_url if bound else None,
            merchant_id=bound.merchant_id if bound else None,
            merchant=bound.merchant if bound else None,
            shop_id=bound.shop_id if bound else None,
            shop=bound.shop if bound else None,
            till=bound.till if bound else None,
            acked_seq=state.acked_seq,
            acked_hash=state.acked_hash,
            server_epoch=state.server_epoch,
            frozen=state.frozen.value,
        )
        with _journal_trouble():
            self._keeper.save(row)


class Uplink:
    """The sync thread of an open shop. Without its key file the till sells but sends nothing."""

    def __init__(self, shop: ShopFile, bulletin: Bulletin, clock: Clock) -> None:
        """Raises KeyMissing, and StoreTrouble when the sync state cannot be read."""
        self._bulletin = bulletin
        key = load_key(shop.folder, shop.sync.stream.public_key)
        till = Till(platform.system(), APP, shop.queries.is_demo())
        self.worker = SyncWorker(
            journal=TillJournal(shop.sync),
            states=TillStates(shop.sync),
            signer=key,
            clock=clock,
            random=random.SystemRandom(),
            link_to=lambda url: HttpLink(url, clock=clock),
            post=self._post,
            till=till,
        )

    def enrol(self, server_url: str, code: str) -> Paired:
        """Pair with a server. Raises PairingRefused, DemoNotTaken and ServerUnreachable."""
        try:
            bound = self.worker.pair(server_url, code)
        except PairingFailed as failed:
            reason = failed.failure.reason
            if reason is Reason.DEMO_REFUSED:
                raise DemoNotTaken from failed
            if reason in (Reason.PAIRING_REFUSED, Reason.TOO_MANY_TRIES):
                raise PairingRefused from failed
            raise ServerUnreachable(server=server_url) from failed
        except JournalTrouble as trouble:
            raise ServerUnreachable(server=server_url) from trouble
        return Paired(bound.merchant, bound.shop, bound.till)

    def paired(self) -> Paired | None:
        """Tell what the till is called on its server; None when it is not paired."""
        bound = self.worker.binding
        return None if bound is None else Paired(bound.merchant, bound.shop, bound.till)

    def _post(self, status: Status) -> None:
        words = _WORDS.get(status.reason, "")
        self._bulletin.post(
            SyncStatus(
                LinkState(status.state.value), status.unsent_count, status.oldest_at_ms, words
            )
        )


def no_key(missing: KeyMissing) -> SyncStatus:
    """What the lamp says of a till whose key file is gone; a lamp's words have no places."""
    _log.error("nothing can be sent: %s", missing)
    return SyncStatus(LinkState.FROZEN, 0, None, _NO_KEY)


def _binding(row: SyncRow) -> Binding | None:
    if row.server_url is None:
        return None
    assert row.merchant_id is not None, "a pairing is kept whole"
    assert row.shop_id is not None, "a pairing is kept whole"
    assert row.till is not None, "a pairing is kept whole"
    return Binding(
        row.server_url, row.merchant_id, row.merchant or "", row.shop_id, row.shop or "", row.till
    )


@contextmanager
def _journal_trouble() -> Iterator[None]:
    try:
        yield
    except StoreTrouble as trouble:
        raise JournalTrouble(str(trouble)) from trouble
