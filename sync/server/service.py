"""The server as one object: its store, its terms, its projector; what the routes stand on."""

import secrets
import time
from pathlib import Path

from sync.protocol.answers import Ack, Answer, Code, Problem
from sync.server import intake, log, pairing
from sync.server.auth import Proof, hash_password, new_password
from sync.server.intake import Terms
from sync.server.pairing import Tries
from sync.server.projector import ProjectorThread
from sync.server.store import places
from sync.server.store.store import Store

_EPOCH_FILE = "server_epoch"


def now_ms() -> int:
    """The server's time of day."""
    return time.time_ns() // 1_000_000


class Service:
    """A server on a folder of its own.

    Its epoch lies beside the database, not in it: whoever brings back an old copy of the
    database removes the file, and tills then know that the server may have gone back.
    """

    def __init__(self, data_dir: Path, *, takes_demo: bool) -> None:
        """Raises UnsafeSqlite, NewerDatabase and OSError."""
        self.store = Store(data_dir)
        self.tries = Tries()
        self.projector = ProjectorThread(
            self.store, now_ms, lambda error: log.trouble("projector", error)
        )
        self._takes_demo = takes_demo
        self._epoch = _read_epoch(data_dir)

    def first_password(self) -> str | None:
        """Make the administrator's password at the first start; None at any later one."""
        with self.store.reading() as db:
            if places.password_hash(db) is not None:
                return None
        return self.replace_password()

    def replace_password(self) -> str:
        """Make a new administrator's password; the old one is void."""
        password = new_password()
        with self.store.writing() as db:
            places.set_password_hash(db, hash_password(password))
        return password

    def push(self, body: bytes, is_packed: bool, proof: Proof | None) -> Answer:
        """Answer a push."""
        if proof is None:
            return Problem(code=Code.BAD_SIGNATURE)
        answer = intake.receive(body, is_packed, proof, self.store, self._terms())
        if isinstance(answer, Ack):
            self.projector.wake()
        return answer

    def enrol(self, body: bytes, is_packed: bool, proof: Proof | None, address: str) -> Answer:
        """Answer a pairing request from a network address."""
        if self.tries.wait_ms(address, now_ms()):
            return Problem(code=Code.TOO_MANY_TRIES)
        if proof is None:
            return Problem(code=Code.BAD_SIGNATURE)
        answer = pairing.enrol(body, is_packed, proof, self.store, self._terms())
        if isinstance(answer, Problem) and answer.code == Code.PAIRING_REFUSED:
            self.tries.failed(address, now_ms())
        return answer

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    def _terms(self) -> Terms:
        return Terms(self._epoch, self._takes_demo, now_ms())


def _read_epoch(data_dir: Path) -> str:
    path = data_dir / _EPOCH_FILE
    try:
        kept = path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        kept = ""
    if len(kept) != 16:
        kept = secrets.token_hex(8)
        path.write_text(kept + "\n", encoding="ascii")
    return kept
