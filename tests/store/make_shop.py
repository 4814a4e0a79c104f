"""Makes the small shop that later programs must open: `python -m tests.store.make_shop`."""

import gzip
import tempfile
from pathlib import Path

from pos_app.domain.people import Role
from pos_app.store import revisions
from tests.store.shop_kit import Till

FOLDER = Path(__file__).parent / "shops"


def main() -> None:
    """Write the file of the newest revision."""
    with tempfile.TemporaryDirectory() as folder:
        till = Till(Path(folder))
        till.found(is_demo=True)
        till.hire("1001", "王师傅", role=Role.OWNER)
        till.hire("1002", "小李")
        till.stock(
            till.product("可乐", "6928804011142", spec="330ml", cost_fen=210),
            till.product("面包", "6923555240117", price_fen=890),
        )
        import_id = till.new_id()
        till.stock(till.product("苹果", "2000", is_weighed=True, price_per_milli=500),
                   import_id=import_id)  # fmt: skip
        till.commit_import(import_id)
        till.sell("6928804011142")
        till.sell("6928804011142", "6923555240117")
        till.sell("6923555240117", "2000")
        till.ring_up("2000")
        till.rest()
        till.shop.close()
        packed = FOLDER / f"{revisions.NEWEST}.db.gz"
        packed.write_bytes(gzip.compress(till.path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
