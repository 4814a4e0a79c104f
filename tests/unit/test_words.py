"""The till speaks Chinese and English, and English where a catalogue is missing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError, read_po
from hypothesis import given
from hypothesis import strategies as st

from installer.resources import compile_catalogues
from pos_app import words

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Pay {amount}"
msgstr "收款 {amount}"

msgid "{count} item"
msgid_plural "{count} items"
msgstr[0] "{count} 件"
"""


@pytest.fixture
def locale_dir(tmp_path):
    place = tmp_path / "zh_CN" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "till.po").write_text(PO, encoding="utf-8")
    return tmp_path


@pytest.fixture
def spoken():
    before = words.language()
    yield
    words.set_language(before)


def test_speaks_from_a_compiled_catalogue(locale_dir):
    written = compile_catalogues(locale_dir)
    chinese = words.Language("zh_CN", str(locale_dir))

    assert [path.name for path in written] == ["till.mo"]
    assert chinese.text("Pay {amount}", amount="¥2.00") == "收款 ¥2.00"
    assert chinese.plural("{count} item", "{count} items", 3) == "3 件"
    assert chinese.text("Never translated") == "Never translated"


def test_falls_back_to_english_without_a_compiled_catalogue(locale_dir):
    chinese = words.Language("zh_CN", str(locale_dir))

    assert chinese.text("Pay {amount}", amount="¥2.00") == "Pay ¥2.00"
    assert chinese.plural("{count} item", "{count} items", 1) == "1 item"
    assert chinese.plural("{count} item", "{count} items", 2) == "2 items"


def test_a_catalogue_that_is_not_well_formed_stops_the_build(locale_dir):
    broken = locale_dir / "zh_CN" / "LC_MESSAGES" / "till.po"
    broken.write_text('msgid "Pay"\nnonsense\n', encoding="utf-8")

    with pytest.raises(PoFileError):
        compile_catalogues(locale_dir)
    assert not broken.with_suffix(".mo").exists()


def test_an_empty_message_is_empty_in_every_language(spoken):
    for code in words.LANGUAGES:
        words.set_language(code)
        assert words.text("") == ""


def test_switches_language_while_running(spoken):
    words.set_language("en")
    assert words.language() == "en"
    assert words.in_language("zh_CN").code == "zh_CN"
    assert words.language() == "en"


def test_refuses_a_language_it_does_not_know(spoken):
    before = words.language()

    with pytest.raises(ValueError, match="tlh"):
        words.set_language("tlh")
    assert words.language() == before


def test_a_brace_in_a_text_without_values_is_left_alone():
    assert words.in_language("en").text("100 % {sic}") == "100 % {sic}"


@pytest.mark.parametrize(
    ("fen", "shown"), [(0, "0.00"), (5, "0.05"), (-5, "−0.05"), (223_905, "2239.05")]
)
def test_money(fen, shown):
    assert words.money(fen) == shown


def test_yuan_has_its_sign_outside_and_groups_on_request():
    assert words.yuan(-2239) == "−¥22.39"
    assert words.yuan(999_999_999, grouped=True) == "¥9,999,999.99"


@given(st.integers(-(10**12), 10**12))
def test_money_can_be_read_back(fen):
    shown = words.money(fen).replace(words.MINUS, "-")

    assert int(shown.replace(".", "")) == fen


@pytest.mark.parametrize(
    ("qty_milli", "shown"),
    [(2000, "2"), (1245, "1.245"), (500, "0.5"), (-1500, "−1.5"), (0, "0"), (10_000, "10")],
)
def test_quantity(qty_milli, shown):
    assert words.quantity(qty_milli) == shown


def test_times_are_those_of_the_place():
    at_ms = 1_795_415_520_000  # 2026-11-23 06:32 UTC

    assert words.clock_time(at_ms, 480) == "14:32"
    assert words.date_and_time(at_ms, 480) == "2026-11-23 14:32"
    assert words.clock_time(at_ms, -420) == "23:32"


@given(st.dates())
def test_a_day_names_its_weekday(date):
    english = words.in_language("en").day(date.year, date.month, date.day)
    chinese = words.in_language("zh_CN").day(date.year, date.month, date.day)

    assert english.startswith(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[date.weekday()])
    assert chinese == f"{date.month}月{date.day}日 周{'一二三四五六日'[date.weekday()]}"


def test_every_translation_names_the_places_of_its_source():
    with (Path(words.LOCALE) / "zh_CN" / "LC_MESSAGES" / "till.po").open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")

    for message in catalogue:
        if not message.id:
            continue
        source = message.id[-1] if isinstance(message.id, tuple) else message.id
        shown = message.string[0] if isinstance(message.string, tuple) else message.string
        assert places(shown) <= places(source), message.id
        assert places(source) - {"count"} <= places(shown), message.id


def places(text):
    return set(re.findall(r"{(\w+)}", text))


def test_is_imported_without_anything_outside_the_standard_library():
    code = (
        "import sys, pos_app.words\n"
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('babel', 'PySide6', 'sqlalchemy', 'pathlib')])"
    )
    said = subprocess.run(
        [sys.executable, "-S", "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=30,
    )

    assert said.stdout.strip() == "[]"
