"""What a counted noun is: its class, its singular, its nominative plural, whether it counts people or a force.

In: a noun as written, in any case form. Out: a `Noun`, by the last part of compounds (`lexicon/nouns.toml`); nouns that
stand in no list get forms by rule (Duden grammar: dative plural in -n) and the class of their own plural.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extraction.components.tenses import is_participle
from claims.extraction.lexicon import load
from claims.extraction.words.known import is_known, known, lemmatize
from claims.records import Metric

MIN_HEAD = 4
LONGEST = 90  # letters of a word in the dictionary, at most
MIN_AGENT = 6  # shorter ends of words are none: Auftritt has no Tritt


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
    for cut in range(max(0, len(lowered) - LONGEST), max(1, len(lowered) - MIN_HEAD + 1)):
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
    plural = nominative(word)
    return Noun(lemma, plural, plural, None, is_somebody(lemma, plural), False, False, False)


def is_somebody(singular: str, plural: str) -> bool:
    """Whether a noun of no list names people: it is declined like an adjective or has a feminine in -in."""
    if singular.endswith(("e", "er")) and is_adjectival(plural):
        return True
    if plural.endswith(("innen", "leute", "männer", "frauen")):
        return True
    if has_tail(singular, "things"):
        return False
    parts = (part.removesuffix("e") for part in tails(singular) if known(part))
    return any(known(part + "in") for part in parts if len(part) >= MIN_AGENT or part == singular)


@lru_cache(maxsize=50_000)
def nominative(word: str) -> str:
    """A plural as written in the nominative: `Schlägen` → `Schläge`, `Titeln` → `Titel`; others stay as written. A
    compound that the dictionary lacks goes by its last part."""
    if not word.endswith("n") or len(word) <= MIN_HEAD:
        return word
    tail = next((part for part in tails(word) if known(part)), None)
    if tail is None or has_tail(word, "mixed") or (has_tail(word, "feminine") and not known(tail[:-1] + "in")):
        return word
    base, lemma = tail[:-1], known(tail)
    if base.endswith(("el", "er")):
        return word[:-1] if known(base) else word
    same = base != lemma and known(base) == lemma and not str(lemma).endswith("or")
    return word[:-1] if same or is_adjectival(base) else word


def is_adjectival(noun: str) -> bool:
    """Whether a noun in -e is declined like an adjective: `Angeklagte`, `Verdächtige`, `Betroffene`."""
    if not (known(noun) and known(noun + "r")):
        return False
    looks = noun.endswith(("ige", "iche", "ische", "ene")) or is_participle(noun.lower()[:-1])
    return looks or known(noun.lower() + "r") is not None


def tails(word: str) -> Iterator[str]:
    """The word and what may be the last part of a compound, the longest first, as nouns are written."""
    yield word
    # A tail for each letter of a run of thousands would cost its square.
    for cut in range(max(1, len(word) - LONGEST), len(word) - MIN_HEAD):
        yield word[cut:].capitalize() if word[cut] != "-" else word[cut + 1 :]


def has_tail(word: str, kind: str) -> bool:
    """Whether a word is, or as a compound ends with, a noun of a list of `lexicon/declension.toml`, in singular or
    plural; one or two letters before it make another word (`Rohr`)."""
    lowered = word.lower()
    return any(lowered.endswith(form) and len(lowered) - len(form) not in {1, 2} for form in _declension(kind))


@cache
def _declension(kind: str) -> tuple[str, ...]:
    nouns = load("declension")[kind]["nouns"]
    return tuple(noun + ending for noun in nouns for ending in ("", "n", "en"))


def is_plural_of(noun: Noun) -> bool:
    """Whether a noun of no list is a plausible class: the dictionary knows it as the plural of another."""
    return noun.plural[:1].isupper() and noun.singular != noun.plural and is_known(noun.plural)
