"""Pairing: a code from the server binds this till's journal to a shop there."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from pos_app.domain.errors import Refusal, Trouble, mark
from pos_app.domain.people import Authority, Permission
from pos_app.settings import SERVER_URL, BadSetting

CODE_LENGTH = 10
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


class PairingRefused(Refusal):
    """The server knows no such code, or it is used up or too old."""

    words = mark("The server does not know this pairing code. Ask for a new one and type it soon.")


class DemoNotTaken(Refusal):
    """The server takes real shops only."""

    words = mark("This is a demo shop, and the server takes real shops only.")


class NotAPairingCode(Refusal):
    """What was typed cannot be a pairing code."""

    words = mark("A pairing code has 10 letters and digits. Type it as the server shows it.")


class ServerUnreachable(Trouble):
    """Nothing that speaks our protocol answered."""

    words = mark("No answer from {server}. Check the address and the network, then try again.")


class Paired(NamedTuple):
    """What the till is now called on the server."""

    merchant: str
    shop: str
    till: int


class Enrol(Protocol):
    """Who can ask a server to take this till's stream, and keep the answer."""

    def __call__(self, server_url: str, code: str) -> Paired:
        """Raises PairingRefused, DemoNotTaken and ServerUnreachable. Waits for the network,
        with a deadline."""
        ...


@dataclass(frozen=True, slots=True)
class PairTill:
    """Pair with a server. Nothing in the journal changes: the server binds the stream
    from its first fact on. Waits for the network: not for the UI thread."""

    enrol: Enrol

    def __call__(self, server_url: str, code: str, authority: Authority) -> Paired:
        """Raises BadSetting, NotAPairingCode, NotPermitted and what Enrol raises."""
        authority.require(Permission.PAIR)
        url = server_address(server_url)
        if not url:
            raise BadSetting(typed="", name=SERVER_URL.words, hint=SERVER_URL.hint)
        return self.enrol(url, clean_code(code))


def server_address(typed: str) -> str:
    """Read an address as people write it: without a scheme it is a plain one of the shop's own
    network. Raises BadSetting."""
    url = typed.strip()
    if url and "://" not in url:
        url = f"http://{url}"
    return SERVER_URL.accept(url).rstrip("/")


def clean_code(typed: str) -> str:
    """Read a code as people write it: any case, with spaces or dashes, O for zero.

    Raises NotAPairingCode.
    """
    code = "".join(typed.split()).replace("-", "").upper().translate(_LOOKALIKES)
    if len(code) != CODE_LENGTH or not (code.isascii() and code.isalnum()):
        raise NotAPairingCode
    return code
