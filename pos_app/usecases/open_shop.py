"""新开店: a shop with a name and an owner who can sign in."""

from dataclasses import dataclass

from pos_app.domain.errors import MissingText, mark
from pos_app.domain.people import SYSTEM, Role, Staff
from pos_app.settings import SHOP_NAME
from pos_app.usecases import pins
from pos_app.usecases.ports import NewId, Writer
from sync.protocol.facts.shop import SettingChanged, ShopOpened, StaffPut

OWNER_NUMBER = "1001"
PERSON_NAME_MAX = 30
PERSON = mark("Name")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Someone who will sign in: staff number, name as the screen greets them, PIN, role."""

    number: str
    name: str
    pin: str
    role: Role


@dataclass(frozen=True, slots=True)
class OpenShop:
    """Record the opening of a shop: all of it in one transaction, or nothing."""

    writer: Writer
    new_id: NewId

    def __call__(self, name: str, people: tuple[NewPerson, ...], *, is_demo: bool) -> str:
        """Return the shop's id. Raises BadSetting, MissingText and WeakPin.

        Slow, for the PINs' sake: not for the UI thread.
        """
        shop_name = SHOP_NAME.accept(name)
        secrets = [(self._staff(person), pins.verifier(person.pin)) for person in people]
        shop_id = self.new_id()
        with self.writer.urgent() as work:
            work.record(ShopOpened(shop_id=shop_id, name=shop_name, is_demo=is_demo), SYSTEM)
            work.record(SettingChanged(key=SHOP_NAME.key, value=shop_name), SYSTEM)
            for staff, pin_verifier in secrets:
                card_hash = work.put_staff_secret(staff, pin_verifier)
                work.record(staff_fact(staff, card_hash), SYSTEM)
        return shop_id

    def _staff(self, person: NewPerson) -> Staff:
        pins.check_pin(person.pin)
        name = " ".join(person.name.split())[:PERSON_NAME_MAX]
        if not name:
            raise MissingText(field=PERSON)
        return Staff(self.new_id(), person.number, name, person.role)


def staff_fact(staff: Staff, card_hash: str) -> StaffPut:
    """Write a member of staff down in the words of the journal: no name, no PIN."""
    return StaffPut(
        staff_id=staff.staff_id,
        rev=staff.rev,
        number=staff.number,
        role=staff.role.value,
        is_active=staff.is_active,
        card_hash=card_hash,
    )
