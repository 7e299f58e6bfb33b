"""A former state of an actor or a place as its form would be filled in, so that going back is checked as an edit is.

In: a row and the number of an event of its history. Out: the form, bound.
"""

from __future__ import annotations

from typing import Any

from claims.forms.registry import ActorForm, PlaceForm, RowForm
from claims.models import Actor
from claims.registry.kinds import Named, register_of
from claims.registry.offices import OF_PEOPLE


def former_form(row: Named, event: int) -> RowForm | None:
    """The form with what the row said after that event; None where its history has no such event. Three queries."""
    model = register_of(row).model
    found: Any = model.pgh_event_model.objects.filter(pgh_obj_id=row.pk, pgh_id=event).first()
    if found is None:
        return None
    then = model(**{field.attname: getattr(found, field.attname) for field in model._meta.concrete_fields})
    if not model.objects.filter(pk=then.parent_id).exists():
        then.parent = None
    kind = ActorForm if isinstance(row, Actor) else PlaceForm
    shown = kind(instance=then)
    filled = {name: "" if (told := shown[name].value()) is None else told for name in shown.fields}
    unshown = dict.fromkeys(OF_PEOPLE, "") if kind is ActorForm else {}
    return kind(unshown | filled, instance=row)
