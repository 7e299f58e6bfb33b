"""The vocabulary that every step of claims shares: plain frozen records, no Django, no spaCy.

In: nothing. Out: the types that extraction makes, comparison compares and recording stores. Field names and values
are those of the annotation guideline for claims (README, "What a claim is").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of assertion a claim makes."""

    COUNT = "count"  # a number, range or vague number of a subject
    LOCATION = "location"  # a subject is, was, will be or moves at, from, to or via a place
    STATEMENT = "statement"  # a source takes a position on whether something is so


class Metric(StrEnum):
    """Which quantity a count is about."""

    DEPLOYED = "deployed"
    PLANNED = "planned"
    STRENGTH = "strength"
    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    CASUALTIES = "casualties"
    DISPLACED = "displaced"
    PARTICIPANTS = "participants"
    JOBS = "jobs"
    MONEY = "money"
    AREA = "area"
    EQUIPMENT = "equipment"
    UNITS = "units"
    OTHER = "other"


class Approximation(StrEnum):
    """How the words hedge a value."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    UP_TO = "up_to"
    RANGE = "range"
    VAGUE = "vague"


class Stance(StrEnum):
    """What the source does with the proposition; the later in this list, the more specific."""

    ASSERTS = "asserts"
    HEDGES = "hedges"
    EXPECTS = "expects"
    CONFIRMS = "confirms"
    CANNOT_CONFIRM = "cannot_confirm"
    DENIES = "denies"


class SourceType(StrEnum):
    """What kind of institution or person answers for a claim."""

    INTELLIGENCE = "intelligence"
    GOVERNMENT = "government"
    MILITARY = "military"
    ALLIANCE = "alliance"
    MEDIA = "media"
    AGENCY = "agency"
    ORGANISATION = "organisation"
    EXPERT = "expert"
    POLICE = "police"
    PERSON = "person"
    UNNAMED = "unnamed"


class PlaceRole(StrEnum):
    """How a place takes part in a claim."""

    AT = "at"
    FROM = "from"
    TO = "to"
    VIA = "via"


class Precision(StrEnum):
    """How exactly the words date something."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    OPEN = "open"  # one end only: "seit August", "in den kommenden Wochen"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place in its German nominative ("Wladiwostok") and its role in the claim."""

    name: str
    role: PlaceRole


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Who says it.

    name: as written, without article ("Pentagon-Sprecherin Sabrina Singh"); canonical: the institution that answers
    for it ("Pentagon"); speaker: the person, if named; via: the medium that relays it ("CNN").
    """

    name: str
    canonical: str
    type: SourceType
    speaker: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class NormalisedClaim:
    """One assertion that a source makes about a subject, comparable with what is said at another time.

    start, end: evidence as character offsets into the text given to `extract`, end exclusive; quote: that text.
    figure_start, figure_end: offsets of the figure with its hedge, for counts; else None.
    value_low, value_high: the range that the words allow, in units of `unit` (people, euros, hectares); None is open.
    subject_actor: the country or institution that the subject belongs to, in the nominative ("Nordkorea"), or None.
    subject_class: the counted or talked-about class, German plural ("Soldaten", "Tote"); topics are made of these two.
    event_from, event_to: when it happened or holds; None is unknown or open. reported_on: when the source said it.
    former: the figure that the same text says was given before this one (`von 12 auf 15`), in units of `unit`;
    takes_back: whether the text takes that figure back (`nicht 12, sondern 10`).
    rule: which rule or model read it, with its version; confidence: 0 to 1.
    """

    start: int
    end: int
    quote: str
    kind: Kind
    subject: str
    stance: Stance
    subject_actor: str | None = None
    subject_class: str | None = None
    metric: Metric | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    approx: Approximation | None = None
    unit: str | None = None
    figure_start: int | None = None
    figure_end: int | None = None
    places: tuple[PlaceRef, ...] = ()
    event_from: date | None = None
    event_to: date | None = None
    event_precision: Precision = Precision.UNKNOWN
    reported_on: date | None = None
    source: SourceRef | None = None
    former: Decimal | None = None
    takes_back: bool = False
    rule: str = ""
    confidence: float = 0.5
