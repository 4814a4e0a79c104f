"""Opening a shop's file, making one, and bringing an older one up to date."""

from pathlib import Path

from pos_app.bootstrap.folders import DEMO_FILES
from pos_app.domain.people import Role
from pos_app.settings import PRINTER_KIND
from pos_app.store import engine
from pos_app.store.ids import new_id
from pos_app.store.shop_file import MustMigrate, ShopFile, open_shop
from pos_app.store.troubles import NoShopHere
from pos_app.usecases.import_products import OnProgress
from pos_app.usecases.ports import Clock


def open_or_upgrade(folder: Path, clock: Clock) -> ShopFile | None:
    """Open the shop in a folder; None where no shop was ever opened.

    An older file is backed up and upgraded first. Raises StoreTrouble.
    """
    try:
        shop = open_shop(folder, clock, new_id)
    except NoShopHere:
        return None
    except MustMigrate:
        from pos_app.store.migrate import upgrade_shop

        upgrade_shop(folder, clock)
        shop = open_shop(folder, clock, new_id)
    if shop.queries.shop_id() is None:
        shop.close()
        return None
    return shop


def make_shop(folder: Path, clock: Clock, name: str, owner: str, pin: str) -> ShopFile:
    """Make a shop with an owner. Slow: not for the UI thread. Raises AppError."""
    from pos_app.usecases.open_shop import OWNER_NUMBER, NewPerson, OpenShop

    shop = _empty_shop(folder, clock)
    try:
        person = NewPerson(OWNER_NUMBER, owner, pin, Role.OWNER)
        OpenShop(shop.writer, new_id)(name, (person,), is_demo=False)
    except BaseException:
        shop.close()
        raise
    return shop


def make_demo(folder: Path, clock: Clock, on_progress: OnProgress) -> ShopFile:
    """Make the demo shop, goods and all. Slow: not for the UI thread. Raises AppError."""
    from pos_app.usecases.demo_shop import OpenDemoShop, read_demo
    from pos_app.usecases.import_products import ImportProducts
    from pos_app.usecases.open_shop import OpenShop

    demo = read_demo(DEMO_FILES)
    shop = _empty_shop(folder, clock)
    try:
        open_demo = OpenDemoShop(
            OpenShop(shop.writer, new_id), ImportProducts(shop.queries, shop.writer, new_id)
        )
        open_demo(demo, on_progress)
        shop.upkeep.index_all()
        shop.settings.put_local(PRINTER_KIND.key, "virtual")
    except BaseException:
        shop.close()
        raise
    return shop


def _empty_shop(folder: Path, clock: Clock) -> ShopFile:
    """Return a shop in which nothing has happened, be it one that a crash left so."""
    if not (folder / engine.SHOP_FILE).exists():
        from pos_app.store.create import create_shop

        create_shop(folder)
    return open_shop(folder, clock, new_id)
