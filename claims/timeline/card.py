"""One claim with all that its card tells. In: the claim's number, and the day whose evening the page shows, if any.

Out: the claim, its evidence, its places, its neighbours, what it changed; nothing that was known later only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, JSONObject

from claims.models import Change, Claim, ClaimPlace, Comment, Place, text_with
from claims.models.claims import SEARCH_CONFIG
from claims.timeline.asked import flag
from claims.timeline.evening import HEAVY, Evening, changes_by
from claims.timeline.knowledge import change_known_by, known_by
from claims.timeline.mentions import Mention, mentions_elsewhere, mentions_of

START, STOP = "\x02", "\x03"
_NEIGHBOURS = {
    "before_said": ("reported_on", "before"),
    "before_printed": ("article__published_on", "before"),
    "after_said": ("reported_on", "after"),
    "after_printed": ("article__published_on", "after"),
}
CONTEXT = 320  # characters of the paragraph shown before and after the evidence


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence in its paragraph, cut around the figure so that it can be marked."""

    before: str
    head: str
    figure: str
    tail: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as its card shows it."""

    claim: Claim
    evidence: Evidence
    found: tuple[str, ...]  # words of the evidence that the page's search found, as they are written
    places: tuple[ClaimPlace, ...]
    changes: tuple[Change, ...]
    others: tuple[Mention, ...]  # the same claim in other outlets, one of each
    before: Claim | None
    after: Claim | None
    asof: date | None = None
    comments: tuple[Comment, ...] = ()  # of readers, not settled yet
    asked: bool = False  # whether somebody asked for something about it that nobody agreed to yet
    n_mentions: int = 0  # other articles' claims that say the same, however many of an outlet


def claim_card(pk: int, asof: date | None = None, evening: Evening | None = None, search: str = "") -> Card | None:
    """Return the card of claim `pk`, or None where there is none, or none was known yet. Three queries, and one more
    where the claim stands in a hundred other articles.

    evening: the topic's changes as known on `asof`; without it they are looked up, with three queries at most.
    search: words that the page looks for.
    """
    claim = _claims(asof).annotate(headline=_headline(search)).filter(pk=pk).order_by("pk").first()
    if claim is None:
        return None
    found = cast("Any", claim)
    if evening is None:
        evening = changes_by(asof, [claim.series.topic_id]) if claim.series else Evening(asof)
    changes = _changes(claim, evening)
    beside = {name: getattr(found, name) for name in _NEIGHBOURS}
    asked = {*beside.values(), *(change.previous_id for change in changes)} - {None}
    others = Claim.objects.select_related("source", "article__outlet").defer(*HEAVY).in_bulk(asked) if asked else {}
    for change in changes:
        change.previous = others.get(change.previous_id) if change.previous_id else None
    places = [row["name"] for row in found.named]
    mentions = mentions_elsewhere(claim, found.mentions, places, known_by(asof))
    return Card(
        claim=claim,
        evidence=cut_evidence(claim),
        found=tuple(dict.fromkeys(re.findall(f"{START}(.+?){STOP}", found.headline or ""))),
        places=tuple(ClaimPlace(role=row["role"], place=Place(name=row["name"])) for row in found.named),
        changes=tuple(changes),
        others=mentions.by_outlet,
        n_mentions=mentions.total,
        before=max((others[pk] for pk in _numbers(beside, "before") if pk in others), key=_spot, default=None),
        after=min((others[pk] for pk in _numbers(beside, "after") if pk in others), key=_spot, default=None),
        asof=asof,
        asked=bool(found.asked) and not asof,  # it was not asked for on an evening before
        comments=() if asof else tuple(_comments(pk)),
    )


def _comments(pk: int) -> Any:
    """What readers said of the claim and nobody settled; nothing of it was known on an evening before. One query."""
    return Comment.objects.filter(claim=pk, settled_at__isnull=True).select_related("user")


def _headline(search: str) -> SearchHeadline | Value:
    """The evidence with its found words between two signs that no text holds."""
    if not search:
        return Value("")
    query = SearchQuery(search, config=SEARCH_CONFIG, search_type="websearch")
    return SearchHeadline("quote", query, config=SEARCH_CONFIG, start_sel=START, stop_sel=STOP, highlight_all=True)


@lru_cache(maxsize=8)  # putting it together takes longer than asking it
def _claims(asof: date | None) -> QuerySet[Any]:
    """Known claims with the names of their places, the keys of their changes, and the numbers of their neighbours."""
    own = OuterRef("pk")
    places = ClaimPlace.objects.filter(claim=own).order_by("pk")
    changes = Change.objects.filter(change_known_by(asof), claim=own).order_by("pk")
    told = {name: Cast(name, TextField()) for name in ("difference", "percent")}
    rows = changes.values_list(JSONObject(pk="pk", what="what", day="day", previous_id="previous_id", **told))
    day = Coalesce("reported_on", "article__published_on")
    series = Claim.objects.standing().filter(known_by(asof), series=OuterRef("series")).order_by()
    claims = (
        Claim.objects.visible()
        .filter(known_by(asof))
        .annotate(
            named=ArraySubquery(places.values_list(JSONObject(role="role", name="place__name"))),
            rows=ArraySubquery(rows),
            stood=day,
            mentions=mentions_of(known_by(asof)),
            asked=flag(),
            **{name: Subquery(_beside(series, *asked)) for name, asked in _NEIGHBOURS.items()},
        )
    )
    chain = claims.select_related("article__outlet", "source", "series__topic", "run", "gone__revision")
    return chain.defer("article__raw", "search")


def _beside(series: QuerySet[Any], column: str, side: str) -> QuerySet[Any]:
    """The number of the last claim before, or the first one after, of those that stand at the day of this column.

    Asked apart for the days on which something was said, since these stand in an index: of thousands none is sorted.
    """
    day, beyond, sign = OuterRef("stood"), "lt" if side == "before" else "gt", "-" if side == "before" else ""
    there = series.filter(**({f"{column}__isnull": False} if column == "reported_on" else {"reported_on": None}))
    # The first condition alone follows from the second; it is the one that an index answers.
    there = there.filter(**{f"{column}__{beyond}e": day})
    there = there.filter(Q(**{f"{column}__{beyond}": day}) | Q(**{f"pk__{beyond}": OuterRef("pk")}))
    return there.order_by(f"{sign}{column}", f"{sign}pk").values("pk")[:1]


def _numbers(beside: Mapping[str, int | None], side: str) -> Iterable[int | None]:
    return (pk for name, pk in beside.items() if _NEIGHBOURS[name][1] == side)


def _spot(claim: Claim) -> tuple[date, int]:
    """Where a dated claim stands in its series."""
    return claim.reported_on or claim.article.published_on or date.max, claim.pk


def _changes(claim: Claim, evening: Evening) -> list[Change]:
    """What the claim changed, as far as that was known on the evening."""
    stored = [row for row in cast("Any", claim).rows if row["pk"] not in evening.gone]
    for row in stored:
        row |= {name: row[name] and Decimal(row[name]) for name in ("difference", "percent")}
        row["day"] = date.fromisoformat(row["day"]) if row["day"] else None
    found = [Change(claim=claim, **row) for row in stored]
    return found + [change for change in evening.extra if change.claim_id == claim.pk]


def cut_evidence(claim: Claim) -> Evidence:
    """Cut the article's text around evidence and figure; offsets beyond the text yield empty pieces, no error."""
    text, start, end = text_with(claim), claim.start, claim.end
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    figure_start = claim.figure_start if claim.figure_start is not None else end
    figure_end = claim.figure_end if claim.figure_end is not None else end
    return Evidence(
        before=_shortened(text[first:start], from_end=True),
        head=text[start:figure_start],
        figure=text[figure_start:figure_end],
        tail=text[figure_end:end],
        after=_shortened(text[end:last], from_end=False),
    )


def _shortened(text: str, *, from_end: bool) -> str:
    """Keep the part next to the evidence, cut between words."""
    if len(text) <= CONTEXT:
        return text
    if from_end:
        return "… " + text[-CONTEXT:].partition(" ")[2]
    return text[:CONTEXT].rpartition(" ")[0] + " …"
