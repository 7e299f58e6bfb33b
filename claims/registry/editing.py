"""What an admin sets of an actor or a place, with the claims in step.

In: a row and its new values. Out: the row, its history, and series made anew where the values bear on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims.arranging.ledger import Refused, articles_of
from claims.linking import relink_articles, relink_series
from claims.locks import lock_arrangements
from claims.models import Actor, Claim, Series
from claims.models.actors import Alias
from claims.registry.aliases import add_alias
from claims.registry.columns import put, value
from claims.registry.kinds import ACTORS, Named, register_of
from claims.registry.offices import OF_PEOPLE

# Whether others can confirm a source follows from its type; which part of a subject is counted, from a place's kind.
BEARING = frozenset({"type", "kind", "country"})


def change(row: Named, values: Mapping[str, Any], user: User) -> tuple[str, ...]:
    """Set the values that differ; a former name stays as an alias. Returns the names of what differed.

    Raises `Refused` where another row has the name, and for the office of an institution.
    """
    register = register_of(row)
    with transaction.atomic(), pghistory.context(user=user.pk, action="registry"):
        lock_arrangements()
        now: Named = register.model.objects.get(pk=row.pk)
        differing = {name: new for name, new in values.items() if value(now, name) != new}
        former = now.name
        for name, new in differing.items():
            put(now, name, new)
        _check_office(now, differing)
        if "name" in differing and register.model.objects.filter(name=now.name).exclude(pk=now.pk).exists():
            raise Refused(gettext("“%(name)s” stands there by itself: merge it instead.") % {"name": now.name})
        if differing:
            now.save()
        if "name" in differing:
            register.alias.objects.filter(name=now.name, **{register.word: now}).delete()
            add_alias(now, former, user, Alias.Origin.EDITOR)
        if BEARING & set(differing):
            _bring_in_step(now)
    return tuple(sorted(differing))


def _check_office(row: Named, differing: Mapping[str, Any]) -> None:
    """Whoever made an institution of a person may take the office away, or leave it for whom undoes that."""
    told = any(differing.get(name) for name in OF_PEOPLE)
    if isinstance(row, Actor) and told and not row.is_person:
        raise Refused(gettext("Only people hold an office."))


def _bring_in_step(row: Named) -> None:
    claims = register_of(row).claims(row)
    if register_of(row) is ACTORS:
        relink_series(Series.objects.filter(claims__source=row.pk).distinct().values_list("pk", flat=True))
    else:
        series = Claim.objects.filter(pk__in=claims.values("pk"), series__isnull=False).order_by()
        relink_articles(articles_of(claims), set(series.values_list("series", flat=True)))
