"""Writes one JSON Schema file for each kind of fact: `python -m installer.fact_schemas`."""

import inspect
import json
from pathlib import Path

from sync.protocol.facts.head import FactHead
from sync.protocol.facts.kinds import KINDS
from sync.protocol.facts.record import Record, json_schema

SCHEMAS = Path(__file__).resolve().parents[1] / "sync" / "protocol" / "facts" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
HEAD = "head"


def schema_texts() -> dict[str, str]:
    """Return the text of each schema by file name: the head's, and one for each kind of body."""
    described: dict[str, type[Record]] = {HEAD: FactHead, **KINDS}
    return {f"{name}.json": _text(name, cls) for name, cls in described.items()}


def _text(name: str, cls: type[Record]) -> str:
    about = {"$schema": DIALECT, "title": name, "description": inspect.getdoc(cls)}
    return json.dumps({**about, **json_schema(cls)}, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    SCHEMAS.mkdir(exist_ok=True)
    texts = schema_texts()
    for stale in SCHEMAS.glob("*.json"):
        if stale.name not in texts:
            stale.unlink()
    for name, text in texts.items():
        (SCHEMAS / name).write_text(text, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
