"""One page that shows at a glance what a printer can and cannot do."""

from drivers.api.document import (
    Align,
    Barcode,
    Cell,
    Columns,
    Cut,
    Document,
    Feed,
    QrCode,
    Row,
    Rule,
    Text,
)
from drivers.printer.profile import Profile


def test_page(profile: Profile) -> Document:
    """Chinese and English, sizes, a table, rare characters, a barcode and a QR code."""
    return (
        Text("打印测试 TEST", align=Align.CENTER, wide=True, tall=True),
        Text(f"{profile.name} · {profile.columns} 列 · {profile.charset}", align=Align.CENTER),
        Rule("="),
        Columns(
            (Cell("品名"), Cell("数量", 6, Align.RIGHT), Cell("小计", 10, Align.RIGHT)), bold=True
        ),
        Columns(
            (
                Cell("农夫山泉饮用天然水 550ml 量贩装"),
                Cell("2 瓶", 6, Align.RIGHT),
                Cell("¥4.00", 10, Align.RIGHT),
            )
        ),
        Rule(),
        Row("合计", "¥12.00", bold=True, wide=True, tall=True),
        Row("现金", "¥20.00"),
        Row("找零", "¥8.00"),
        Rule(),
        Text("生僻字 镕堃喆䶮𠮷 符号 ￥€℃✓①", align=Align.LEFT),
        Text("加粗 bold", bold=True),
        Text("倍宽 wide", wide=True),
        Text("倍高 tall", tall=True),
        Text("右对齐", align=Align.RIGHT),
        Feed(),
        Barcode("9900100100000013"),
        Feed(),
        QrCode("https://example.com/测试"),
        Text("谢谢惠顾", align=Align.CENTER),
        Cut(),
    )
