"""Reading who works here, and what the shop is."""

import json
from collections.abc import Sequence
from typing import Any

from pos_app.domain.people import Role, Staff
from pos_app.store.frozen import people as sql
from pos_app.store.readers import Readers
from pos_app.usecases.ports import StaffLogin

# A role that this program does not know has the fewest rights.
_ROLES = {role.value: role for role in Role}


class PeopleQueries:
    """Staff and the shop's identity."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def staff(self) -> Sequence[Staff]:
        """Return those who may sign in, by number."""
        return [_person(row) for row in self._readers.read(sql.STAFF)]

    def login(self, number: str) -> StaffLogin | None:
        """Find an active person by staff number."""
        row = self._readers.first(sql.LOGIN, {"number": number})
        return None if row is None else StaffLogin(_person(row[:-1]), row[-1])

    def shop_id(self) -> str | None:
        """Return the shop's id; None before it was opened."""
        row = self._readers.first(sql.SHOP)
        return None if row is None else row[0].hex()

    def is_demo(self) -> bool:
        """Say whether this is a demo shop."""
        row = self._readers.first(sql.SHOP)
        return row is not None and bool(row[1])


def name_on(card: bytes | None) -> str:
    """Return the name on a person's card; empty when the card was erased."""
    return "" if card is None else str(json.loads(card).get("name", ""))


def _person(row: Any) -> Staff:
    staff_id, number, card, role, is_active, rev = row
    return Staff(
        staff_id.hex(), number, name_on(card), _ROLES.get(role, Role.CASHIER), bool(is_active), rev
    )
