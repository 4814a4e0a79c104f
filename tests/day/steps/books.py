"""Steps: what stands in the shop's books, and on the day page."""

from tests.day.sentences import says
from tests.day.world import Day


@says("账上有 {n_sales} 笔销售，共 {yuan} 元")
def books_hold(day: Day, n_sales: int, yuan: int) -> None:
    day.expect([n_sales, yuan], "takings")


@says("营业日「{date}」有 {n_sales} 笔销售，共 {yuan} 元")
def day_holds(day: Day, date: str, n_sales: int, yuan: int) -> None:
    day.expect([n_sales, yuan], "day_takings", int(date.replace("-", "")))


@says("现在的营业日是「{date}」")
def business_day_is(day: Day, date: str) -> None:
    day.expect(int(date.replace("-", "")), "business_day")


@says("小票号依次是")
def receipt_numbers_are(day: Day, datatable: list[list[str]]) -> None:
    day.expect([number for (number,) in datatable], "receipt_numbers")


@says("条码「{code}」卖 {yuan} 元")
def price_is(day: Day, code: str, yuan: int) -> None:
    day.expect(yuan, "product_price_fen", code)


@says("没有条码「{code}」的商品")
def no_product(day: Day, code: str) -> None:
    day.expect(-1, "product_price_fen", code)


@says("店里有 {n_products} 种商品")
def products_are(day: Day, n_products: int) -> None:
    day.expect(n_products, "product_count")


@says("日报的分布图上有")
def shares_are(day: Day, datatable: list[list[str]]) -> None:
    """Name, sum and share of each row; the largest first, categories before tenders."""
    day.expect([" ".join(row) for row in datatable], "shares")


@says("日报的小时图上是")
def hours_are(day: Day, datatable: list[list[str]]) -> None:
    """Hour and whole yuan of each bar."""
    day.expect([" ".join(row) for row in datatable], "hours")


@says("日报的「{figure}」等于所有小票合计之和")
def day_equals_paper(day: Day, figure: str) -> None:
    day.rest()
    fen = day.totals_on_paper_fen()
    assert fen, "there are receipts"
    day.expect(f"{fen // 100}.{fen % 100:02}", "yuan", figure)
