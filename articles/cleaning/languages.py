"""Which language a text is in (py3langid, trained on 97 languages).

In: text. Out: an ISO 639-1 code; articles that are surely not German are refused by name.
"""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from articles.cleaning import phrases
from articles.records import Reason, Refused

GERMAN = "de"
SURE = 0.95
ENOUGH = 20_000  # characters; more of the text does not change the answer
PLAIN = 4_000  # characters of which a share of
GERMAN_WORDS = 0.08  # words that only German has makes it German without a model: German news has three times as many


@cache
def identifier() -> LanguageIdentifier:
    """Load the model once per process, with probabilities instead of logarithms."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float]:
    """Return (language, probability)."""
    language, probability = identifier().classify(text[:ENOUGH])
    return str(language), float(probability)


def check(text: str, named: str) -> str:
    """Return "de"; raise Refused(LANGUAGE) for another language.

    named: what front matter or a column says; "de" there overrules the model, anything else is checked.
    """
    if named.lower().split("-")[0].split("_")[0] in (GERMAN, "deu", "ger", "deutsch", "german"):
        return GERMAN
    if is_german_throughout(text):
        return GERMAN
    language, probability = language_of(text)
    if language != GERMAN and probability >= SURE:
        raise Refused(Reason.LANGUAGE, language)
    return GERMAN


def told(text: str) -> str:
    """Return the language of a text that is to be read whatever it is: the page says so to screen readers."""
    if is_german_throughout(text):
        return GERMAN
    language, probability = language_of(text)
    return language if probability >= SURE else GERMAN


def is_german_throughout(text: str) -> bool:
    """Say so by the share of words that only German has: this is most articles, and the model takes milliseconds."""
    words = text[:PLAIN].lower().split()
    return sum(map(phrases.german().__contains__, words)) >= max(4, GERMAN_WORDS * len(words))


def is_plainly_german(line: str) -> bool:
    """Say so by two different words that only German has."""
    return len(phrases.german().intersection(line.lower().split())) >= 2


def is_foreign(passage: str) -> bool:
    """Say whether a passage of an article is surely in another language."""
    language, probability = language_of(passage)
    return language != GERMAN and probability >= SURE
