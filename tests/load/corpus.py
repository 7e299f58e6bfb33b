"""The plan of a made-up corpus: how many claims each topic has, and when its articles came out.

In: a `Size` and its number. Out: topics, articles in order of days; the same size gives the same plan, always.
Sizes are skewed as in life: a few topics with tens of thousands of claims, one of exactly `Size.crowded`, many with
hundreds.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.load import corpus_words as words

FIRST_DAY, LAST_DAY = date(2021, 7, 1), date(2025, 6, 30)
SPAN = (LAST_DAY - FIRST_DAY).days
REJECTED = 100  # one claim of so many was rejected by an editor and stands in no topic
LARGEST = (0.05, 0.03, 0.02, 0.012, 0.008)  # shares of all claims that the largest topics have


@dataclass(frozen=True)
class Size:
    """How many of each; `crowded` is the topic that the benchmark asks for. number: the seed of all chances."""

    claims: int
    topics: int
    sources: int
    articles: int
    crowded: int = 5_000
    number: int = 5

    @property
    def rejected(self) -> int:
        """Claims that stand in no topic."""
        return self.claims // REJECTED

    def __str__(self) -> str:
        return (
            f"{self.claims:,} claims, {self.topics:,} topics, {self.sources:,} sources, {self.articles:,} articles"
            f" (number {self.number})"
        )


FULL = Size(1_000_000, 2_000, 500, 200_000)
QUICK = Size(9_000, 40, 60, 1_800)


@dataclass(frozen=True)
class TopicPlan:
    """One topic: `actor` and `subject` (`corpus_words.Subject`) name it, `begins` and `lasts` are days."""

    actor: str
    subject: words.Subject
    claims: int
    begins: int
    lasts: int


@dataclass(frozen=True)
class ArticlePlan:
    """One article: day counts from FIRST_DAY, None where nobody knows; `rejected` are claims beyond `claims`."""

    topic: int
    day: int | None
    claims: int
    rejected: int


def topic_plans(size: Size) -> list[TopicPlan]:
    """All topics, the crowded one first."""
    chance = random.Random(size.number)
    names = [(land, subject) for subject in words.SUBJECTS for land in words.LANDS]
    # The first is a topic of soldiers, whose claims have most series.
    chosen = [names[0], *chance.sample(names[1:], size.topics - 1)]
    return [
        TopicPlan(land, subject, claims, *_window(claims, chance))
        for (land, subject), claims in zip(chosen, _claims_of_topics(size), strict=True)
    ]


def _claims_of_topics(size: Size) -> list[int]:
    """Exactly `crowded`, then the largest, then a long tail; together all that were not rejected."""
    first = [size.crowded, *(int(size.claims * share) for share in LARGEST)]
    left = size.claims - size.rejected - sum(first)
    weights = [1 / (rank + 12) ** 0.9 for rank in range(size.topics - len(first))]
    tail = [max(5, int(left * weight / sum(weights))) for weight in weights]
    tail[0] += left - sum(tail)
    return first + tail


def _window(claims: int, chance: random.Random) -> tuple[int, int]:
    """Large topics are told of all the time, small ones for some weeks or months."""
    lasts = SPAN if claims >= 2_000 else min(SPAN, 30 + int(chance.random() ** 2 * SPAN))
    return chance.randint(0, SPAN - lasts), lasts


def article_plans(size: Size, topics: Sequence[TopicPlan]) -> list[ArticlePlan]:
    """All articles in order of days, those of unknown day among them, as they would have come in."""
    chance = random.Random(size.number + 1)
    counts = _articles_of_topics(size, topics)
    rejected = chance.sample(range(size.articles), size.rejected)
    extra = set(rejected)
    plans: list[tuple[int, ArticlePlan]] = []
    for number, (topic, articles) in enumerate(zip(topics, counts, strict=True)):
        for claims in _claims_of_articles(topic.claims, articles, chance):
            day = topic.begins + int(topic.lasts * _within(chance))
            known = None if chance.random() < 0.02 else day
            plans.append((day, ArticlePlan(number, known, claims, int(len(plans) in extra))))
    plans.sort(key=lambda plan: plan[0])
    return [plan for _, plan in plans]


def _within(chance: random.Random) -> float:
    """A moment of a story, 0 to 1: much is written at its peaks."""
    return chance.random() if chance.random() < 0.6 else min(1.0, abs(chance.gauss(0.3, 0.07)))


def _articles_of_topics(size: Size, topics: Sequence[TopicPlan]) -> list[int]:
    counts = [max(1, round(topic.claims * size.articles / size.claims)) for topic in topics]
    # What rounding left over goes to the largest topics, which do not feel it.
    order = sorted(range(len(topics)), key=lambda number: -topics[number].claims)
    left, step = size.articles - sum(counts), 0
    while left:
        change = 1 if left > 0 else -1
        counts[order[step % len(order)]] += change
        left -= change
        step += 1
    return counts


def _claims_of_articles(claims: int, articles: int, chance: random.Random) -> list[int]:
    """At least one for each article."""
    counts = [1] * articles
    for _ in range(claims - articles):
        counts[int(chance.random() * articles)] += 1
    return counts
