"""The rule behind a claim is said in words that need no knowledge of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.translation import override

import claims.extraction
from claims.templatetags.rules import HOW, rule_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("count.number.attribution.clause", "figure, reported by the clause before it"),
        ("count.or_more.attribution.laut", "figure open upward, source named by “laut …”"),
        ("location.own", "place, no source named"),
        ("statement.attribution.nach-angaben", "position, source named by “nach Angaben …”"),
    ],
)
def test_a_rule_is_said_in_words(rule, words):
    with override("en"):
        assert rule_words(rule) == words


@pytest.mark.parametrize("rule", ["", "an editor", "count.number.attribution.unheard-of", "elsewhere.own", "count.own"])
def test_a_rule_without_words_stands_for_itself(rule):
    assert rule_words(rule) == rule


def test_every_way_to_a_source_that_extraction_names_has_words():
    root = Path(claims.extraction.__file__).parent
    named = {code for path in root.rglob("*.py") for code in re.findall(r'"(attribution\.[a-z-]+)"', path.read_text())}
    assert named
    assert named <= set(HOW)
