"""Every text of every theme can be read: contrast is computed from the tokens."""

import re
import tomllib
from pathlib import Path

import pytest

THEMES = Path(__file__).parents[2] / "resources" / "themes"
NAMES = ("light", "dark", "contrast")
READABLE = 4.5

# Text on ground, as the components paint them. A ground is a token, or one laid over another
# in per cent, as `theme.mix` does; a word stands for that strength of the theme.
ON_PLAIN = [
    (text, ground)
    for text in ("ink", "ink-2", "accent", "danger", "warning", "success")
    for ground in ("canvas", "surface", "raised")
]
ON_MIXED = [
    ("ink", ("accent", "surface", "selected")),  # the chosen line, a checked button
    ("ink-2", ("accent", "surface", "selected")),
    ("accent", ("accent", "surface", "selected")),
    ("danger", ("accent", "surface", "selected")),  # a refund that is chosen in a list
    ("ink", ("accent", "surface", "flash")),
    ("ink-2", ("line", "canvas", 60)),  # a button that is not possible now
    ("ink", ("ink", "raised", "pressed")),
    ("danger", ("ink", "raised", "pressed")),
    ("on-accent", ("ink", "accent", "pressed")),
    ("on-danger", ("ink", "danger", "pressed")),
    *(
        ("ink", (tone, "raised", "tint"))
        for tone in ("ink-2", "success", "warning", "danger")  # toasts
    ),
]
ON_COLOUR = [("on-accent", "accent"), ("on-danger", "danger"), ("surface", "ink")]


@pytest.fixture(params=NAMES)
def tokens(request):
    return tomllib.loads((THEMES / f"{request.param}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "ground"), [*ON_PLAIN, *ON_COLOUR, *ON_MIXED])
def test_text_can_be_read_on_its_ground(tokens, text, ground):
    colours, strength = tokens["colours"], tokens["strength"]
    under = rgb(colours[ground]) if isinstance(ground, str) else mixed(colours, strength, *ground)

    assert contrast(rgb(colours[text]), under) >= READABLE


def test_the_three_themes_declare_the_same_tokens():
    sets = [tomllib.loads((THEMES / f"{name}.toml").read_text(encoding="utf-8")) for name in NAMES]

    for part in ("colours", "strength"):
        assert len({tuple(sorted(tokens[part])) for tokens in sets}) == 1


def test_the_style_sheet_names_tokens_alone(tokens):
    sheet = (THEMES / "till.qss").read_text(encoding="utf-8")

    assert set(re.findall(r"\$([a-z]+(?:-[a-z0-9]+)?)", sheet)) <= set(tokens["colours"])
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet)


def test_contrast_is_that_of_the_guidelines():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(rgb("#777777"), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def rgb(text):
    return tuple(int(text[at : at + 2], 16) for at in (1, 3, 5))


def mixed(colours, strength, over, under, percent):
    share = strength[percent] if isinstance(percent, str) else percent
    pairs = zip(rgb(colours[over]), rgb(colours[under]), strict=True)
    return tuple((a * share + b * (100 - share)) // 100 for a, b in pairs)


def contrast(one, other):
    """Contrast ratio, WCAG 2.1."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    """Relative luminance, WCAG 2.1."""
    parts = [part / 255 for part in colour]
    lit = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]
