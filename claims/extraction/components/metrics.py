"""Which quantity a count is about: by the noun, else by the words around the figure, else by the noun's class.

In: the counted noun, the clause and the sentence of the figure, the stance. Out: a `Metric`.
Source of the lists: annotation guideline, "Metric" (`lexicon/metrics.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extraction.components.nouns import Noun
from claims.extraction.components.openings import Search
from claims.extraction.components.story import Story
from claims.extraction.lexicon import load
from claims.records import Metric, Stance

# "4.700 Tote und Verletzte" are losses, not dead.
WITH_WOUNDED = re.compile(r"\s+(?:und|oder|sowie|bzw\.)\s+(?:\w+e[nr]?\s+)?(?:Verletzte|Verwundete|Vermisste)")
PLANS = {Stance.EXPECTS}
SENT = {"Soldaten", "Kämpfer"}
DIFFERENCE = re.compile(r"\b(?:auseinander|Differenz|Unterschied|Abstand)\b")
# A noun that says what it counts unless the verb says more: losses that are dead, jobs that exist.
WEAK = {Metric.CASUALTIES, Metric.DISPLACED, Metric.PARTICIPANTS, Metric.STRENGTH, Metric.CAPTURED, Metric.JOBS}

# People without a role of their own.
CROWD = {
    "Menschen",
    "Leute",
    "Personen",
    "Bürger",
    "Mitglieder",
    "Männer",
    "Frauen",
    "Kinder",
    "Jugendliche",
    "Familien",
}
CROWD |= {"Anhänger", "Fachleute", "Delegierte", "Schüler", "Studenten"}
HAPPENS_TO_PEOPLE = {
    Metric.KILLED,
    Metric.WOUNDED,
    Metric.MISSING,
    Metric.CAPTURED,
    Metric.DISPLACED,
    Metric.PARTICIPANTS,
}


# What is done to people as a participle beside the noun says it whatever the verb: `40 verletzte Teilnehmer`.
DONE_TO = {Metric.KILLED, Metric.WOUNDED, Metric.MISSING, Metric.DISPLACED, Metric.CAPTURED, Metric.JOBS}


@dataclass(frozen=True, slots=True)
class Rule:
    """near: whether only what governs the noun counts, not other words of the sentence."""

    metric: Metric
    counts: str
    stance: Stance | None
    near: bool
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a figure: its adjectives, what governs it in the tree ("" without a tree), stretches of the
    text with the nearest first, the sentence."""

    adjectives: str
    governing: str
    stretches: tuple[str, ...]
    sentence: str


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            Metric(row["metric"]),
            row["counts"],
            Stance(row["stance"]) if "stance" in row else None,
            row.get("near", False),
            re.compile(r"(?<![\w-])(?:" + "|".join(row["words"]) + r")(?!\w)", re.IGNORECASE),
        )
        for row in load("metrics")["rule"]
    )


@cache
def search() -> Search:
    return Search([rule.words for rule in rules()], lead=r"(?<![\w-])")


@lru_cache(maxsize=256)  # a clause may hold many figures
def having(words: str) -> tuple[Rule, ...]:
    """The rules of which a word stands there, in their order."""
    return tuple(rules()[number] for number in search().which(words))


def metric(noun: Noun | None, context: Context, stance: Stance) -> Metric | None:
    """The metric of a figure, None where nothing tells."""
    if noun and noun.metric is Metric.JOBS:
        words = [context.adjectives, context.governing, *context.stretches, context.sentence]
        return Metric.JOBS if any(applies(Metric.JOBS, item) for item in words) else Metric.STRENGTH
    if noun and noun.metric and (noun.metric not in WEAK or not noun.person):
        return noun.metric
    done = by_words(noun, context.adjectives, stance, near=True)
    if done in DONE_TO:
        return done
    found = by_words(noun, context.governing, stance, near=True)
    for stretch in context.stretches:
        found = found or by_words(noun, stretch, stance, near=False)
    return weighed(noun, found)


def by_words(noun: Noun | None, words: str, stance: Stance, near: bool) -> Metric | None:
    """What the first list says that has one of the words and is about such nouns."""
    fits = (
        rule for rule in having(words)
        if (near or not rule.near) and rule.stance in {None, stance} and counts(rule, noun, near)
    )  # fmt: skip
    return next((rule.metric for rule in fits), None)


def weighed(noun: Noun | None, found: Metric | None) -> Metric | None:
    """What the noun says against what the words say: losses may be dead, and crowds, staff and refugees be hurt."""
    if noun is None or noun.metric is None or found is None:
        return found or (noun.metric if noun else None)
    if noun.metric is Metric.CASUALTIES and found is not Metric.KILLED:
        return noun.metric
    return noun.metric if found in {Metric.PARTICIPANTS, Metric.STRENGTH, Metric.DISPLACED} else found


def with_wounded(found: Metric | None, behind: str) -> Metric | None:
    """Dead and wounded counted together. behind: what stands after the counted noun."""
    return Metric.CASUALTIES if found is Metric.KILLED and WITH_WOUNDED.match(behind) else found


def by_story(found: Metric | None, noun: Noun, clause: str, stance: Stance, story: Story) -> Metric:
    """What is counted where no word says it: soldiers of a story about a force are sent, people of a demonstration take
    part; a difference (`um 70.000 auseinander`) stays `other`."""
    if found or DIFFERENCE.search(clause):
        return found or Metric.OTHER
    if noun.force and noun.cls in SENT and story.force:
        return Metric.PLANNED if stance in PLANS else Metric.DEPLOYED
    return Metric.PARTICIPANTS if story.protests and noun.cls in {"Menschen", "Teilnehmer"} else Metric.OTHER


def applies(name: Metric, words: str) -> bool:
    return any(rule.metric is name for rule in having(words))


def counts(rule: Rule, noun: Noun | None, near: bool) -> bool:
    """Whether a rule is about such nouns; a figure without a noun counts people. near: the words govern the noun."""
    if noun is None:
        return rule.counts in {"person", "crowd"}
    if rule.counts == "force":
        return noun.force
    if rule.metric is Metric.PARTICIPANTS and noun.force:
        return False
    if rule.counts == "crowd":
        return noun.plural in CROWD or noun.cls in {"Teilnehmer", "Besucher"}
    if rule.counts == "victims":
        return noun.metric in {Metric.CASUALTIES, Metric.KILLED}
    if rule.counts in {"staff", "known"}:
        return noun.cls == "Beschäftigte" if rule.counts == "staff" else noun.person
    if rule.counts == "person":
        # A verb of dying or fleeing makes people of any noun that is in no list and that it governs.
        return noun.person or (near and not noun.known and rule.metric in HAPPENS_TO_PEOPLE | {Metric.OTHER})
    return noun.metric is Metric.JOBS
