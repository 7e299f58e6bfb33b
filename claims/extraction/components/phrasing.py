"""A noun phrase in its base form: the nominative without article, with its adjectives and a genitive behind it.

In: the noun of a phrase in a tree. Out: its words (`des neuen Hafens der Stadt` → `neuer Hafen der Stadt`).
Source: Duden grammar, strong declension of adjectives.
"""

from __future__ import annotations

from spacy.tokens import Token

from claims.extraction.components.inflection import is_adjective, strong
from claims.extraction.components.nouns import lookup, nominative
from claims.extraction.components.owners import plural

GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
MOST_WORDS = 4  # of an attribute
NAMES = {"NN", "NE"}
SIZES = {"stark", "groß"}


def base(noun: Token) -> str:
    """The phrase of a noun in the nominative."""
    return " ".join([*adjectives(noun), bare(noun)])


def bare(noun: Token) -> str:
    """The phrase without adjectives."""
    return " ".join([in_nominative(noun), *attribute(noun)])


def full_name(noun: Token) -> str:
    """A name with its further parts, as written."""
    return " ".join([noun.text, *(child.text for child in noun.children if child.dep_ == "flat" and child.i > noun.i)])


def is_plural(noun: Token) -> bool:
    return "Plur" in noun.morph.get("Number", [])


def in_nominative(noun: Token) -> str:
    """The noun itself; a genitive or dative singular loses its ending."""
    if is_plural(noun):
        found = lookup(noun.text)
        return found.plural if found.known else nominative(noun.text)
    return noun.text if "Nom" in noun.morph.get("Case", []) else lookup(noun.text).singular


def singular(name: str, noun: Token) -> str:
    """A name in the plural as that of one: `junge Soldaten` of a `jungen Soldaten` → `junger Soldat`."""
    gender = next((GENDERS[value] for value in noun.morph.get("Gender", []) if value in GENDERS), None)
    words, last = name.split(), lookup(noun.text).plural
    if is_plural(noun) or gender is None or last not in words:
        return name
    at = words.index(last)
    before = [strong(word, gender) if is_adjective(word) or word.startswith("US-") else word for word in words[:at]]
    return " ".join([*before, in_nominative(noun), *words[at + 1 :]])


def adjectives(noun: Token) -> list[str]:
    """The adjectives before a noun, in the nominative without article; sizes are told by figures."""
    before = [
        child for child in noun.children if child.dep_ == "amod" and child.i < noun.i and child.lemma_ not in SIZES
    ]
    found = [child.text for child in before if is_adjective(child.text)]
    gender = next((GENDERS[value] for value in noun.morph.get("Gender", []) if value in GENDERS), None)
    if is_plural(noun):
        return [plural(word) for word in found]
    return [strong(word, gender) for word in found] if gender else []


def attribute(noun: Token) -> list[str]:
    """A genitive right behind a noun, as written, without what hangs on it: `Einsätze der Armee` in the south."""
    child = next((item for item in noun.children if item.dep_ == "nmod" and item.left_edge.i == noun.i + 1), None)
    if child is None or not (child.tag_ in NAMES and "Gen" in child.morph.get("Case", [])):
        return []
    end = child.i + 1
    while end < len(child.doc) and child.doc[end].dep_ == "flat" and child.doc[end].head.i >= child.i:
        end += 1
    words = list(child.doc[child.left_edge.i : end])
    plain = len(words) <= MOST_WORDS and all(word.text.replace("-", "").isalpha() for word in words)
    own = all(word.head.i >= child.left_edge.i and word.head.i < end or word.i == child.i for word in words)
    return [word.text for word in words] if plain and own else []
