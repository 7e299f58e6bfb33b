"""Which quantity a count is about: by the noun, else by the words around the figure, else by the noun's class.

In: the counted noun, the clause and the sentence of the figure, the stance. Out: a `Metric`.
Source of the lists: annotation guideline, "Metric" (`lexicon/metrics.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claims.extraction.components.nouns import Noun
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

HAPPENS_TO_PEOPLE = {
    Metric.KILLED,
    Metric.WOUNDED,
    Metric.MISSING,
    Metric.CAPTURED,
    Metric.DISPLACED,
    Metric.PARTICIPANTS,
}


@dataclass(frozen=True, slots=True)
class Rule:
    metric: Metric
    counts: str
    stance: Stance | None
    words: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            Metric(row["metric"]),
            row["counts"],
            Stance(row["stance"]) if "stance" in row else None,
            re.compile(r"(?<![\w-])(?:" + "|".join(row["words"]) + r")(?!\w)", re.IGNORECASE),
        )
        for row in load("metrics")["rule"]
    )


def metric(noun: Noun | None, stretches: Iterable[str], sentence: str, stance: Stance) -> Metric:
    """The metric of a figure; `other` where nothing tells. stretches: the words around it, the nearest first."""
    if noun and noun.metric and noun.metric not in WEAK:
        return noun.metric
    if noun and noun.metric is Metric.JOBS:
        return Metric.JOBS if applies(Metric.JOBS, sentence) else Metric.STRENGTH
    for words in stretches:
        for rule in rules():
            if counts(rule, noun) and rule.stance in {None, stance} and rule.words.search(words):
                found = rule.metric
                if noun and noun.metric is Metric.CASUALTIES and found is not Metric.KILLED:
                    return noun.metric
                if noun and noun.metric and found in {Metric.PARTICIPANTS, Metric.STRENGTH, Metric.DISPLACED}:
                    return noun.metric
                return found
    return noun.metric if noun and noun.metric else Metric.OTHER


def with_wounded(found: Metric, behind: str) -> Metric:
    """Dead and wounded counted together. behind: what stands after the counted noun."""
    return Metric.CASUALTIES if found is Metric.KILLED and WITH_WOUNDED.match(behind) else found


def by_story(found: Metric, noun: Noun, clause: str, stance: Stance, story: Story) -> Metric:
    """What is counted where no word says it: soldiers of a story about a force are sent, people of a demonstration take
    part; a difference (`um 70.000 auseinander`) stays `other`."""
    if found is not Metric.OTHER or DIFFERENCE.search(clause):
        return found
    if noun.force and noun.cls in SENT and story.force:
        return Metric.PLANNED if stance in PLANS else Metric.DEPLOYED
    return Metric.PARTICIPANTS if story.protests and noun.cls in {"Menschen", "Teilnehmer"} else found


def applies(name: Metric, words: str) -> bool:
    return any(rule.metric is name and rule.words.search(words) for rule in rules())


def counts(rule: Rule, noun: Noun | None) -> bool:
    """Whether a rule is about such nouns; a figure without a noun counts people."""
    if noun is None:
        return rule.counts == "person"
    if rule.counts == "force":
        return noun.force
    if rule.metric is Metric.PARTICIPANTS and noun.force:
        return False
    if rule.counts == "person":
        # A verb of dying or fleeing makes people of any noun that is in no list.
        return noun.person or (not noun.known and rule.metric in HAPPENS_TO_PEOPLE)
    return noun.metric is Metric.JOBS
