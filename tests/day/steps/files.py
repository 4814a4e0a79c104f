"""Steps: product files and the commands of the till."""

from tests.day.sentences import says
from tests.day.world import Day


@says("商品文件「{file}」")
def product_file(day: Day, file: str, docstring: str) -> None:
    (day.files / file).write_text(docstring + "\n", encoding="utf-8")


@says("GBK 编码的商品文件「{file}」")
def gbk_file(day: Day, file: str, docstring: str) -> None:
    (day.files / file).write_text(docstring + "\n", encoding="gbk")


@says("用命令导入「{file}」")
def import_file(day: Day, file: str) -> None:
    day.command("import", "products", str(day.files / file))


@says("用命令检查店铺文件")
def doctor(day: Day) -> None:
    day.command("doctor")


@says("命令成功")
def succeeded(day: Day) -> None:
    assert day.exit_code == 0, day.said


@says("命令失败")
def failed(day: Day) -> None:
    assert day.exit_code == 1, day.said


@says("命令说「{text}」")
def said(day: Day, text: str) -> None:
    assert text in day.said, day.said
