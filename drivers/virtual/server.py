"""A virtual printer on the network: TCP on the loopback address, one caller at a time."""

import contextlib
import socket
import struct
import threading
import time
from types import TracebackType
from typing import Self

from drivers.virtual.printer import VirtualPrinter

_TICK_S = 0.05
_STOP_S = 2.0
_CHUNK_BYTES = 4096
_RESET_AT_CLOSE = struct.pack("ii", 1, 0)


class VirtualPrinterServer:
    """Serves a twin on ``127.0.0.1``; port 0 takes any free one. A context manager."""

    def __init__(self, printer: VirtualPrinter, port: int = 0) -> None:
        self._printer = printer
        self._port = port
        self._listener: socket.socket | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, name=f"twin of {printer.name}")

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self._port

    def start(self) -> Self:
        """Raises OSError if the port is taken."""
        self._listen()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Hang up and free the port; from here on callers are refused."""
        self._stop.set()
        self._thread.join(_STOP_S)
        self._close_listener()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _listen(self) -> None:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            # As little as a real printer holds, so that one that hangs is noticed.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _CHUNK_BYTES)
            listener.bind(("127.0.0.1", self._port))
            listener.listen(1)
            listener.settimeout(_TICK_S)
        except OSError:
            listener.close()
            raise
        self._port = listener.getsockname()[1]
        self._listener = listener

    def _close_listener(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _serve(self) -> None:
        while not self._stop.is_set():
            if self._printer.faults.off:
                self._close_listener()
                self._stop.wait(_TICK_S)
                continue
            if self._listener is None:
                self._listen()
            assert self._listener is not None
            with contextlib.suppress(TimeoutError):
                caller, _ = self._listener.accept()
                with caller:
                    self._talk(caller)

    def _talk(self, caller: socket.socket) -> None:
        if not self._printer.connect():
            self._reset(caller)
            return
        caller.settimeout(_TICK_S)
        try:
            while not self._stop.is_set() and not self._printer.faults.off:
                if not self._exchange(caller):
                    return
            self._reset(caller)
        except OSError:
            # The caller let go in its own way; its bytes so far count.
            return
        finally:
            self._printer.disconnect()

    def _exchange(self, caller: socket.socket) -> bool:
        """Hear and answer once; False when either side hangs up."""
        if self._printer.faults.hang:
            time.sleep(_TICK_S)
            return True
        if self._printer.faults.drop_after == 0:
            self._reset(caller)
            return False
        data = b""
        with contextlib.suppress(TimeoutError):
            data = caller.recv(_CHUNK_BYTES)
            if not data:
                return False
        return self._pass_on(caller, data)

    def _pass_on(self, caller: socket.socket, data: bytes) -> bool:
        while True:
            taken = self._printer.receive(data, _TICK_S)
            if taken.answer:
                caller.sendall(taken.answer)
            if taken.hung_up:
                self._reset(caller)
                return False
            data = data[taken.accepted :]
            if not data or self._stop.is_set() or self._printer.faults.off:
                return True
            if not taken.accepted:
                # Full while offline: the caller waits, as with a real one.
                self._stop.wait(_TICK_S)

    @staticmethod
    def _reset(caller: socket.socket) -> None:
        """Hang up as a device does that lost its power: without a farewell."""
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_CLOSE)
