"""Forms of the registry of names: what an admin sets of an actor or a place, another name, a merge.

In: what is typed. Out: values for `claims.registry`; `MergeForm.carry_out` merges, and raises what that raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.actors import known_actors, known_places
from claims.forms.days import BoundField
from claims.forms.names import NameInput
from claims.linking import Relinked
from claims.models import Actor, Merge, Place
from claims.models.actors import PEOPLE
from claims.registry.aliases import LONGEST
from claims.registry.columns import value
from claims.registry.kinds import ACTORS, PLACES, Named, Register
from claims.registry.listing import to_choose
from claims.registry.merging import merge, standing_for
from claims.registry.offices import OF_PEOPLE
from claims.registry.topics import about, names_of
from claims.reviewing.deeds import Deed


class RowForm(forms.ModelForm):  # type: ignore[type-arg]  # of actors and of places
    """What actors and places have in common. `part_of` is typed as a name, any of its names."""

    part_of = forms.CharField(max_length=LONGEST, required=False)

    register: Register

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part_of"].initial = self.instance.parent.name if self.instance.parent else ""
        self.fields["part_of"].label = self.register.model._meta.get_field("parent").verbose_name.capitalize()
        self.fields["part_of"].widget = NameInput(self.register.word, "names")

    def clean_part_of(self) -> Named | None:
        """Find the row; it must not be, nor belong to, the one that is edited."""
        name = " ".join(self.cleaned_data["part_of"].split())
        if not name:
            return None
        find = known_actors if self.register is ACTORS else known_places
        found: Named | None = find([name]).get(name)
        if found is None:
            raise ValidationError(_("Nothing of this name is in the registry."))
        above: Named | None = found
        seen: set[int] = set()
        while above is not None and above.pk not in seen:
            if above.pk == self.instance.pk:
                raise ValidationError(_("That would be a part of itself."))
            seen.add(above.pk)
            above = above.parent
        return found

    def columns(self) -> tuple[str, ...]:
        """The columns that the form sets."""
        return (*(name for name in self.fields if name != "part_of"), "parent")

    def values(self) -> dict[str, Any]:
        """Return what was typed, by names of columns."""
        told = {name: value for name, value in self.cleaned_data.items() if name in self.fields and name != "part_of"}
        return told | {"parent": self.cleaned_data["part_of"]}


class ActorForm(RowForm):
    """An actor. Only people hold an office; what is stored of an institution's is shown so that it can be removed."""

    register = ACTORS
    held_from = BoundField(label=_("In office from"))
    held_until = BoundField(label=_("In office until"), last=True)

    class Meta:
        model = Actor
        fields = ["name", "type", "country", "office"]
        help_texts = {
            "name": _("The former name stays as another name of it."),
            "country": _("In German, as in the claims."),
            "office": _("Of people: what they are, for the institution above."),
        }

    field_order = ["name", "type", "country", "part_of", "office", "held_from", "held_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OF_PEOPLE:
            stored = self.initial[name] = value(self.instance, name)
            # What the page did not show is not set, whatever has become of the row since.
            if not (name in self.data if self.is_bound else self.instance.is_person or stored):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """An office ends after it begins, and somebody holds it."""
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("held_from"), cleaned.get("held_until")
        if begins and ends and begins.day > ends.day:
            self.add_error("held_until", _("The office ends before it begins."))
        for name in OF_PEOPLE:
            told = cleaned.get(name)
            if told and told != self.initial[name] and cleaned.get("type") not in PEOPLE:
                self.add_error(name, _("Only people hold an office."))
        return cleaned


class PlaceForm(RowForm):
    """A place. Its name stays: series are kept under it; another name can be added, or the place merged."""

    register = PLACES

    class Meta:
        model = Place
        fields = ["kind", "country", "latitude", "longitude"]
        help_texts = {"country": _("In German, as in the claims.")}

    field_order = ["kind", "country", "part_of", "latitude", "longitude"]


def laid_over(row: Named, kind: type[RowForm], typed: Mapping[str, Any], own: Iterable[str]) -> dict[str, Any]:
    """What a form holds after a clash: what was typed by this admin, over the row as it is. own: names of columns."""
    fresh, fields = kind(instance=row), {"part_of" if name == "parent" else name for name in own}
    return {name: typed.get(name, "") if name in fields else fresh[name].value() for name in fresh.fields}


class AliasForm(forms.Form):
    """Another name."""

    name = forms.CharField(label=_("Another name"), max_length=LONGEST)


class MergeForm(forms.Form):
    """A row into another one of its register."""

    into = forms.TypedChoiceField(label=_("Into"), coerce=int, widget=forms.RadioSelect)
    topics = forms.BooleanField(label=_("What is told about it follows, too"), required=False)
    why = forms.CharField(label=_("Why"), max_length=300, help_text=_("Stays with it in the list of corrections."))

    def __init__(self, register: Register, row: Named, data: Any = None, search: str = "", chosen: str = "") -> None:
        super().__init__(data, initial={"topics": True, "into": chosen})
        self.register, self.row = register, row
        told = list(to_choose(register, row, search))
        if chosen.isdecimal() and len(chosen) < 19 and all(other.pk != int(chosen) for other in told):
            told += register.model.objects.filter(pk=int(chosen))
        barred = standing_for(register, row.pk)
        self.fields["into"].choices = [  # type: ignore[attr-defined]  # a choice field
            (other.pk, _counted(other)) for other in told if other.pk not in barred
        ]
        topics = list(about(names_of(row))[:4])
        if topics:
            names = ", ".join(f"„{topic}“" for topic in topics[:3]) + (" …" if len(topics) > 3 else "")
            words = gettext("Its topics, such as %(names)s, are kept with those about the other one.")
            self.fields["topics"].help_text = words % {"names": names}
        else:
            self.fields["topics"].help_text = _("No topic is about it so far.")

    def deed(self) -> Deed:
        """The merge as it is asked for."""
        typed = self.cleaned_data
        terms = {"into": typed["into"], "topics": typed["topics"]}
        return Deed("merge_names", {"register": self.register.word, "number": self.row.pk, **terms}, typed["why"])

    def carry_out(self, user: User) -> tuple[Merge, Relinked]:
        """Merge the rows."""
        typed = self.cleaned_data
        return merge(self.register, self.row.pk, typed["into"], user, topics=typed["topics"], why=typed["why"])


def _counted(row: Any) -> str:
    kind = row.get_type_display() if isinstance(row, Actor) else row.get_kind_display()
    n = getattr(row, "n_claims", None)
    claims = "" if n is None else ngettext("%(n)d claim", "%(n)d claims", n) % {"n": n}
    told = ", ".join(filter(None, [str(kind), row.country, claims]))
    return f"{row} ({told})" if told else str(row)
