"""What is known of a written form: simplemma's German dictionary (1.1 million forms) and its rules for other forms.

In: a form as written ("Häusern", "häuser"). Out: its lemma, or whether it is a word. `known` looks for exactly this
form; `is_known` and `lemmatize` answer as simplemma's functions of that name do for German, from our file of forms:
simplemma's own dictionary takes two seconds and 100 MB in each process.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import DictionaryFactory
from simplemma.utils import normalize_token

from claims.extraction.words.forms import Forms

GERMAN = "de"
REMEMBERED = 2**14  # words of some dozens of articles; about 3 MB per function when full


@cache
def dictionary() -> Mapping[str, str]:
    """Form → lemma, opened on first use."""
    return Forms()


class German(DictionaryFactory):
    """Hands our forms to simplemma's strategies."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        if lang != GERMAN:
            raise ValueError(f"Unsupported language: {lang}")
        return dictionary()


_LEMMATIZER = Lemmatizer(REMEMBERED, lemmatization_strategy=DefaultStrategy(dictionary_factory=German()))
_LOOKUP = DictionaryLookupStrategy(German())


def lemmatize(word: str) -> str:
    """The word's lemma; of a word that neither dictionary nor rules have, the word in lower case."""
    return str(_LEMMATIZER.lemmatize(word, GERMAN))


@lru_cache(REMEMBERED)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word, be it with the other case of its first letter; ValueError if empty."""
    if not word:
        raise ValueError("Wrong input value: empty string")
    return _LOOKUP.get_lemma(normalize_token(word), GERMAN) is not None


@lru_cache(REMEMBERED)
def known(form: str) -> str | None:
    """The lemma of exactly this form."""
    return dictionary().get(form)


def infinitive(form: str) -> bool:
    """Whether the dictionary has this form as an infinitive."""
    return form.endswith("n") and known(form) == form
