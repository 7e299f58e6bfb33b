"""Single claims into a series of an editor's choice: split off together into a new one, or moved one by one.

In: claims and where they shall be. Out: the arrangement, with a pin for each claim. A pin holds for its claim alone:
what new articles say goes where the rules put it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims.arranging.ledger import Refused, Stale, alone, carry_out, find_claims, find_series
from claims.arranging.merging import check_comparable
from claims.arranging.naming import topic_named
from claims.comparison.subjects import SeriesKey, TopicKey
from claims.membership import key_of, series_by_key
from claims.models import Arrangement, Claim, Pin, Series

Action = Arrangement.Action
LONGEST_TOPIC = 200  # characters of a topic's key


def split_series(
    number: int, claims: Iterable[int], german: str, english: str, user: User, why: str = ""
) -> Arrangement:
    """Split these claims off into a new series of the same topic, under these names. Raises `Refused`, `Stale`."""
    german, english = " ".join(german.split())[:300], " ".join(english.split())[:300]
    if not german:
        raise Refused(gettext("The new series needs a name."))
    with alone(user):
        series = find_series(number)
        chosen = find_claims(series, claims)
        if len(chosen) == Claim.objects.filter(series=series).count():
            raise Refused(gettext("Nothing would be left of the series. Rename it instead."))
        row = Arrangement(action=Action.SPLIT, user=user, why=why, series=series, topic=series.topic)
        row.what, row.into, row.name, row.name_en = str(series), german, german, english
        row.save()
        part = series_by_key([replace(key_of(series), part=str(row.pk))]).popitem()[1]
        part.title, part.title_en = german, english
        part.save(update_fields=["title", "title_en"])
        row.into_series = part
        return _pin(row, chosen, part)


def move_claim(number: int, series_number: int | None, user: User, *, seen: int | None, why: str = "") -> Arrangement:
    """Move the claim to a series of its kind and metric, or (None) out of every timeline.

    seen: the number of the series that the editor saw it in. Raises `Refused`, `Stale`.
    """
    with alone(user):
        claim = _find(number, seen)
        into = find_series(series_number) if series_number is not None else None
        return _move(claim, into, user, why)


def move_to_new_topic(number: int, name: str, user: User, *, seen: int | None, why: str = "") -> Arrangement:
    """Move the claim to a topic of this name that an editor makes. Raises `Refused`, `Stale`."""
    name = " ".join(name.replace("\0", " ").split())
    if not name or len(name) > LONGEST_TOPIC:
        raise Refused(gettext("The new topic needs a name of at most 200 characters."))
    with alone(user):
        claim = _find(number, seen)
        if known := topic_named(name):
            raise Refused(gettext("There is a topic “%(name)s” already: choose one of its series.") % {"name": known})
        key = SeriesKey(TopicKey("", name), claim.kind, claim.metric, claim.series.scope if claim.series else "")
        return _move(claim, series_by_key([key])[key], user, why)


def _move(claim: Claim, into: Series | None, user: User, why: str) -> Arrangement:
    if claim.series == into:
        raise Refused(gettext("The claim is there already."))
    if into is not None:
        check_comparable(claim.kind, claim.metric, into)
    row = Arrangement(action=Action.MOVE, user=user, why=why, series=claim.series, into_series=into)
    row.topic = claim.series.topic if claim.series else None
    row.into_topic = into.topic if into else None
    row.what, row.into = claim.subject, str(into or "")
    row.save()
    return _pin(row, [claim], into)


def _find(number: int, seen: int | None) -> Claim:
    claim = Claim.objects.standing().visible().select_related("source", "series__topic").filter(pk=number).first()
    if claim is None:
        raise Stale(gettext("This claim does not exist any more, or was rejected."))
    if claim.series_id != seen:
        raise Stale(gettext("Somebody else moved this claim in the meantime. What you see now is fresh."))
    return claim


def _pin(row: Arrangement, claims: list[Claim], into: Series | None) -> Arrangement:
    """Pin the claims and let them go there."""
    Pin.objects.bulk_create(_pin_of(row, claim, into) for claim in claims)
    return carry_out(row, Claim.objects.filter(pk__in=[claim.pk for claim in claims]))


def _pin_of(row: Arrangement, claim: Claim, into: Series | None) -> Pin:
    words = {name: getattr(claim, name) for name in ("kind", "start", "end", "figure_start", "figure_end", "quote")}
    source = claim.source.name if claim.source else ""
    return Pin(arrangement=row, article_id=claim.article_id, claim=claim, series=into, source=source, **words)
