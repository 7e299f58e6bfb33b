"""What was known on the evening of a day. In: a day. Out: conditions on claims and changes.

A claim was known once it had been said and the article that carries it had been published:

- An article dated by month or year only may have come out on the last day of it, so it counts from then on.
- An article of unknown date may have come out later, so nobody can say that its claims were known: they are left out,
  and the page says how many. A claim whose day of saying is unknown counts by its article.
- A change was known when its claim and the one before were known, and its day was there: that a later version of an
  article says something no more was not known before. One against a claim that was printed later is
  left out; what stands is true of that evening, though not every change of it may be there.

Corrections by editors count whenever they were made: they say what the article said all along.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

LAST = date(9998, 12, 31)  # days beyond have no next one to count with


def known_by(day: date | None, prefix: str = "") -> Q:
    """Return the condition that claims were known on the evening of `day`; None asks nothing.

    prefix: the way to the claim from the rows that are asked for (`claim__`).
    """
    if day is None:
        return Q()
    day = min(day, LAST)
    said = Q(**{f"{prefix}reported_on__isnull": True}) | Q(**{f"{prefix}reported_on__lte": day})
    return said & _published_by(day, f"{prefix}article__")


def change_known_by(day: date | None) -> Q:
    """Return the condition that changes were known on the evening of `day`."""
    if day is None:
        return Q()
    return Q(day__lte=day) & known_by(day, "claim__") & (Q(previous__isnull=True) | known_by(day, "previous__"))


def published_by(day: date | None) -> Q:
    """Return the condition that articles were out on the evening of `day`; None asks nothing."""
    return _published_by(min(day, LAST), "") if day else Q()


def _published_by(day: date, article: str) -> Q:
    """Whole months and years must be over by then."""
    tomorrow = day + timedelta(days=1)
    ends = {"day": tomorrow, "month": tomorrow.replace(day=1), "year": tomorrow.replace(month=1, day=1)}
    found = Q()
    for precision, end in ends.items():
        found |= Q(**{f"{article}published_precision": precision, f"{article}published_on__lt": end})
    return found
