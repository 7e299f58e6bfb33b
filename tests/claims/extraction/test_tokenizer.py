"""Tokens of what German news pages write, and of what they do to text."""

import time

import pytest
import spacy

from claims.extraction.lexicon import load
from claims.extraction.pipeline import build
from claims.extraction.tokenizer import NAME, ArticleTokenizer
from claims.extraction.words.glued import break_in, cities
from claims.extraction.words.known import known


@pytest.fixture(scope="module")
def tokenizer():
    return ArticleTokenizer(spacy.blank("de"))


def tokens(tokenizer, text):
    doc = tokenizer(text)
    assert doc.text == text
    return [token.text for token in doc]


@pytest.mark.parametrize(
    "number", ["10'000", "10’000", "1'250'000.50", "10 000", "10\u202f000", "1.250.000", "3,5", "14:05"]
)
def test_a_number_is_one_token(tokenizer, number):
    assert tokens(tokenizer, f"Es sind {number} Soldaten") == ["Es", "sind", number, "Soldaten"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am 24. Februar", ["am", "24.", "Februar"]),
        ("am 1.10. und danach", ["am", "1.10.", "und", "danach"]),
        ("am 18.–20. Oktober", ["am", "18.–20.", "Oktober"]),
        ("Ende 2024/25 begann", ["Ende", "2024", "/", "25", "begann"]),
        ("am 24.02.2022. Dann", ["am", "24.02.2022", ".", "Dann"]),
        ("im Jahr 2008. Dann", ["im", "Jahr", "2008", ".", "Dann"]),
        ("es waren 6.000. Dann", ["es", "waren", "6.000", ".", "Dann"]),
        ("es waren 3,5. Dann", ["es", "waren", "3,5", ".", "Dann"]),
        ("er wurde 31.", ["er", "wurde", "31", "."]),
        ("er wurde 31.\n\nSie kam", ["er", "wurde", "31", ".", "\n\n", "Sie", "kam"]),
        ("am 31. Er kam", ["am", "31.", "Er", "kam"]),
    ],
)
def test_a_full_stop_belongs_to_an_ordinal_and_to_no_other_number(tokenizer, text, expected):
    assert tokens(tokenizer, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Müller, Nr. 5", ["Dr.", "Müller", ",", "Nr.", "5"]),
        ("z.B. rd. 5 Mio. Euro", ["z.B.", "rd.", "5", "Mio.", "Euro"]),
        ("Papst Johannes XXIII. und", ["Papst", "Johannes", "XXIII.", "und"]),
        ("nach Art. 5 und", ["nach", "Art.", "5", "und"]),
        ("dieser Art. 5 kamen", ["dieser", "Art.", "5", "kamen"]),
        ("dieser Art. Danach", ["dieser", "Art", ".", "Danach"]),
    ],
)
def test_abbreviations(tokenizer, text, expected):
    assert tokens(tokenizer, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+++ 14:05 Uhr +++ Kiew", ["+++", "14:05", "Uhr", "+++", "Kiew"]),
        ("+++14:05+++", ["+++", "14:05", "+++"]),
        ("ein + zwei", ["ein", "+", "zwei"]),
    ],
)
def test_tickers(tokenizer, text, expected):
    assert tokens(tokenizer, text) == expected


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("Soldatenwas", ["Soldaten", "was"]),
        ("BerlinRund", ["Berlin", "Rund"]),
        ("UkraineDie", ["Ukraine", "Die"]),
        ("derPräsident", ["der", "Präsident"]),
        ("getötetNach", ["getötet", "Nach"]),
        ("2024Die", ["2024", "Die"]),
        ("Kiewwurde", ["Kiew", "wurde"]),
    ],
)
def test_glued_words_come_apart(tokenizer, run, expected):
    assert tokens(tokenizer, f"Ach {run} hier") == ["Ach", *expected, "hier"]


@pytest.mark.parametrize(
    "run",
    [
        *(
            "iPhone",
            "YouTube",
            "McDonald",
            "eBay",
            "GmbH",
            "LkW",
            "PayPal",
            "WhatsApp",
            "TikTok",
            "BioNTech",
            "ProSieben",
        ),
        *(
            "LinkedIn",
            "ThyssenKrupp",
            "DuMont",
            "BVerfG",
            "EuGH",
            "kWh",
            "BürgerInnen",
            "Kreuznach",
            "Großwerden",
            "MdB",
        ),
        *("Bernward", "Verbund", "Jagdhund", "Kinderbilder", "Staatenbund", "Vergangenheit", "F16", "G20", "dpa"),
    ],
)
def test_whole_words_stay_whole(tokenizer, run):
    assert tokens(tokenizer, f"Ach {run} hier") == ["Ach", run, "hier"]


@pytest.mark.parametrize("name", ["institutions", "countries"])
def test_no_name_of_our_lists_comes_apart(name):
    def strings(value):
        if isinstance(value, str):
            yield from value.split()
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from strings(part)

    assert [word for word in strings(dict(load(name))) if break_in(word) is not None] == []


def test_no_city_comes_apart():
    assert [city for city in cities() if break_in(city) is not None] == []


def test_the_tails_are_words_that_the_dictionary_has():
    assert [tail for tail in load("tokens")["tails"] if known(tail) is None] == []


def test_a_saved_pipeline_makes_the_tokenizer_again(tmp_path):
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
    assert isinstance(nlp.tokenizer, ArticleTokenizer)
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert isinstance(loaded.tokenizer, ArticleTokenizer)
    assert [token.text for token in loaded("+++ BerlinRund 10 000")] == ["+++", "Berlin", "Rund", "10 000"]


def test_the_pipeline_travels_as_bytes():
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
    again = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}}).from_bytes(nlp.to_bytes())
    assert [token.text for token in again("Soldatenwas")] == ["Soldaten", "was"]


def test_the_rules_of_claims_use_it():
    assert isinstance(build().tokenizer, ArticleTokenizer)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "Aa" * 100_000,
        "+" * 200_000,
        "1." * 100_000,
        "1 000 " * 40_000,
        "Soldatenwas" * 20_000,
        "x 1.\n\n" * 20_000,
    ],
)
def test_long_runs_cost_no_more_than_their_length(tokenizer, text):
    start = time.process_time()
    assert tokenizer(text).text == text
    assert time.process_time() - start < 10
