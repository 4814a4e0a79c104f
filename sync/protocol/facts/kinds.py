"""All kinds of facts, by name."""

from sync.protocol.facts.catalogue import CategoriesPut, ImportCommitted, ProductsPut
from sync.protocol.facts.head import FactHead
from sync.protocol.facts.record import BadFact, Fact, parse
from sync.protocol.facts.selling import CartVoided, ReceiptReprinted, SaleCompleted
from sync.protocol.facts.shop import SettingChanged, ShopOpened, StaffPut, StaffSignedIn

KINDS: dict[str, type[Fact]] = {
    fact.kind: fact
    for fact in (
        ShopOpened,
        SettingChanged,
        StaffPut,
        StaffSignedIn,
        CategoriesPut,
        ProductsPut,
        ImportCommitted,
        SaleCompleted,
        CartVoided,
        ReceiptReprinted,
    )
}


def decode_head(data: bytes) -> FactHead:
    """Read a stored head. Raises BadFact."""
    return FactHead.from_json(parse(data))


def decode_body(kind: str, data: bytes) -> Fact | None:
    """Read a stored body; None for a kind that this program does not know. Raises BadFact."""
    cls = KINDS.get(kind)
    return None if cls is None else cls.from_json(parse(data))


__all__ = ["KINDS", "BadFact", "decode_body", "decode_head"]
