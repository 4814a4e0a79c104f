"""Printers on the network: raw bytes over TCP, by custom on port 9100."""

import contextlib
import socket
import time

from drivers.transport.port import PortBroken, PortMissing, PortStuck

DEFAULT_PORT = 9100
CONNECT_S = 2.0
# How long a closed connection may take to bring its last bytes over.
LINGER_S = 0.2
# Small, so that bytes accepted are bytes sent and not megabytes held by the system.
_BUFFER_BYTES = 16_384


class TcpPort:
    """One connection per job, closed after it."""

    answers = True

    def __init__(
        self, host: str, port: int = DEFAULT_PORT, *, connect_s: float = CONNECT_S
    ) -> None:
        self.name = f"{host}:{port}"
        self._address = (host, port)
        self._connect_s = connect_s
        self._socket: socket.socket | None = None

    def open(self) -> None:
        assert self._socket is None, "a port is opened once per job"
        try:
            connected = socket.create_connection(self._address, timeout=self._connect_s)
        except (OSError, UnicodeError) as error:
            # UnicodeError: a host name that no resolver would take.
            raise PortMissing(str(error)) from error
        with contextlib.suppress(OSError):
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connected.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
        self._socket = connected

    def write(self, data: bytes, deadline_s: float) -> None:
        connected = self._connected()
        accepted = 0
        end = time.monotonic() + deadline_s
        while accepted < len(data):
            left_s = end - time.monotonic()
            if left_s <= 0:
                raise PortStuck("it takes no more bytes", accepted=accepted)
            connected.settimeout(left_s)
            try:
                accepted += connected.send(data[accepted:])
            except TimeoutError as error:
                raise PortStuck("it takes no more bytes", accepted=accepted) from error
            except OSError as error:
                raise PortBroken(str(error), accepted=accepted) from error

    def read(self, size: int, timeout_s: float) -> bytes:
        connected = self._connected()
        # A timeout of zero would make the socket non-blocking.
        connected.settimeout(max(timeout_s, 0.001))
        try:
            data = connected.recv(size)
        except TimeoutError:
            return b""
        except OSError as error:
            raise PortBroken(str(error)) from error
        if not data:
            raise PortBroken("it closed the connection")
        return data

    def close(self) -> None:
        if self._socket is None:
            return
        connected, self._socket = self._socket, None
        # Closing with answers unread resets the connection and may cost the printer the end of
        # its data. So: say that we are done, drink what comes, then let go.
        with connected, contextlib.suppress(OSError):
            connected.shutdown(socket.SHUT_WR)
            end = time.monotonic() + LINGER_S
            while (left_s := end - time.monotonic()) > 0:
                connected.settimeout(left_s)
                if not connected.recv(4096):
                    break

    def _connected(self) -> socket.socket:
        assert self._socket is not None, "a port is opened before it is used"
        return self._socket


def parse_address(address: str) -> tuple[str, int]:
    """Read ``host``, ``host:port`` or ``[ipv6]:port``; raises ValueError."""
    address = address.strip()
    if address.startswith("["):
        host, bracket, rest = address[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise ValueError(f"not an address: {address!r}")
        port = rest[1:]
    elif address.count(":") > 1:
        host, port = address, ""
    else:
        host, _, port = address.partition(":")
    number = int(port) if port.isascii() and port.isdigit() else (DEFAULT_PORT if not port else 0)
    if not host or any(char.isspace() for char in host) or not 0 < number < 65536:
        raise ValueError(f"not an address: {address!r}")
    return host, number
