"""The vocabulary is what README.md says, and no sentence can be taken for another."""

import re
from pathlib import Path

from pytest_bdd.parser import FeatureParser

from tests.day.sentences import ALL, Sentence

HERE = Path(__file__).parent
FEATURES = sorted((HERE / "features").rglob("*.feature"))


def documented() -> list[str]:
    """The sentences in the tables of the README: the first cell of each row."""
    page = (HERE / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)


def test_every_sentence_is_documented_and_every_documented_sentence_exists():
    defined = [each.name for each in ALL]

    assert sorted(documented()) == sorted(defined)


def test_every_sentence_of_the_features_has_one_meaning():
    unclear = {}
    for path in FEATURES:
        feature = FeatureParser(str(HERE), str(path.relative_to(HERE))).parse()
        for scenario in feature.scenarios.values():
            for step in scenario.all_background_steps + scenario.steps:
                fits = [each.name for each in ALL if each.is_matching(step.name)]
                if len(fits) != 1:
                    unclear[step.name] = fits
    assert FEATURES
    assert unclear == {}


def test_every_sentence_is_used():
    said = "\n".join(path.read_text(encoding="utf-8") for path in FEATURES)
    lines = [
        re.sub(r"^\s*(假如|当|那么|而且|并且|但是|\*)\s*", "", line) for line in said.splitlines()
    ]

    idle = [each.name for each in ALL if not any(each.is_matching(line) for line in lines)]
    assert idle == []


def test_places_are_filled_by_their_kind():
    sentence = Sentence("在「{field}」里第 {n_times} 次输入 {yuan} 元")

    assert sentence.parse_arguments("在「店名」里第 3 次输入 1,200.50 元") == {
        "field": "店名", "n_times": 3, "yuan": 120_050,
    }  # fmt: skip
    assert not sentence.is_matching("在「店名」里第 三 次输入 1.00 元")
