"""Actors and places as their pages list them. In: what is searched for. Out: rows with the number of their claims.

Rows that were merged are found under the one that they lead to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from claims.models import Claim, ClaimPlace
from claims.registry.folding import folded, has_word
from claims.registry.kinds import ACTORS, Named, Register

ROWS_A_PAGE = 50
WORDS = 8
OFFERED = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """text: words of any name; type: `SourceType` or `Place.Kind`; country: its German name; by_claims: most first."""

    text: str = ""
    type: str = ""
    country: str = ""
    by_claims: bool = False


def rows(register: Register, wanted: Wanted) -> QuerySet[Any]:
    """The rows that stand for themselves and pass. A condition; sorting by claims counts all of them."""
    found: QuerySet[Any] = named(register, wanted.text).filter(merged_into=None)
    if wanted.type:
        found = found.filter(**{register.type: wanted.type})
    if wanted.country:
        found = found.filter(country=wanted.country)
    if wanted.by_claims:
        found = found.annotate(n=Count("claims", distinct=True)).order_by("-n", "sort_key", "pk")
    return found if wanted.by_claims else found.order_by("sort_key", "pk")


def named(register: Register, text: str) -> QuerySet[Any]:
    """Rows that have every word in one of their names, or in one of a row that was merged into them; umlauts aside."""
    found: QuerySet[Any] = folded(register.model.objects.all())
    aliases, rows = folded(register.alias.objects.all()), folded(register.model.objects.exclude(merged_into=None))
    for word in text.split()[:WORDS]:
        direct = has_word(word) | Q(pk__in=aliases.filter(has_word(word)).values(register.word))
        found = found.filter(direct | Q(pk__in=rows.filter(direct).values("merged_into")))
    return found


def page_of(register: Register, wanted: Wanted, number: str | None) -> Page[Any]:
    """One page of them, each with `n_claims` and `other_names`. Four queries."""
    page = Paginator(rows(register, wanted), ROWS_A_PAGE).get_page(number)
    told = list(page.object_list)
    counts = claims_by_row(register, [row.pk for row in told])
    aliases: dict[int, list[str]] = {}
    pairs = register.alias.objects.filter(**{f"{register.word}__in": [row.pk for row in told]}).order_by("pk")
    for number_, name in pairs.values_list(register.word, "name"):
        aliases.setdefault(number_, []).append(name)
    for row in told:
        row.n_claims, row.other_names = counts.get(row.pk, 0), aliases.get(row.pk, [])
    page.object_list = told
    return page


def claims_by_row(register: Register, numbers: Iterable[int]) -> dict[int, int]:
    """How many claims that count carry each row. One query."""
    standing = Claim.objects.standing().visible()
    if register is ACTORS:
        pairs = standing.filter(source__in=list(numbers)).order_by().values_list("source")
        return dict(pairs.annotate(n=Count("pk")))
    of = ClaimPlace.objects.filter(place__in=list(numbers), claim__in=standing.values("pk"))
    return dict(of.order_by().values_list("place").annotate(n=Count("claim", distinct=True)))


def countries(register: Register) -> list[str]:
    """The countries that rows have, in order. One query."""
    told = register.model.objects.exclude(country="").filter(merged_into=None)
    return list(told.order_by("country").values_list("country", flat=True).distinct())


def to_choose(register: Register, but: Named, search: str) -> Sequence[Named]:
    """Rows into which another one may be merged: found by name, else those that share a word with it. `n_claims`."""
    text = search.split()[:WORDS]
    found = named(register, search) if text else register.model.objects.filter(_kin(but))
    told = list(found.filter(merged_into=None).exclude(pk=but.pk).order_by("sort_key")[:OFFERED])
    counts = claims_by_row(register, [row.pk for row in told])
    for row in told:
        row.n_claims = counts.get(row.pk, 0)
    return sorted(told, key=lambda row: -row.n_claims)


def _kin(row: Named) -> Q:
    """Whether a name shares a word of some length, or begins like the row's."""
    kin = Q(name__istartswith=row.name[:4])
    for word in row.name.replace("-", " ").split():
        if len(word) > 3:
            kin |= Q(name__icontains=word)
    return kin
