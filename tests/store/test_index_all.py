"""A shop in which nobody sells yet can be searched at once."""

from pos_app.bootstrap import opening
from tests.fakes import MORNING_MS, StandingClock


def test_the_demo_shop_is_searched_from_the_first_moment(tmp_path):
    shop = opening.make_demo(tmp_path / "shop", StandingClock(MORNING_MS), lambda *_: None)
    try:
        assert shop.upkeep.is_indexed
        assert [each.name for each in shop.queries.search("jdb", 5)] == ["加多宝"]
    finally:
        shop.close()
