"""The server's command line: run it, make pairing codes, shut tills out."""

import argparse
import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server

from sync.server import log, pairing
from sync.server.app import make_app
from sync.server.service import Service, now_ms
from sync.server.store import streams
from sync.server.store.engine import UnsafeSqlite
from sync.server.store.migrate import NewerDatabase
from sync.server.store.streams import StreamState

HOST = "127.0.0.1"
PORT = 8750


def main() -> int:
    """Run one command. Returns the exit code."""
    options = _parser().parse_args()
    try:
        service = Service(options.data_dir, takes_demo=getattr(options, "allow_demo", False))
    except UnsafeSqlite as error:
        return _fail(f"{error} can corrupt its file. Install pysqlite3 0.6.1 or newer.")
    except NewerDatabase as error:
        return _fail(f"The database is of a newer program (schema {error}). Update this one.")
    except OSError as error:
        return _fail(f"Cannot use {options.data_dir}: {error}")
    try:
        return int(options.act(service, options))
    finally:
        service.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sync.server", description=__doc__)
    parser.add_argument("--data-dir", type=Path, default=_default_data_dir())
    parser.set_defaults(act=_run)
    _add_run_options(parser)
    verbs = parser.add_subparsers(title="commands (without one the server runs)")
    pair = verbs.add_parser("pair", help="make a pairing code, and the shop when it is new")
    pair.add_argument("--shop", required=True)
    pair.add_argument("--merchant", default="", help="the shop's name unless given")
    pair.set_defaults(act=_pair)
    password = verbs.add_parser("new-password", help="replace the administrator's password")
    password.set_defaults(act=_new_password)
    for verb, state, words in (
        ("revoke", StreamState.REVOKED, "shut a till out: what it sends is put aside"),
        ("restore", StreamState.ACTIVE, "take a revoked or frozen till in again"),
    ):
        command = verbs.add_parser(verb, help=words)
        command.add_argument("--merchant-id", type=int, required=True)
        command.add_argument("--till-stream", type=bytes.fromhex, required=True)
        command.set_defaults(act=_set_state, state=state)
    return parser


def _add_run_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"{HOST} unless given: this machine only")
    parser.add_argument("--port", type=int, default=PORT, help="0 takes a free one")
    parser.add_argument("--allow-demo", action="store_true", help="take demo shops too")


def _default_data_dir() -> Path:
    if named := os.environ.get("JUSHANG_SERVER_DATA"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "jushang-server"
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "jushang-server"


def _run(service: Service, options: argparse.Namespace) -> int:
    log.write_to_stderr()
    try:
        port = _claim_port(options.host, options.port)
    except (OSError, OverflowError) as error:
        return _fail(f"Cannot listen on {options.host}:{options.port}: {error}")
    password = service.first_password()
    if password is not None:
        print(f"Administrator's password, shown only now: {password}")
    service.projector.start()
    try:
        asyncio.run(_serve(service, options.host, port))
    except KeyboardInterrupt:
        return 0
    finally:
        service.projector.stop()
    return 0


async def _serve(service: Service, host: str, port: int) -> None:
    """Serve until told to end. One process holds the database and all that writes to it."""
    server = Server(
        make_app(service),
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        websockets=False,
        log_enabled=False,
    )
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, server.stop)
    announcing = asyncio.create_task(_announce(host, port))
    try:
        await server.serve()
    finally:
        announcing.cancel()


async def _announce(host: str, port: int) -> None:
    """Say where the server listens, once someone who tries gets through."""
    while True:
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            print(f"Listening on http://{host}:{port}", flush=True)
            return


def _claim_port(host: str, port: int) -> int:
    """Return the port to listen on; 0 becomes a free one. Raises OSError for a taken one:
    the server itself would share it with whoever has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as probe:
        return int(probe.getsockname()[1])


def _pair(service: Service, options: argparse.Namespace) -> int:
    merchant = options.merchant or options.shop
    place, code = pairing.make_code(service.store, merchant, options.shop, now_ms())
    print(f"Pairing code for {place.name} of {place.merchant}: {code}")
    print("Good once, for ten minutes.")
    return 0


def _new_password(service: Service, options: argparse.Namespace) -> int:
    print(f"Administrator's password, shown only now: {service.replace_password()}")
    return 0


def _set_state(service: Service, options: argparse.Namespace) -> int:
    with service.store.writing() as db:
        row = streams.stream(db, options.merchant_id, options.till_stream)
        if row is None:
            return _fail("There is no such till.")
        streams.set_state(db, row.merchant_id, row.stream_id, options.state)
    print(f"Till {row.till} is {options.state}.")
    return 0


def _fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


def _leave(code: int) -> None:
    """End without taking the interpreter down: threads of granian's own may still be in it,
    and then the process aborts. By now everything is committed and closed."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _leave(main())
