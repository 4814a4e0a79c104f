"""The rows that follow from facts about the shop, its settings and its staff."""

from pos_app.settings import BY_KEY, SHOP_NAME, Scope
from pos_app.store.engine import Database
from pos_app.store.frozen import people as sql
from pos_app.store.ids import stored
from pos_app.store.ledger.catalogue import unknown_json
from pos_app.store.ledger.place import Place
from sync.protocol.facts.shop import SettingChanged, ShopOpened, StaffPut

WHOLE_SHOP = 0


def shop_opened(database: Database, _place: Place, fact: ShopOpened) -> None:
    """Note whose shop this is."""
    database.execute(sql.ADD_SHOP, (stored(fact.shop_id), fact.name, fact.is_demo, fact.currency))
    database.execute(sql.PUT_SETTING, (SHOP_NAME.key, WHOLE_SHOP, fact.name))


def setting_changed(database: Database, place: Place, fact: SettingChanged) -> None:
    """Keep a value: the shop's for all, a till's for its own stream."""
    setting = BY_KEY.get(fact.key)
    is_shops = setting is not None and setting.scope is Scope.SHOP
    stream_no = WHOLE_SHOP if is_shops else place.stream_no
    database.execute(sql.PUT_SETTING, (fact.key, stream_no, fact.value))


def staff_put(database: Database, _place: Place, fact: StaffPut) -> None:
    """Keep a member of staff as they now stand."""
    database.execute(
        sql.PUT_STAFF,
        (stored(fact.staff_id), fact.rev, fact.number, fact.role, fact.is_active, fact.card_hash,
         unknown_json(fact)),
    )  # fmt: skip
