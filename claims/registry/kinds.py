"""What actors and places differ in, so that everything else of the registry is written once.

In: nothing. Out: `ACTORS` and `PLACES`; `register_of` a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from claims.models import Actor, ActorAlias, Claim, ClaimPlace, Place, PlaceAlias
from claims.querysets import ClaimQuerySet

Named = Actor | Place


@dataclass(frozen=True, slots=True)
class Register:
    """word: the name of the foreign key to a row, `actor` or `place`, and of its page's address.

    column, type: what a claim calls it, and where its type stands; right: the permission to change it, of admins.
    """

    word: str
    column: str
    type: str
    right: str
    model: Any
    alias: Any

    def claims(self, row: Named) -> ClaimQuerySet:
        """The claims that carry the row: its statements, or those about the place."""
        if self.model is Actor:
            return Claim.objects.filter(source=row.pk)
        return Claim.objects.filter(pk__in=ClaimPlace.objects.filter(place=row.pk).values("claim"))

    def meaning(self, rows: set[int]) -> ClaimQuerySet:
        """The claims that mean one of these rows and carry another one, by merges."""
        if self.model is Actor:
            return Claim.objects.filter(merged_source__in=rows)
        folded = Q()
        for number in rows:
            folded |= Q(folded__contains=[{"place": number}])
        pairs = ClaimPlace.objects.filter(Q(merged_place__in=rows) | folded)
        return Claim.objects.filter(pk__in=pairs.values("claim"))

    def alias_of(self, row: Named, **fields: Any) -> Any:
        """A new alias of the row, not saved."""
        return self.alias(**{self.word: row}, **fields)


ACTORS = Register("actor", "source", "type", "claims.change_actor", Actor, ActorAlias)
PLACES = Register("place", "places", "kind", "claims.change_place", Place, PlaceAlias)


def register_of(row: Named) -> Register:
    """The register that the row stands in."""
    return ACTORS if isinstance(row, Actor) else PLACES
