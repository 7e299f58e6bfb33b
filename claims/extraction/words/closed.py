"""Closed word classes: form in lower case → lemma, from `lexicon/lemmas.toml`.

UD German-GSD: articles and demonstratives give `der`, possessives their base (`seinem` → `sein`), personal pronouns
their nominative (`uns` → `wir`), a preposition with an article the preposition (`zum` → `zu`).
"""

from __future__ import annotations

from functools import cache

from claims.extraction.lexicon import load


@cache
def forms(table: str) -> dict[str, str]:
    """Form → lemma of one table of the word list."""
    return {form: lemma for lemma, found in load("lemmas")[table].items() for form in found}


@cache
def pronouns() -> dict[str, str]:
    """Everything that is written like a determiner or a pronoun."""
    return {**forms("determiners"), **forms("pronouns")}
