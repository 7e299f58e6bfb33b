"""What a counted noun is: its class, its singular, its nominative plural, whether it counts people or a force.

In: a noun as written, in any case form. Out: a `Noun`, by the last part of compounds (`lexicon/nouns.toml`); nouns that
stand in no list get forms by rule (Duden grammar: dative plural in -n) and the class of their own plural.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extraction.lexicon import load
from claims.extraction.words.known import is_known, lemmatize
from claims.records import Metric

# Masculine nouns of the weak declension, and feminine ones, have a plural in -en in every case.
MASCULINE_EN = ("at", "ent", "ant", "ist", "and", "oge", "et", "it", "ot", "aph", "e", "or")
PLURAL_EN = (*MASCULINE_EN, "ung", "heit", "keit", "schaft", "ion", "tät", "ei", "in")
MIN_HEAD = 4


@dataclass(frozen=True, slots=True)
class Noun:
    """plural: nominative plural; cls: class for topics; metric: what a count of it says by itself; known: listed."""

    singular: str
    plural: str
    cls: str
    metric: Metric | None
    person: bool
    force: bool
    container: bool
    known: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    singular: str
    plural: str
    group: str


def written_forms(singular: str, plural: str) -> set[str]:
    """Case forms of a listed noun: Toter/Tote → Toten, Totem; Mann/Männer → Mannes, Männern."""
    forms = {singular, plural}
    if singular + "s" != plural:
        forms |= {singular + "s", singular + "es"}
    if not plural.endswith(("n", "s")):
        forms.add(plural + "n")
    if singular == plural + "r":  # adjectival
        forms |= {plural + "n", plural + "m"}
    return forms


@cache
def index() -> dict[str, _Entry]:
    """Lower-cased form → entry."""
    found: dict[str, _Entry] = {}
    for group, table in load("nouns").items():
        for pair in table["forms"]:
            singular, _, other = pair.partition("/")
            plural = other or singular
            for form in written_forms(singular, plural):
                found.setdefault(form.lower(), _Entry(singular, plural, group))
    return found


@lru_cache(maxsize=50_000)
def lookup(word: str) -> Noun:
    """The noun behind a written form; unknown ones by rule."""
    lowered = word.lower()
    forms = index()
    for cut in range(max(1, len(lowered) - MIN_HEAD + 1)):
        entry = forms.get(lowered[cut:])
        if entry and (cut == 0 or len(lowered) - cut >= MIN_HEAD):
            return _listed(word, cut, entry)
    return _by_rule(word)


def _listed(word: str, cut: int, entry: _Entry) -> Noun:
    table = load("nouns")[entry.group]
    head = (lambda form: word[:cut] + (form.lower() if cut and word[cut - 1] != "-" else form)) if cut else str
    metric = Metric(table["metric"]) if "metric" in table else None
    return Noun(
        head(entry.singular),
        head(entry.plural),
        table["class"],
        metric,
        table.get("person", False),
        table.get("force", False),
        table.get("container", False),
        True,
    )


def _by_rule(word: str) -> Noun:
    lemma = lemmatize(word)
    lemma = lemma if lemma[:1].isupper() else word
    plural = word
    dative = (lemma.endswith("er") and word == lemma + "n") or (
        word.endswith("en") and lemma + "en" == word and not lemma.endswith(PLURAL_EN) and len(lemma) > 3
    )
    if dative:
        plural = word[:-1]
    return Noun(lemma, plural, plural, None, False, False, False, False)


def is_plural_of(noun: Noun) -> bool:
    """Whether a noun of no list is a plausible class: the dictionary knows it as the plural of another."""
    return noun.plural[:1].isupper() and noun.singular != noun.plural and is_known(noun.plural)
