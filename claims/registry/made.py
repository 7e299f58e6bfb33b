"""The row that a rename made, once the rename is undone: it goes, unless somebody has come to need it since.

In: a merge that has ended. Out: whether the row is gone. It is needed by what names it, is named after it or was told
about it: claims and what they said before, other names, parts, other merges, requests, and what an admin set of it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import DO_NOTHING, ForeignKey, Q

from claims.models import ClaimPlace, Merge, Place, Proposal

SET = ("name", "kind", "country", "parent_id", "latitude", "longitude")


def take_away(made: Merge) -> bool:
    """Remove the row of a rename that has ended, if nothing needs it."""
    row = made.into_place
    if row is None or not made.renamed or _is_needed(row, made):
        return False
    Merge.objects.filter(pk=made.pk).update(into_place=None)
    row.delete()
    return True


def _is_needed(row: Place, made: Merge) -> bool:
    return _is_named(row, made) or _is_meant(row) or _is_set(row) or _is_asked(row, made)


def _is_named(row: Place, made: Merge) -> bool:
    """Whether any other row refers to it, of whatever table."""
    for field in Place._meta.get_fields(include_hidden=True):
        relation: Any = field
        if not relation.auto_created or not isinstance(getattr(relation, "field", None), ForeignKey):
            continue
        if relation.on_delete is DO_NOTHING:  # rows of the history
            continue
        found = relation.related_model._base_manager.filter(**{relation.field.name: row.pk})
        if relation.related_model is Merge:
            found = found.exclude(pk=made.pk)
        if found.exists():
            return True
    return False


def _is_meant(row: Place) -> bool:
    """Whether a claim means it, or did so in a version to which somebody may go back."""
    folded = Q(folded__contains=[{"place": row.pk}])
    meant = folded | Q(merged_place=row.pk) | Q(place=row.pk, merged_place=None)
    history: Any = ClaimPlace.pgh_event_model
    return ClaimPlace.objects.filter(folded).exists() or bool(history.objects.filter(meant).exists())


def _is_set(row: Place) -> bool:
    """Whether it is not any more as it was made."""
    history: Any = Place.pgh_event_model  # type: ignore[attr-defined]  # given by pghistory
    first = history.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id").values(*SET).first()
    return bool(first != {name: getattr(row, name) for name in SET})


def _is_asked(row: Place, made: Merge) -> bool:
    """Whether an open request is about it, but for the one to undo the rename."""
    about = Proposal.objects.asked_for().filter(about__contains=[f"place:{row.pk}"])
    return about.exclude(step=made.step_id).exists()
