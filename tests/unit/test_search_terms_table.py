"""The table of readings is what its maker makes of pypinyin."""

from installer import pinyin_table


def test_the_kept_table_is_up_to_date() -> None:
    assert pinyin_table.TARGET.read_text(encoding="utf-8") == pinyin_table.table()


def test_tones_are_taken_off_and_u_with_dots_is_v() -> None:
    assert [pinyin_table.plain(one) for one in ("lǜ", "yuè", "nǚ", "ér")] == [
        "lv",
        "yue",
        "nv",
        "er",
    ]
