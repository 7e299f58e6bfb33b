"""What is known of a written form: simplemma's German dictionary (1.1 million forms), case kept.

In: a form as written ("Häusern", "häuser"). Out: its lemma, or None where the dictionary does not have it.
The dictionary is the one that `simplemma.lemmatize` holds, read on first use, so a process keeps it once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY


@cache
def dictionary() -> Mapping[str, str]:
    """Form → lemma."""
    forms: Mapping[str, str] = DEFAULT_DICTIONARY_FACTORY.get_dictionary("de")
    return forms


def known(form: str) -> str | None:
    """The lemma of exactly this form."""
    return dictionary().get(form)


def infinitive(form: str) -> bool:
    """Whether the dictionary has this form as an infinitive."""
    return form.endswith("n") and known(form) == form
