"""What two texts have in common: aligned word by word, nothing lost, and in time that grows with the text."""

from __future__ import annotations

import random
import time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.alike.aligning import aligned
from articles.alike.comparing import are_near, percent
from articles.alike.differences import differences, percent_alike
from articles.alike.shingles import shingles, unmarked, words
from articles.alike.signatures import LEAD_BANDS, WHOLE_BANDS, bands
from articles.alike.tokens import tokens
from articles.alike.versions import names_an_article
from tests.articles.near_texts import AGENCY, SHORTENED

SOME_WORDS = st.lists(st.sampled_from(["der", "Kreml", "nennt", "3.000", "Soldaten", ",", "und", "Kursk"]), max_size=40)


def told(old: str, new: str) -> list[list[tuple[str, str]]]:
    """The runs of each paragraph as kind and text."""
    return [[(run.kind, run.text.strip()) for run in each.runs if run.text.strip()] for each in differences(old, new)]


def test_a_changed_figure_is_one_change():
    assert told("Der NIS nennt 3.000 Soldaten.", "Der NIS nennt 3.500 Soldaten.") == [
        [("same", "Der NIS nennt"), ("del", "3.000"), ("ins", "3.500"), ("same", "Soldaten.")]
    ]


def test_an_inserted_paragraph_stands_by_itself():
    old = "Der Kreml wies das zurück.\n\nDas Pentagon schwieg."
    new = "Der Kreml wies das zurück.\n\nAuch Minsk dementierte.\n\nDas Pentagon schwieg."
    assert told(old, new) == [
        [("same", "Der Kreml wies das zurück.")],
        [("ins", "Auch Minsk dementierte.")],
        [("same", "Das Pentagon schwieg.")],
    ]


def test_an_inserted_sentence_begins_where_sentences_begin():
    old = "Der Kreml schwieg. Mehr weiß niemand."
    assert told(old, "Der Kreml schwieg. Minsk dementierte. Mehr weiß niemand.") == [
        [("same", "Der Kreml schwieg."), ("ins", "Minsk dementierte."), ("same", "Mehr weiß niemand.")]
    ]


@given(SOME_WORDS, SOME_WORDS)
@settings(max_examples=30)
def test_blocks_are_equal_words_in_rising_order(one, other):
    i = j = 0
    for at, to, n in aligned(one, other):
        assert at >= i
        assert to >= j
        assert one[at : at + n] == other[to : to + n]
        i, j = at + n, to + n


@given(SOME_WORDS, SOME_WORDS, st.sampled_from([" ", "\n", "\n\n"]))
@settings(max_examples=30)
def test_without_what_is_new_it_is_the_old_text_and_the_other_way_round(one, other, between):
    old, new = between.join(one), between.join(other)
    runs = [run for paragraph in differences(old, new) for run in paragraph.runs]
    assert tokens(" ".join(r.text for r in runs if r.kind != "ins")).words == [
        w for w in tokens(old).words if w != "\n"
    ]
    assert tokens(" ".join(r.text for r in runs if r.kind != "del")).words == [
        w for w in tokens(new).words if w != "\n"
    ]


def test_a_text_of_a_hundred_thousand_words_is_aligned_in_time_whatever_it_repeats():
    texts = [" ".join(f"Wort{n % 5000}" for n in range(50_000)), "a b " * 25_000, "a" * 200_000]
    start = time.process_time()
    for text in texts:
        differences(text, text[: len(text) // 2] + " neu " + text[len(text) // 3 :])
    assert time.process_time() - start < 20


def test_the_percent_is_of_the_shorter_text_and_never_rounded_up():
    assert percent_alike(AGENCY, AGENCY) == 100
    assert percent_alike(AGENCY, SHORTENED) == percent_alike(SHORTENED, AGENCY) >= 95
    assert percent_alike("Wort " * 999 + "alt", "Wort " * 999 + "neu") == 99
    assert percent_alike("", AGENCY) == 0


def test_books_are_told_apart_by_their_shingles_in_time():
    rng = random.Random(5)
    book = " ".join(f"Wort{rng.randrange(20_000)}" for _ in range(100_000))
    half = book[: len(book) // 2] + " neu " + book[len(book) // 2 : -100_000]
    one, other = shingles(words(book)), shingles(words(half))
    assert are_near(one, other)
    assert 95 <= percent(book, one, half, other) < 100


def test_signatures_stay_the_same_from_version_to_version():
    """They are stored: another number here means that all articles have to be signed anew."""
    found = bands(words(AGENCY))
    assert len(found) == WHOLE_BANDS + LEAD_BANDS
    assert found[:3] == [-2074008989, 1676329075, 740023151]
    assert bands(words(AGENCY.upper().replace("\n\n", " – "))) == found
    assert bands(words("kurz")) == []


def test_share_of_common_bands_follows_the_share_of_common_shingles():
    one, other = words(AGENCY), words(AGENCY.replace("Montag", "Dienstag").replace("Landrat ", "Bürgermeister "))
    a, b = shingles(one), shingles(other)
    jaccard = len(np.intersect1d(a, b)) / len(np.union1d(a, b))
    share = sum(x == y for x, y in zip(bands(one), bands(other), strict=True)) / (WHOLE_BANDS + LEAD_BANDS)
    assert abs(share - jaccard**3) < 0.3


def test_marked_passages_are_left_out_however_they_overlap():
    assert unmarked("0123456789", [[4, 6, "x"], [1, 3, "y"], [2, 5, "z"]]).split() == ["0", "6789"]


def test_a_front_page_names_no_article():
    assert [names_an_article(f"https://bote.example{path}") for path in ("", "/", "/?id=3", "/a")] == [
        False, False, True, True,
    ]  # fmt: skip
