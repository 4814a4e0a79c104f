"""Servers on loopback: the real one as a process of its own, and bad ones that say what a
test tells them to."""

import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

from sync.server.service import Service
from tests.sync.kit import code_for

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "sync.server", "--data-dir")


class ServerProcess:
    """The real server, started as a shop would start it."""

    def __init__(self, data_dir, *options):
        self.data_dir = data_dir
        self._options = options
        self.process = None
        self.url = ""
        self.password = ""

    def start(self):
        self.process = subprocess.Popen(
            [*COMMAND, str(self.data_dir), "--port", "0", *self._options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for line in self.process.stdout:
            if line.startswith("Administrator's password"):
                self.password = line.split()[-1]
            if line.startswith("Listening on "):
                self.url = line.split()[-1]
                return self
        raise AssertionError(f"the server ended with {self.process.wait()}")

    def kill(self):
        """End it as a power cut would."""
        self.process.kill()
        self._wait()

    def stop(self, with_signal=signal.SIGTERM):
        """Ask it to end; returns its exit code."""
        self.process.send_signal(with_signal)
        return self._wait()

    def command(self, *words):
        """Run one of its commands beside it."""
        done = subprocess.run(
            [*COMMAND, str(self.data_dir), *words],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    @contextmanager
    def opened(self):
        """Its database, opened beside it: quicker than a command."""
        service = Service(self.data_dir, takes_demo=False)
        try:
            yield service
        finally:
            service.close()

    def pairing_code(self):
        with self.opened() as service:
            return code_for(service)

    def _wait(self):
        code = self.process.wait(60)
        self.process.stdout.close()
        return code


@contextmanager
def listening(serve):
    """Serve each connection with a function of the socket and an event that says stop; yields
    the address."""
    stop = threading.Event()
    threads = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept():
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    thread = threading.Thread(target=one, args=(connection,))
                    threads.append(thread)
                    thread.start()

        def one(connection):
            with connection, suppress(OSError):
                serve(connection, stop)

        acceptor = threading.Thread(target=accept)
        acceptor.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            stop.set()
            listener.shutdown(socket.SHUT_RDWR)
            acceptor.join()
            for thread in threads:
                thread.join()


def read_request(connection):
    """Read one HTTP request with its body; returns its bytes."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65_536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


def saying(*parts, keep_open=False):
    """A server that reads a request and says these bytes, whatever was asked."""

    def serve(connection, stop):
        while read_request(connection):
            for part in parts:
                connection.sendall(part)
            if not keep_open:
                return

    return serve


def http(status, body, content_type="application/json", headers=b"", length=None):
    """A whole HTTP answer as bytes."""
    size = len(body) if length is None else length
    return b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s" % (
        status, content_type.encode(), size, headers, body,
    )  # fmt: skip
