"""Promises for any input: it never fails, what it returns is sound, and hostile text takes linear time."""

from datetime import date
from time import process_time

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
# Bidi marks, combining marks, joiners, astral letters and digits, the private area, NUL, every line end.
ODD = st.sampled_from(
    list(
        "\u202e\u202d\u2066\u2069\u200f\u0301\u0308\u200d\ufe0f\ufeff\U0001d7d7𝟑𝐀\U0010ffff\ue000\x00\x1b\x07\r\n\x0b\x0c\x85\u2028\u2029"
    )
)
BROKEN = st.lists(st.one_of(PIECES, ODD, st.just("\r\n"), st.characters()), max_size=60).map("".join)
EDGES = st.sampled_from([date.min, date(1, 12, 31), date(9999, 1, 1), date.max])
DATES = st.one_of(st.none(), EDGES, st.dates())


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(text=BROKEN, published=DATES)
def test_any_unicode_is_read_and_evidence_lies_in_the_text_given(text, published):
    sound(text, published)


def sound(text: str, published: date | None) -> None:
    """Reads a text; each quote is what stands at its offsets, in order, with the values from low to high."""
    found = extract(text, published)
    assert [claim.start for claim in found] == sorted(claim.start for claim in found)
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote != ""
        assert claim.value_low is None or claim.value_high is None or claim.value_low <= claim.value_high


@pytest.mark.parametrize(
    "text",
    [
        "Hans Müller, " * 3_000,
        "A" * 200_000,
        "30 " * 10_000,
        "(„" * 3_000 + "30 Soldaten",
        "(„a" * 1_500 + "“)" * 1_500,
        "»" * 3_000 + "30 Soldaten" + "[" * 3_000,
        "Am Montag kamen 30" + " " * 20_000,
        "." * 20_000,
    ],
    ids=["names", "one word", "numbers", "unclosed", "nested", "mixed", "blanks after a figure", "stops"],
)
def test_long_runs_and_deep_nesting_are_read(text):
    began = process_time()
    sound(text, date(2025, 3, 12))
    assert process_time() - began < 20


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, published=DATES)
def test_no_input_makes_it_fail_and_claims_are_sound(text, published):
    for claim in extract(text, published):
        assert text[claim.start : claim.end] == claim.quote != ""
        assert claim.kind is not Kind.COUNT or (claim.metric and (claim.value_low or claim.value_high))
        assert not (claim.event_from and claim.event_to) or claim.event_from <= claim.event_to


@settings(max_examples=20, deadline=None, derandomize=True)
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
