"""The server's log: one JSON object a line, with no name, address or content of a fact."""

import json
import logging
import sys
from datetime import UTC, datetime

_LOG = logging.getLogger("jushang.server")


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()}
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def write_to_stderr() -> None:
    """Send the log to standard error from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    _LOG.handlers = [handler]
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


def note(event: str, **fields: str | int | bool) -> None:
    """Log what happened."""
    _LOG.info(event, extra={"fields": fields})


def trouble(event: str, error: BaseException, **fields: str | int | bool) -> None:
    """Log what went wrong, with the way it took through the program."""
    _LOG.error(event, exc_info=error, extra={"fields": fields})
