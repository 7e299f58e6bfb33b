"""A made-up corpus as rows: articles with the claims that their sentences are, topics, series, sources and places.

In: a `Size`, and a place to put lines of COPY for each table. Out: all rows but changes, in the order in which the
articles would have come in. Series are named by the project's own matching, so that linking anew moves nothing.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from articles.models import Article, Outlet
from claims.comparison.matching import series_keys
from claims.comparison.subjects import PlaceOf, SeriesKey, Subject, TopicKey
from claims.models import Actor, Claim, ClaimPlace, ExtractionRun, Place, Series, Topic
from claims.records import Kind, Metric, PlaceRole
from claimtrack.sorting import german_sort_key
from tests.load import corpus_words as words
from tests.load.corpus import FIRST_DAY, ArticlePlan, Size, TopicPlan, article_plans, topic_plans
from tests.load.corpus_claims import Story, Told, tell
from tests.load.corpus_rows import Table

Put = Callable[[Table, Sequence[Any]], None]
ACTORS = Table(Actor, "id", "name", "type", "country", "sort_key")
PLACES = Table(Place, "id", "name", "kind", "country", "sort_key")
OUTLETS = Table(Outlet, "id", "name", "is_agency", "sort_key")
ARTICLES = Table(Article, "id", "outlet_id", "title", "text", "content_hash", "published_on", "published_precision",
                 "published_found", "created_at")  # fmt: skip
RUNS = Table(ExtractionRun, "id", "article_id", "state", "code_version", "created_at", "started_at", "finished_at")
CLAIMS = Table(
    Claim, "id", "article_id", "run_id", "start", "end", "quote", "figure_start", "figure_end", "kind", "subject",
    "subject_actor", "subject_class", "metric", "value_low", "value_high", "approx", "unit", "event_from", "event_to",
    "event_precision", "reported_on", "source_id", "source_name", "stance", "rule", "confidence", "review", "series_id",
    "created_at",
)  # fmt: skip
CLAIM_PLACES = Table(ClaimPlace, "id", "claim_id", "place_id", "role")
TOPICS = Table(Topic, "id", "actor", "subject_class", "sort_key")
SERIES = Table(Series, "id", "topic_id", "kind", "metric", "scope")
TABLES = (ACTORS, PLACES, OUTLETS, ARTICLES, RUNS, CLAIMS, CLAIM_PLACES, TOPICS, SERIES)
RULE = "count=figure; source=prep; said=words"


@dataclass
class World:
    """Who and what there is: numbers by name. places hold what matching asks of each."""

    sources: list[tuple[int, str]]
    by_land: dict[str, list[tuple[int, str]]]
    places: dict[int, tuple[str, str, str]]  # name, kind, land
    towns: dict[str, list[tuple[int, str]]]
    outlets: int


def build(size: Size, put: Put) -> None:
    """Make all rows; the topic of `Size.crowded` claims has the number 1."""
    plans = topic_plans(size)
    world = _world(size, [plan.actor for plan in plans], put)
    chance = random.Random(size.number + 2)
    stories = [_story(plan, world, chance) for plan in plans]
    for number, plan in enumerate(plans, 1):
        put(TOPICS, (number, plan.actor, plan.subject.cls, german_sort_key(f"{plan.actor} · {plan.subject.cls}")))
    shelf = _Shelf(plans, world, put)
    for number, article in enumerate(article_plans(size, plans), 1):
        shelf.print(number, article, stories[article.topic], chance)


def _world(size: Size, actors: Sequence[str], put: Put) -> World:
    lands = list(dict.fromkeys(actors))
    offices = [(f"{office} {land}", kind, land) for office, kind in words.OFFICES for land in lands]
    named = [(name, kind, "") for name, kind in words.EVERYWHERE] + offices
    world = World([], {}, {}, {}, len(words.OUTLETS))
    for number, (name, kind, land) in enumerate(named[: size.sources], 1):
        put(ACTORS, (number, name, kind, land, german_sort_key(name)))
        world.sources.append((number, name))
        world.by_land.setdefault(land, []).append((number, name))
    for land in lands:
        spots = [(town, "city") for town in words.towns(land)] + [(words.region(land), "region")]
        for name, kind in spots:
            number = len(world.places) + 1
            put(PLACES, (number, name, kind, land, german_sort_key(name)))
            world.places[number] = (name, kind, land)
            world.towns.setdefault(land, []).append((number, name))
    for number, name in enumerate(words.OUTLETS, 1):
        put(OUTLETS, (number, name, number % 40 == 0, german_sort_key(name)))
    return world


def _story(plan: TopicPlan, world: World, chance: random.Random) -> Story:
    """Large topics have more sources and places than small ones; those of the land speak most."""
    most = min(len(world.sources), 6 + plan.claims // 40, 60)
    own = world.by_land.get(plan.actor, [])
    others = [source for source in chance.sample(world.sources, most) if source not in own]
    towns = world.towns[plan.actor][: 2 + min(6, plan.claims // 250)]
    return Story(plan, (own[:3] + others[:2] + own[3:] + others[2:])[:most], towns)


class _Shelf:
    """Takes articles one after the other and numbers what is in them."""

    def __init__(self, plans: Sequence[TopicPlan], world: World, put: Put) -> None:
        self._topics = {TopicKey(plan.actor, plan.subject.cls): number for number, plan in enumerate(plans, 1)}
        self._world, self._put = world, put
        self._series: dict[SeriesKey, int] = {}
        self._claims = self._placed = 0

    def print(self, number: int, plan: ArticlePlan, story: Story, chance: random.Random) -> None:
        """One article: its sentences are the evidence of its claims, a paragraph for each."""
        told = [tell(story, chance) for _ in range(plan.claims)]
        rejected = [tell(story, chance) for _ in range(plan.rejected)]
        day = None if plan.day is None else FIRST_DAY + timedelta(days=plan.day)
        printed, precision = _printed(day, chance)
        text = "\n".join([*(one.quote for one in (*told, *rejected)), f"Meldung {number}."])
        digest = hashlib.sha256(text.encode()).hexdigest()
        outlet = None if chance.random() < 0.01 else 1 + int(chance.random() ** 1.6 * self._world.outlets)
        stored = _moment(day, chance)
        title = f"{story.plan.actor}: {story.plan.subject.cls} im Blick ({number})"
        found = "field" if printed else "unknown"
        self._put(ARTICLES, (number, outlet, title, text, digest, printed, precision, found, stored))
        self._put(RUNS, (number, number, "done", "corpus", stored, stored, stored))
        keys = series_keys([self._subject(one, story) for one in told])
        start = 0
        for one, key in zip((*told, *rejected), (*keys, *(None for _ in rejected)), strict=True):
            self._claim(number, one, key, start, story, day, stored, chance)
            start += len(one.quote) + 1

    def _subject(self, one: Told, story: Story) -> Subject:
        places = tuple(PlaceOf(name, PlaceRole(role), *self._world.places[pk][1:]) for pk, name, role in one.places)
        metric = Metric(one.metric) if one.metric else None
        return Subject(Kind(one.kind), metric, story.plan.actor, story.plan.subject.cls, places)

    def _series_number(self, key: SeriesKey) -> int:
        if key not in self._series:
            self._series[key] = number = len(self._series) + 1
            self._put(SERIES, (number, self._topics[key.topic], key.kind, key.metric, key.scope))
        return self._series[key]

    def _claim(
        self, article: int, one: Told, key: SeriesKey | None, start: int, story: Story, day: date | None,
        stored: datetime, chance: random.Random,
    ) -> None:  # fmt: skip
        self._claims += 1
        figure, plan = one.figure, story.plan
        at = start + one.offset if figure else None
        said = None if day is None or chance.random() < 0.25 else day - timedelta(days=int(chance.random() ** 3 * 4))
        about = _event(said or day, chance)
        self._put(
            CLAIMS,
            (
                self._claims, article, article, start, start + len(one.quote), one.quote, at,
                at + len(figure.written) if figure and at is not None else None,
                one.kind, f"{plan.subject.cls} aus {plan.actor}", plan.actor, plan.subject.cls, one.metric,
                figure.low if figure else None, figure.high if figure else None, figure.approx if figure else "",
                plan.subject.unit if figure else "", *about, said,
                one.source[0] or None, one.source[1], one.stance, RULE,
                round(0.3 + 0.69 * chance.random() ** 0.5, 3), _review(key, chance),
                None if key is None else self._series_number(key), stored,
            ),
        )  # fmt: skip
        for place, _, role in one.places:
            self._placed += 1
            self._put(CLAIM_PLACES, (self._placed, self._claims, place, role))


def _printed(day: date | None, chance: random.Random) -> tuple[date | None, str]:
    """The day of publication as far as it is known."""
    if day is None:
        return None, "unknown"
    draw = chance.random()
    if draw < 0.02:
        return day.replace(day=1), "month"
    return (day.replace(month=1, day=1), "year") if draw < 0.025 else (day, "day")


def _moment(day: date | None, chance: random.Random) -> datetime:
    known = day or FIRST_DAY + timedelta(days=int(chance.random() * 1000))
    return datetime(known.year, known.month, known.day, int(chance.random() * 24), int(chance.random() * 60))


def _event(day: date | None, chance: random.Random) -> tuple[date | None, date | None, str]:
    draw = chance.random()
    if day is None or draw < 0.3:
        return None, None, "unknown"
    last = day - timedelta(days=int(chance.random() * 3))
    return (last, last, "day") if draw < 0.8 else (last - timedelta(days=int(1 + chance.random() * 20)), last, "range")


def _review(key: SeriesKey | None, chance: random.Random) -> str:
    if key is None:
        return "rejected"
    draw = chance.random()
    return "machine" if draw < 0.95 else "accepted" if draw < 0.985 else "corrected"
