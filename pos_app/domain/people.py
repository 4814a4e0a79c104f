"""Who works in the shop, and what each may do."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.errors import NotPermitted


class Permission(StrEnum):
    """A named right. Use cases test it; screens never do."""

    SELL = "sell"
    VOID_CART = "void_cart"
    REPRINT = "reprint"
    ADD_PRODUCT = "add_product"
    IMPORT_PRODUCTS = "import_products"
    SEE_REPORTS = "see_reports"
    CHANGE_SETTINGS = "change_settings"
    PAIR = "pair"


class Role(StrEnum):
    """A usual set of rights."""

    CASHIER = "cashier"
    SENIOR = "senior"
    OWNER = "owner"


_CASHIER = frozenset(
    {Permission.SELL, Permission.VOID_CART, Permission.REPRINT, Permission.ADD_PRODUCT}
)
ROLE_PERMISSIONS = {
    Role.CASHIER: _CASHIER,
    Role.SENIOR: _CASHIER | {Permission.SEE_REPORTS, Permission.IMPORT_PRODUCTS},
    Role.OWNER: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who signs in at the till. The name is a card's, never a fact's."""

    staff_id: str
    number: str
    name: str
    role: Role
    is_active: bool = True
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Authority:
    """In whose name something is done: who acts, who approved it, what they may do."""

    actor: str | None
    permissions: frozenset[Permission]
    approver: str | None = None

    def require(self, permission: Permission) -> None:
        """Raise NotPermitted unless the right is there."""
        if permission not in self.permissions:
            raise NotPermitted(permission=permission.value)


SYSTEM = Authority(actor=None, permissions=frozenset(Permission))


def authority_of(staff: Staff) -> Authority:
    """Return what a signed-in person may do by their role."""
    return Authority(actor=staff.staff_id, permissions=ROLE_PERMISSIONS[staff.role])
