"""The cable between a till and its server: it can be pulled, or end in a stranger's network."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

_TICK_S = 0.05
_CHUNK_BYTES = 65_536
_STOP_S = 5.0
LOGIN_PAGE = "<!doctype html><title>请先登录</title><p>欢迎使用本店无线网络"

THROUGH, CUT, STRANGER = "through", "cut", "stranger"


class Cable:
    """A port of this machine that leads to another one. A context manager.

    ``state`` may change at any time: through passes all on, cut hangs up on everybody,
    and with a stranger every request is answered by a page that wants a login.
    """

    def __init__(self, to_port: int) -> None:
        self._to = ("127.0.0.1", to_port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(_TICK_S)
        self._state = THROUGH
        self._stopping = threading.Event()
        self._callers: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._serve, name="cable")
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.visitors = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._thread.join(_STOP_S)
        for each in self._callers:
            each.join(_STOP_S)
        self._listener.close()

    def put(self, state: str) -> None:
        """Change where it leads; who is on the line is hung up on."""
        self._state = state
        self.visitors = 0

    def _serve(self) -> None:
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                caller, _ = self._listener.accept()
                self.visitors += 1
                thread = threading.Thread(target=self._talk, args=(caller,), name="cable's caller")
                self._callers.append(thread)
                thread.start()

    def _talk(self, caller: socket.socket) -> None:
        state = self._state
        with caller, contextlib.suppress(OSError):
            caller.settimeout(_TICK_S)
            if state == STRANGER:
                self._answer_with_a_page(caller)
            elif state == THROUGH:
                with socket.create_connection(self._to) as server:
                    server.settimeout(_TICK_S)
                    self._pass_on(caller, server)

    def _pass_on(self, caller: socket.socket, server: socket.socket) -> None:
        ends = threading.Event()

        def pump(source: socket.socket, target: socket.socket) -> None:
            with contextlib.suppress(OSError):
                while not ends.is_set() and self._state == THROUGH and not self._stopping.is_set():
                    with contextlib.suppress(TimeoutError):
                        data = source.recv(_CHUNK_BYTES)
                        if not data:
                            break
                        target.sendall(data)
            ends.set()

        back = threading.Thread(target=pump, args=(server, caller), name="cable's way back")
        back.start()
        pump(caller, server)
        back.join(_STOP_S)

    def _answer_with_a_page(self, caller: socket.socket) -> None:
        heard = b""
        while b"\r\n\r\n" not in heard and not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                data = caller.recv(_CHUNK_BYTES)
                if not data:
                    return
                heard += data
        page = LOGIN_PAGE.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n"
        caller.sendall(head.encode() + b"Connection: close\r\n\r\n" + page)
