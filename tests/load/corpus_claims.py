"""Claims of a made-up article: who says what of its topic, in which words.

In: the plan of a topic and of an article. Out: `Told` records, with their words. Sources keep to what they said before
more often than not, figures drift with the days, and every wording of a figure comes up.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.records import Kind
from tests.load import corpus_words as words
from tests.load.corpus import TopicPlan

# Shares of kinds, wordings and stances, summed up for one look at a chance.
LOCATIONS, STATEMENTS = 0.14, 0.28  # the rest are figures
OWN_VOICE = 0.12
LEAST, MOST = 20.0, 2_000_000.0  # between them figures drift
AGAIN = 0.55  # of a source's figures are those that it gave before
STANCES = (
    ("asserts", 0.80),
    ("hedges", 0.88),
    ("expects", 0.92),
    ("confirms", 0.96),
    ("cannot_confirm", 0.98),
    ("denies", 1.0),
)
POSITIONS = (
    ("asserts", 0.25),
    ("denies", 0.45),
    ("cannot_confirm", 0.60),
    ("confirms", 0.80),
    ("hedges", 0.92),
    ("expects", 1.0),
)
WORDINGS = (
    ("exact", 0.45),
    ("about", 0.66),
    ("more_than", 0.78),
    ("up_to", 0.86),
    ("less_than", 0.89),
    ("range", 0.95),
    ("vague", 1.0),
)
VAGUE = (
    (100_000, "Hunderttausende", 200_000),
    (10_000, "Zehntausende", 20_000),
    (1_000, "Tausende", 2_000),
    (0, "Hunderte", 200),
)


@dataclass(frozen=True)
class Figure:
    """What the words allow, and the words."""

    low: int | None
    high: int | None
    approx: str
    written: str


@dataclass(slots=True)
class Told:
    """One claim, before it has a number. offset: of the figure in the quote; source: number and name, 0 is nobody."""

    kind: str
    quote: str
    stance: str
    source: tuple[int, str]
    metric: str = ""
    figure: Figure | None = None
    offset: int = 0
    places: tuple[tuple[int, str, str], ...] = ()  # number, name, role


@dataclass
class Story:
    """What was said in a topic so far. sources, towns: number and name, the most frequent first."""

    plan: TopicPlan
    sources: Sequence[tuple[int, str]]
    towns: Sequence[tuple[int, str]]
    levels: dict[tuple[str, int], float] = field(default_factory=dict)
    said: dict[tuple[int, str, int], Figure] = field(default_factory=dict)


def tell(story: Story, chance: random.Random) -> Told:
    """The next claim of the story."""
    draw = chance.random()
    source = _source(story, chance)
    if draw < LOCATIONS:
        return _placed(story, source, chance)
    if draw < STATEMENTS:
        return _position(story, source, chance)
    return _counted(story, source, chance)


def _one_of(shares: Sequence[tuple[str, float]], chance: random.Random) -> str:
    draw = chance.random()
    return next(name for name, upto in shares if draw < upto)


def _skewed(count: int, chance: random.Random) -> int:
    """A number below `count`, small ones most often."""
    drawn: float = chance.random() ** 2.2
    return int(drawn * count)


def _source(story: Story, chance: random.Random) -> tuple[int, str]:
    return (0, "") if chance.random() < OWN_VOICE else story.sources[_skewed(len(story.sources), chance)]


def _tail(chance: random.Random) -> str:
    return words.TAILS[int(chance.random() * len(words.TAILS))]


def _position(story: Story, source: tuple[int, str], chance: random.Random) -> Told:
    stance = _one_of(POSITIONS, chance)
    subject = f"{story.plan.subject.cls} aus {story.plan.actor}"
    quote = words.POSITIONS[stance].format(source=source[1] or "Die Redaktion", subject=subject, tail=_tail(chance))
    return Told(Kind.STATEMENT.value, quote, stance, source)


def _placed(story: Story, source: tuple[int, str], chance: random.Random) -> Told:
    number, name = story.towns[_skewed(len(story.towns), chance)]
    places = [(number, name, "at" if chance.random() < 0.7 else "to")]
    if chance.random() < 0.15:
        other, called = story.towns[_skewed(len(story.towns), chance)]
        places += [(other, called, "from")] if other != number else []
    quote = words.PLACED.format(
        subject=story.plan.subject.cls, source=source[1] or "Berichten", place=name, tail=_tail(chance)
    )
    return Told(Kind.LOCATION.value, quote, _one_of(STANCES, chance), source, places=tuple(places))


def _counted(story: Story, source: tuple[int, str], chance: random.Random) -> Told:
    subject = story.plan.subject
    metric = subject.metrics[_skewed(len(subject.metrics), chance)]
    town = story.towns[_skewed(len(story.towns), chance)] if subject.placed and chance.random() < 0.3 else (0, "")
    figure = _figure(story, source, metric, town[0], chance)
    openings = words.OPENINGS if source[0] else words.OWN_OPENINGS
    before = openings[int(chance.random() * len(openings))].format(source=source[1])
    verb = subject.verbs[int(chance.random() * len(subject.verbs))]
    place = f" in {town[1]}" if town[0] else ""
    quote = f"{before} {figure.written} {subject.cls}{place} {verb}{_tail(chance)}"
    stance = "expects" if metric == "planned" else _one_of(STANCES, chance)
    places = ((town[0], town[1], "at"),) if town[0] else ()
    return Told(Kind.COUNT.value, quote, stance, source, metric, figure, len(before) + 1, places)


def _figure(story: Story, source: tuple[int, str], metric: str, town: int, chance: random.Random) -> Figure:
    key = (source[0], metric, town)
    known = story.said.get(key)
    if known is not None and chance.random() < AGAIN:
        return known
    level = story.levels.get((metric, town)) or 10 ** (1.7 + 3.3 * chance.random())
    story.levels[metric, town] = min(MOST, max(LEAST, level * (1 + (chance.random() - 0.49) * 0.08)))
    figure = story.said[key] = worded(int(level * (0.8 + 0.4 * chance.random())), chance)
    return figure


def worded(number: int, chance: random.Random) -> Figure:
    """Give a figure of about this size one of the wordings that news use."""
    approx = _one_of(WORDINGS, chance)
    exact = approx == "exact"
    n = max(2, number if exact and number < 1_000 else _rounded(number, 3 if exact else 2))
    if approx == "exact":
        return Figure(n, n, approx, _written(n))
    if approx == "about":
        return Figure(n, n, approx, f"rund {_written(n)}")
    if approx == "more_than":
        return Figure(n, None, approx, f"über {_written(n)}")
    if approx in ("up_to", "less_than"):
        return Figure(None, n, approx, f"{'bis zu' if approx == 'up_to' else 'weniger als'} {_written(n)}")
    if approx == "range":
        high = n + max(1, _rounded(n // 4, 1))
        return Figure(n, high, approx, f"{_written(n)} bis {_written(high)}")
    return next(Figure(low, None, approx, word) for least, word, low in VAGUE if number >= least)


def _rounded(number: int, digits: int) -> int:
    step: int = 10 ** max(0, len(str(number)) - digits)
    return number // step * step


def _written(number: int) -> str:
    return f"{number:,}".replace(",", ".")
