"""Why a claim was read so is said in words that need no knowledge of the code, and how sure the machine is is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.translation import override

import claims.extraction
from claims import trails
from claims.extraction.components.date_patterns import PATTERNS
from claims.models import Claim
from claims.templatetags.rule_names import DATE, PREPOSITIONS, RULES, date_words
from claims.templatetags.rules import (
    confidence_bar,
    doubt_words,
    is_checked,
    level,
    level_words,
    of_hundred,
    readings,
    words_of,
)

ROOT = Path(claims.extraction.__file__).parent
LINE = "count figure=range noun=listed source=subjunctive who=registry event=date.weekday doubt=event+source place=city"


def words(line: str, language: str = "en") -> dict[str, str]:
    with override(language):
        return {reading.label: reading.words for reading in readings(Claim(rule=line))}


def test_the_rules_of_a_claim_are_said_part_by_part():
    assert words(LINE) == {
        "Figure": "a range, “from … to …”",
        "Counted": "a noun of the lexicon",
        "Source": "carried over from the sentence before (subjunctive)",
        "Who answers": "institution of the register",
        "Happened": "a weekday in the sentence",
        "Place": "city of the gazetteer",
    }


def test_they_are_said_in_german():
    assert words(LINE, "de")["Quelle"] == "aus dem Satz davor übernommen (Konjunktiv)"


def test_doubtful_parts_are_marked_and_named():
    claim = Claim(rule=LINE)
    with override("en"):
        assert [reading.label for reading in readings(claim) if reading.doubtful] == ["Source", "Happened"]
        assert doubt_words(claim) == "time of the event, source"


def test_a_preposition_is_quoted():
    with override("en"):
        assert words_of("source", "laut") == "named by “laut …”"


def test_what_the_tree_found_is_called_as_what_the_words_found():
    assert words_of("source", "tree-clause") == words_of("source", "clause")


@pytest.mark.parametrize("rule", ["count.number.attribution.clause", "an old rule"])
def test_a_line_in_no_known_form_stands_for_itself(rule):
    assert list(words(rule).values()) == [rule]


def test_a_rule_without_words_stands_for_itself():
    assert words_of("who", "unheard-of") == "unheard-of"


def test_an_editors_claim_has_no_rules():
    assert words("") == {}


def codes(component: str) -> set[str]:
    """The names of rules that a component writes out."""
    found = re.compile(rf'"{component}\.([a-z_-]*[a-z])"')
    return {code for path in ROOT.rglob("*.py") for code in found.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    ("part", "component"), [("source", "attribution"), ("who", "actors"), ("place", "places"), ("figure", "quantity")]
)
def test_every_rule_that_extraction_names_has_words(part, component):
    named = codes(component)
    assert named
    assert named - set(RULES[part]) - set(PREPOSITIONS) == set()


def test_every_part_of_a_line_has_words():
    assert set(RULES) | {"event", "doubt"} == set(trails.PARTS)


def test_most_rules_for_dates_have_words_of_their_own():
    names = {name for name, _ in PATTERNS}
    assert len({str(date_words(name)) for name in names}) > 4
    assert date_words("day_month") is DATE


@pytest.mark.parametrize(
    ("confidence", "step"), [(0.9, "likely"), (0.65, "likely"), (0.5, "uncertain"), (0.2, "doubtful")]
)
def test_a_confidence_has_a_step(confidence, step):
    assert level(confidence) == step


def test_a_confidence_is_told_as_people_count():
    with override("en"):
        assert of_hundred(0.617) == "Of 100 claims read like this one, about 62 are right in every part."
        assert level_words(0.5) == "uncertain"
    with override("de"):
        assert level_words(0.2) == "zweifelhaft"


def test_the_drawn_bar_is_as_long_as_the_confidence_and_says_it():
    with override("en"):
        bar = str(confidence_bar(Claim(confidence=0.5)))
    assert 'width="20.0" height="6"' in bar
    assert 'aria-label="confidence 50%"' in bar
    assert "sure-uncertain" in bar


def test_who_checked_a_claim_answers_for_it():
    assert is_checked(Claim(rule=LINE, review="accepted"))
    assert not is_checked(Claim(rule=LINE, review="machine"))
    assert is_checked(Claim(rule="", review="corrected"))
