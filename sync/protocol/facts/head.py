"""The head of a fact: when, where in the shop's calendar, and in whose name."""

from dataclasses import dataclass

from sync.protocol.facts.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FactHead(Record):
    """What every fact says beside its body.

    ``at_ms`` is UTC; ``business_day`` is a number such as 20261123. ``actor``,
    ``approver`` and ``shift`` are ids or null. ``clock_back_ms`` is above zero when
    the till's clock stood before that of its last fact.
    """

    id: str
    kind: str
    at_ms: int
    utc_offset_min: int
    business_day: int
    actor: str | None = None
    approver: str | None = None
    shift: str | None = None
    clock_back_ms: int = 0
