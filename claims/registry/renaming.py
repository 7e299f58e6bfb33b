"""Another name for a place, with all that is kept under its name. In: a place and its new name. Out: a `Merge`.

Series and topics are kept under names, and what editors arranged stands beside those. So a place is renamed by a merge
into a new row of that name: everything follows, what is read under the former name too, and undoing it is exact.
"""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims.actors import known_places
from claims.arranging import Refused, Stale
from claims.linking import Relinked
from claims.locks import lock_arrangements
from claims.models import Merge, Place, Step
from claims.registry.aliases import clean
from claims.registry.kinds import PLACES
from claims.registry.merging import merge

LONGEST = 200


class Taken(Refused):
    """The name leads to another place already: `other`, into which the place may be merged."""

    def __init__(self, words: str, other: Place) -> None:
        super().__init__(words)
        self.other = other


def rename(
    number: int, name: str, user: User, *, why: str = "", action: str = Step.Action.RENAME
) -> tuple[Merge, Relinked]:
    """Give the place the name; what was linked anew comes with the merge. Raises `Taken`, `Refused`, `Stale`.

    action: of the step, where it undoes the end of a renaming.
    """
    name = clean(name)
    if len(name) > LONGEST:
        raise Refused(gettext("A name has one to %(n)d characters.") % {"n": LONGEST})
    with transaction.atomic():
        lock_arrangements()
        row = _standing(number)
        if name == row.name:
            raise Refused(gettext("It is called so already."))
        _check_free(row, name)
        with pghistory.context(user=user.pk, action="registry"):
            named = Place.objects.create(
                name=name, kind=row.kind, country=row.country, parent=row.parent,
                latitude=row.latitude, longitude=row.longitude,
            )  # fmt: skip
        return merge(PLACES, row.pk, named.pk, user, topics=True, why=why, action=action, renamed=True)


def _standing(number: int) -> Place:
    row = Place.objects.select_related("parent", "merged_into").filter(pk=number).first()
    if row is None:
        raise Stale(gettext("This place does not exist any more."))
    if row.merged_into:
        words = gettext("“%(one)s” was merged into “%(other)s” already.")
        raise Stale(words % {"one": row, "other": row.merged_into})
    return row


def _check_free(row: Place, name: str) -> None:
    """Another name of the row itself may become its name; that of another place, or a row of its own, may not."""
    own = Place.objects.filter(name=name).select_related("merged_into").first()
    other: Any = own or known_places([name]).get(name)
    seen: set[int] = set()
    while other and other.merged_into and other.pk not in seen:
        seen.add(other.pk)
        other = other.merged_into
    if other is None or (own is None and other.pk == row.pk):
        return
    if other.pk == row.pk:
        raise Refused(
            gettext("“%(name)s” was merged into it: undo that merge, then merge the other way.") % {"name": name}
        )
    raise Taken(gettext("“%(name)s” stands there by itself: merge it instead.") % {"name": name}, other)
