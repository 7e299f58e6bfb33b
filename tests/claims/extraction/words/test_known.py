"""What we know of forms is what simplemma knows: compared with its own dictionary, which takes seconds to read."""

import multiprocessing
import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

import claims
from claims.extraction.words import known

SAMPLE = 20_000
ODD = [
    "Merkel-Regierung",
    "SPD-Politikern",
    "E-Mails",
    "geht's",
    "geht’s",
    "GmbH",
    "SCHULEN",
    "u\u0308ber",
    "2024",
    "A.",
]


@pytest.fixture(scope="module")
def theirs():
    """simplemma's dictionary, not kept longer than this module."""
    return DefaultDictionaryFactory()


@pytest.fixture(scope="module")
def answers(theirs):
    """Their lemma of a word, and whether they know it."""
    lemmatizer = Lemmatizer(0, lemmatization_strategy=DefaultStrategy(dictionary_factory=theirs))
    lookup = DictionaryLookupStrategy(theirs)

    def both(word):
        found = lookup.get_lemma(unicodedata.normalize("NFC", word), "de")
        return lemmatizer.lemmatize(word, "de"), found is not None

    return both


def ours(word):
    return known.lemmatize(word), known.is_known(word)


def test_the_file_is_of_the_installed_simplemma(theirs):
    """Where this fails, `python -m claims.extraction.training forms` makes the file anew."""
    dictionary = theirs.get_dictionary("de")
    forms = random.Random(3).sample(list(dictionary), SAMPLE)
    assert len(known.dictionary()) == len(dictionary)
    assert [known.known(form) for form in forms] == [dictionary[form] for form in forms]


def test_words_are_answered_as_simplemma_does(theirs, answers):
    chance = random.Random(5)
    forms = chance.sample(list(theirs.get_dictionary("de")), SAMPLE // 4)
    swapped = [form.swapcase() for form in forms]
    glued = [first + last.lower() for first, last in zip(forms, reversed(forms), strict=True)]
    broken = [form[: chance.randrange(1, len(form) + 1)] + chance.choice("enrsxß") for form in forms]
    for word in [*forms, *swapped, *glued, *broken, *ODD]:
        assert ours(word) == answers(word), word


@given(st.text(alphabet="aeinrstgeunläöüßAEGSÄ-'’_:*1 ", min_size=1, max_size=24))
def test_unknown_words_are_answered_as_simplemma_does(answers, word):
    assert ours(word) == answers(word)


def test_an_empty_word_is_refused():
    for ask in (known.lemmatize, known.is_known):
        with pytest.raises(ValueError, match="empty"):
            ask("")


def test_a_forked_process_reads_the_same_file():
    assert known.known("Häusern") == "Haus"
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.map(known.lemmatize, ["Häusern", "Kinder"]) == ["Haus", "Kind"]


def test_nobody_asks_simplemma_itself():
    """Its functions read its own dictionary: seconds and 100 MB in each process."""
    folder = Path(claims.__file__).parent
    asking = [
        path
        for path in folder.rglob("*.py")
        if re.search(r"\bsimplemma\b.*import|import simplemma", path.read_text("utf-8"))
    ]
    assert sorted(path.name for path in asking) == ["forms.py", "known.py"]
