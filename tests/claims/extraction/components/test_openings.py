"""The search by beginnings finds what each pattern finds by itself."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.components.date_patterns import PATTERNS
from claims.extraction.components.openings import Search, beginnings

WORDS = (
    "am|Montag|montags|vergangenen|Woche|der|die|das|den|im|Mai|2024|12.|3.|10|bis|und|vor|drei|Tagen|seit|Anfang"
    "|des|Jahres|in der Nacht zum|heute|morgen früh|8 Uhr|halb|acht|Vortag|90er|Jahren|MÄRZ|märz|Mitternacht|1.2.2024"
    "|2024-01-05|ſ|İ|ẞ|²|Ostern|Jahresende|nächsten|kommende|letzten|Wochenende|Sommer|zwanziger|18. Jahrhundert"
    "|44 v. Chr.|,|.|-|\n|\u00a0|„"
)
TEXTS = st.lists(st.sampled_from(WORDS.split("|")), max_size=25).flatmap(
    lambda words: st.sampled_from((" ", "")).map(lambda between: between.join(words))
)


DATES = [pattern for _, pattern in PATTERNS]
SEARCH = Search(DATES)


def one_by_one(patterns, text):
    return {(number, *match.span()) for number, pattern in enumerate(patterns) for match in pattern.finditer(text)}


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(TEXTS, st.text(max_size=40)))
def test_it_finds_what_each_date_pattern_finds(text):
    assert {(number, *match.span()) for number, match in SEARCH.find(text)} == one_by_one(DATES, text)


@pytest.mark.parametrize("source", ["a{0,2}b", "(?:a|bc|)d", "[^x]y", "(a)?\\1b", "(?i:straße)", "a??c|\\d+", "."])
@settings(max_examples=60, deadline=None)
@given(text=st.text("abcdxyS sß1\n.,", max_size=12))
def test_no_construct_makes_it_miss_a_match(source, text):
    pattern = re.compile(rf"(?<![\w.,])(?:{source})")
    assert {(0, *m.span()) for _, m in Search([pattern]).find(text) if m.group()} == {
        found for found in one_by_one([pattern], text) if found[1] < found[2]
    }


def test_few_patterns_are_tried_at_a_word():
    assert not beginnings(re.compile("(?:Montag|Dienstag)e?s")).match("Soldat")
    assert len(SEARCH.opened_by("Sol")) < len(DATES) / 10
    assert len(SEARCH.opened_by("Mon")) < len(DATES) / 3
