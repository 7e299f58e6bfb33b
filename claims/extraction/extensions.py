"""What the components leave on a spaCy `Doc` for the next one: plain records, with character offsets into `doc.text`.

In: nothing. Out: the record types, and `register()`, which declares the `Doc` extensions once per process.

| extension | type | written by |
|---|---|---|
| `doc._.published` | `date` or None | the pipeline |
| `doc._.title` | `str` or None | the pipeline |
| `doc._.noise` | list of `Noise` | `pipeline` (headline, adverts, related articles, foreign passages) |
| `doc._.quantities` | list of `Quantity` | `components/quantities.py` |
| `doc._.dates` | list of `DateExpression` | `components/dates.py` |
| `doc._.places` | list of `PlaceMention` | `components/places.py` |
| `doc._.actors` | list of `ActorMention` | `components/actors.py` |
| `doc._.statements` | list of `Statement` | `components/attribution.py` |
| `doc._.claims` | list of `Candidate` | `components/claims.py` |
| `doc._.signs` | for each of the claims, the signs that its confidence was made of | `components/confidence.py` |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spacy.tokens import Doc

from claims.records import Approximation, NormalisedClaim, PlaceRole, Precision, SourceRef, SourceType, Stance


@dataclass(frozen=True, slots=True)
class Noise:
    """A passage that is no news text; `reason` is a word such as `headline`, `advert`, `related`, `foreign`."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted figure. start, end: hedge and number; noun_*: the counted noun where one stands ("Soldaten").

    modifiers: words between number and noun, as written ("nordkoreanische"). unit: the noun's singular ("Soldat").
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    approx: Approximation
    noun: str | None
    noun_start: int | None
    noun_end: int | None
    modifiers: tuple[str, ...]
    unit: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class CalendarUnit:
    """A day, week, month, season, year or decade that words name, as a TimeML value does: `seit Anfang Juni` → June."""

    start: int
    end: int
    low: date
    high: date


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date expression as an interval of days, both ends inclusive, None where open or unknown.

    named: the units of the calendar that its words name, two for a range, none for `derzeit` and `vor drei Tagen`.
    A clock time and `am Abend` name a day that was told before; they have no interval, for they date nothing anew.
    """

    start: int
    end: int
    low: date | None
    high: date | None
    precision: Precision
    rule: str
    named: tuple[CalendarUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place; name in the nominative; kind: `country`, `region`, `city`, `border`, `generic`; country: German name.

    adjectival: "russische" in "russische Hafenstadt"; role: None where preposition and verb give none.
    """

    start: int
    end: int
    name: str
    kind: str
    country: str | None
    role: PlaceRole | None
    adjectival: bool
    rule: str


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An institution, person or group that can speak or be spoken of.

    name: as written, nominative, without article; canonical: who answers for it; speaker: the person, if named.
    """

    start: int
    end: int
    name: str
    canonical: str
    type: SourceType
    country: str | None
    speaker: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Something reported. start, end: what is reported, without its frame; frame_*: with the attribution.

    source: who says it, None where only the form (Konjunktiv, `sollen`) shows that somebody does.
    speaker_start, speaker_end: where the source is named. reported: when it was said, if the words tell.
    """

    start: int
    end: int
    frame_start: int
    frame_end: int
    source: SourceRef | None
    speaker_start: int | None
    speaker_end: int | None
    stance: Stance
    reported: DateExpression | None
    rule: str


Candidate = NormalisedClaim


def register() -> None:
    """Declare the extensions; safe to call again."""
    for name in ("published", "title", "written"):
        Doc.set_extension(name, default=None, force=True)
    for name in ("noise", "quantities", "dates", "places", "actors", "statements", "claims", "signs"):
        Doc.set_extension(name, default=[], force=True)
