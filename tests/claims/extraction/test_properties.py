"""Promises for any input: it never fails, what it returns is sound, and hostile text takes linear time."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction import extract
from claims.records import Kind

ALPHABET = (
    "3.000 Soldaten|rund|über|bis zu|vom 8. bis 13.|Oktober|2024|am Mittwoch|seit|sagte|, dass|laut|Pentagon|„|“|«|»|\n"
    "|nach|in|Kursk|Russland|nordkoreanische|Truppen|12|Tote|.|,|:|(|)|-|–|'|10'000|Millionen|Dutzende|zwischen|und|einer"
    "|31.02.|99.99.9999|vor 999 Jahren|sollen|könnten|bestätigt|nicht|WERBUNG|Zahl der|auf|\u00a0|🚨|ß||0|1e9|½|²|٣"
    "|in 999 Tagen"
)
PIECES = st.sampled_from(ALPHABET.split("|"))
WORDS = st.lists(PIECES, max_size=60)
TEXTS = st.one_of(st.text(max_size=300), WORDS.map(" ".join), WORDS.map("".join))
DATES = st.one_of(st.none(), st.dates())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, published=DATES)
def test_no_input_makes_it_fail_and_claims_are_sound(text, published):
    for claim in extract(text, published):
        assert text[claim.start : claim.end] == claim.quote != ""
        assert claim.kind is not Kind.COUNT or (claim.metric and (claim.value_low or claim.value_high))
        assert not (claim.event_from and claim.event_to) or claim.event_from <= claim.event_to


@settings(max_examples=30, deadline=None)
@given(text=TEXTS, published=DATES)
def test_it_is_a_function_of_its_input(text, published):
    assert extract(text, published) == extract(text, published)


@pytest.mark.parametrize("edge", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_like_others(edge):
    text = (
        "Am Montag, gestern, morgen früh, vergangene Woche, in 30 Jahren, im Mai und am 28. Dezember kamen 30 Soldaten."
    )
    assert len(extract(text, edge)) >= 1


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "a",
        "1",
        "1.",
        "ein",
        "und ",
        "„",
        "- ",
        "\n",
        "a\n",
        "3.000 ",
        ", ",
        "Soldaten ",
        "der die das ",
        "'",
        "20 bis ",
    ],
)
def test_hostile_repetition_is_read(piece):
    extract(piece * 5_000, date(2025, 3, 12))
