"""新开店: a shop, its name and its people come into being together."""

import json

import pytest

from pos_app.domain.errors import MissingText, Refusal, WeakPin
from pos_app.domain.people import Role
from pos_app.settings import BadSetting
from pos_app.usecases.open_shop import NewPerson, OpenShop
from pos_app.usecases.sign_in import SignIn
from sync.protocol.facts.shop import SettingChanged, ShopOpened, StaffPut
from tests.fake_shop import FakeShop
from tests.fakes import Rows

OWNER = NewPerson("1001", " 李  掌柜 ", "8642", Role.OWNER)


@pytest.fixture
def open_shop(shop: FakeShop) -> OpenShop:
    return OpenShop(shop.writer, shop.new_id)


def test_records_shop_name_and_people_in_this_order(shop: FakeShop, open_shop: OpenShop) -> None:
    shop_id = open_shop(" 便民超市 ", (OWNER,), is_demo=True)
    opened, named, hired = (kept.fact for kept in shop.rows.journal)

    assert opened == ShopOpened(shop_id=shop_id, name="便民超市", is_demo=True)
    assert named == SettingChanged(key="shop.name", value="便民超市")
    assert isinstance(hired, StaffPut)
    assert (hired.number, hired.role, hired.rev, hired.is_active) == ("1001", "owner", 1, True)
    assert all(kept.head.actor is None for kept in shop.rows.journal)
    assert (shop.queries.shop_id(), shop.queries.is_demo()) == (shop_id, True)


def test_the_owner_can_sign_in(shop: FakeShop, open_shop: OpenShop) -> None:
    open_shop("便民超市", (OWNER,), is_demo=False)
    who = SignIn(shop.queries, shop.writer, shop.settings, shop.clock)("1001", "8642")

    assert (who.name, who.role) == ("李 掌柜", Role.OWNER)


def test_no_fact_holds_a_person_s_name_or_pin(shop: FakeShop, open_shop: OpenShop) -> None:
    open_shop("便民超市", (OWNER,), is_demo=False)
    written = json.dumps([kept.fact.to_json() for kept in shop.rows.journal], ensure_ascii=False)

    assert "掌柜" not in written
    assert "8642" not in written
    assert "argon2" not in written
    (staff_put,) = shop.rows.facts(StaffPut)
    assert len(bytes.fromhex(staff_put.card_hash)) == 32


@pytest.mark.parametrize(
    ("name", "person", "refusal"),
    [
        ("", OWNER, BadSetting),
        ("店" * 41, OWNER, BadSetting),
        ("便民超市", NewPerson("1001", " \n", "8642", Role.OWNER), MissingText),
        ("便民超市", NewPerson("1001", "李掌柜", "123", Role.OWNER), WeakPin),
    ],
)
def test_a_refusal_opens_nothing(
    shop: FakeShop, open_shop: OpenShop, name: str, person: NewPerson, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        open_shop(name, (person,), is_demo=False)

    assert shop.rows == Rows()


def test_a_power_cut_opens_nothing(shop: FakeShop, open_shop: OpenShop) -> None:
    shop.writer.power_cut = OSError("power")
    with pytest.raises(OSError, match="power"):
        open_shop("便民超市", (OWNER,), is_demo=False)

    assert shop.rows == Rows()
