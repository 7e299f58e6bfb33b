"""Forms by which editors arrange. In: what they choose and type. Out: each form carries out one arrangement.

`carry_out` raises what `claims.arranging` raises; nothing is arranged while a form is merely checked.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims import arranging
from claims.arranging import targets
from claims.models import Arrangement, Claim, Series, Topic

NEW, NOWHERE = "new", "none"
LARGEST = 2**63 - 1


class Why(forms.Form):
    """The reason that every arrangement keeps."""

    why = forms.CharField(label=_("Why"), max_length=300, help_text=_("Stays with it in the list of arrangements."))

    title: str | Promise = ""
    explanation: str | Promise = ""
    verb: str | Promise = ""
    searchable = False

    def carry_out(self, user: User) -> Arrangement:
        """Arrange what was typed."""
        raise NotImplementedError

    @property
    def typed_why(self) -> str:
        """The reason, without a look at the rest."""
        return str(self.cleaned_data.get("why", ""))


class NameForm(Why):
    """Another name for a topic or a series, in German and in English, over the naming that the editor saw."""

    german = forms.CharField(
        label=_("German name"), max_length=300, required=False,
        help_text=_("Empty: as the machine calls it."), widget=forms.TextInput(attrs={"lang": "de"}),
    )  # fmt: skip
    english = forms.CharField(
        label=_("English name"), max_length=300, required=False, help_text=_("Empty: the German one."),
        widget=forms.TextInput(attrs={"lang": "en"}),
    )  # fmt: skip
    seen = forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput)

    field_order = ["german", "english", "why"]
    title = _("Rename")
    verb = _("Rename")
    explanation = _("Only what is shown changes. Which claims belong here stays a matter of the rules.")

    def __init__(self, row: Topic | Series, data: Any = None) -> None:
        initial = {"german": row.title, "english": row.title_en, "seen": arranging.naming_of(row)}
        super().__init__(data, initial=initial)
        self.row = row
        self.fields["why"].required = False

    def carry_out(self, user: User) -> Arrangement:
        """Rename the row."""
        name = arranging.name_topic if isinstance(self.row, Topic) else arranging.name_series
        typed = self.cleaned_data
        return name(self.row.pk, typed["german"], typed["english"], user, seen=typed["seen"], why=self.typed_why)

    def renew(self) -> None:
        """Put the naming that is in force by now into the form, so that saving again is a knowing one."""
        self.data = {**self.data.dict(), "seen": arranging.naming_of(self.row)}  # type: ignore[attr-defined]


class MergeTopicForm(Why):
    """A topic into another one."""

    into = forms.TypedChoiceField(label=_("Into the topic"), coerce=int)

    field_order = ["into", "why"]
    title = _("Merge into another topic")
    verb = _("Merge")
    explanation = _(
        "Its claims, and those that articles will bring, are kept with the other topic. The address of this one leads "
        "there, and the merge can be undone."
    )
    searchable = True

    def __init__(self, topic: Topic, data: Any = None, search: str = "", chosen: str = "") -> None:
        super().__init__(data)
        self.topic = topic
        rows = _with_chosen(targets.topics_to_choose(topic, search), Topic, chosen)
        _offer(self.fields["into"], [(row.pk, _counted(row)) for row in rows])

    def carry_out(self, user: User) -> Arrangement:
        """Merge the topics."""
        return arranging.merge_topics(self.topic.pk, self.cleaned_data["into"], user, self.typed_why)


class MergeSeriesForm(Why):
    """A series into another one of its kind and quantity."""

    into = forms.TypedChoiceField(label=_("Into the series"), coerce=int)

    field_order = ["into", "why"]
    title = _("Merge into another series")
    verb = _("Merge")
    explanation = _(
        "Its claims, and those that articles will bring, stand in the other series and are compared with it. Only "
        "series of the same kind and quantity are offered."
    )
    searchable = True

    def __init__(self, series: Series, data: Any = None, search: str = "", chosen: str = "") -> None:
        super().__init__(data)
        self.series = series
        rows = targets.series_to_choose(series.kind, series.metric, series.topic, series.pk, search)
        _offer(self.fields["into"], _by_topic(_with_chosen(rows, Series, chosen)))

    def carry_out(self, user: User) -> Arrangement:
        """Merge the series."""
        return arranging.merge_series(self.series.pk, self.cleaned_data["into"], user, self.typed_why)


class MoveForm(Why):
    """One claim into another series, into a new topic, or out of every timeline."""

    into = forms.ChoiceField(label=_("Where to"))
    name = forms.CharField(
        label=_("Name of the new topic"), max_length=200, required=False, help_text=_("Only for a new topic."),
        widget=forms.TextInput(attrs={"lang": "de"}),
    )  # fmt: skip
    seen = forms.IntegerField(min_value=0, max_value=LARGEST, required=False, widget=forms.HiddenInput)

    field_order = ["into", "name", "why"]
    title = _("Move this claim")
    verb = _("Move")
    explanation = _("It stays there, whatever is read or linked anew, until the move is undone.")
    searchable = True

    def __init__(self, claim: Claim, data: Any = None, search: str = "", chosen: str = "") -> None:
        super().__init__(data, initial={"seen": claim.series_id})
        self.claim = claim
        topic = claim.series.topic if claim.series else None
        rows = targets.series_to_choose(claim.kind, claim.metric, topic, claim.series_id, search)
        others = [(NEW, gettext("A new topic")), (NOWHERE, gettext("No timeline"))]
        _offer(self.fields["into"], [*_by_topic(_with_chosen(rows, Series, chosen)), (gettext("Elsewhere"), others)])

    def clean(self) -> dict[str, Any]:
        """A new topic needs a name."""
        typed = super().clean() or {}
        if typed.get("into") == NEW and not typed.get("name", "").strip():
            self.add_error("name", _("The new topic needs a name."))
        return typed

    def carry_out(self, user: User) -> Arrangement:
        """Move the claim."""
        typed, seen = self.cleaned_data, self.cleaned_data["seen"]
        if typed["into"] == NEW:
            return arranging.move_to_new_topic(self.claim.pk, typed["name"], user, seen=seen, why=self.typed_why)
        into = None if typed["into"] == NOWHERE else int(typed["into"])
        return arranging.move_claim(self.claim.pk, into, user, seen=seen, why=self.typed_why)

    def renew(self) -> None:
        """Let the editor decide again, seeing where the claim stands by now."""
        now = Claim.objects.values_list("series", flat=True).filter(pk=self.claim.pk).first()
        self.data = {**self.data.dict(), "seen": now or ""}  # type: ignore[attr-defined]  # a QueryDict


class SplitForm(Why):
    """Claims of some sources, of some places, or marked one by one, into a series of their own."""

    german = forms.CharField(label=_("Name of the new series"), max_length=300, widget=forms.TextInput({"lang": "de"}))
    english = forms.CharField(
        label=_("English name"), max_length=300, required=False, help_text=_("Empty: the German one."),
        widget=forms.TextInput(attrs={"lang": "en"}),
    )  # fmt: skip
    sources = forms.TypedMultipleChoiceField(required=False, coerce=int)
    places = forms.TypedMultipleChoiceField(required=False, coerce=int)
    claims = forms.TypedMultipleChoiceField(required=False, coerce=int)

    field_order = ["german", "english", "why"]
    title = _("Split off claims")
    verb = _("Split off")
    explanation = _(
        "What you mark, of sources, of places and claim by claim, stands in a series of its own from now on. What new "
        "articles say goes where the rules put it."
    )

    def __init__(self, series: Series, data: Any = None) -> None:
        super().__init__(data)
        self.series = series
        self.source_groups, self.place_groups = targets.sources_of(series), targets.places_of(series)
        self.claim_rows = targets.claims_to_choose(series)
        _offer(self.fields["sources"], [(group.key, group.name) for group in self.source_groups])
        _offer(self.fields["places"], [(group.key, group.name) for group in self.place_groups])
        marked = data.getlist("claims") if data else []
        # A mark on a claim that has left the series meanwhile is for `arranging` to refuse, in words.
        _offer(self.fields["claims"], [(number, number) for number in marked if number.isdecimal() and len(number) < 19])

    @property
    def more_claims(self) -> bool:
        """Whether the series has claims that are not offered one by one."""
        return sum(group.claims for group in self.source_groups) > len(self.claim_rows)

    @property
    def ticked_sources(self) -> set[int]:
        """Sources that are marked; so far as they can be read."""
        return self._ticked("sources")

    @property
    def ticked_places(self) -> set[int]:
        """Places that are marked."""
        return self._ticked("places")

    @property
    def ticked_claims(self) -> set[int]:
        """Claims that are marked one by one."""
        return self._ticked("claims")

    def _ticked(self, name: str) -> set[int]:
        values = self.data.getlist(name) if self.is_bound else []  # type: ignore[attr-defined]  # a QueryDict
        return {int(value) for value in values if value.isdecimal() and len(value) < 19}

    def chosen(self) -> set[int]:
        """Numbers of the claims."""
        typed = self.cleaned_data
        return targets.chosen_claims(self.series, typed["sources"], typed["places"], typed["claims"])

    def carry_out(self, user: User) -> Arrangement:
        """Split the series."""
        typed = self.cleaned_data
        return arranging.split_series(
            self.series.pk, self.chosen(), typed["german"], typed["english"], user, self.typed_why
        )


def _offer(field: forms.Field, choices: list[Any]) -> None:
    field.choices = choices  # type: ignore[attr-defined]  # all of these are choice fields


def _with_chosen(rows: list[Any], model: Any, chosen: str) -> list[Any]:
    """The rows, and the one that was chosen before although these words do not find it."""
    if not chosen.isdecimal() or len(chosen) > 18 or any(row.pk == int(chosen) for row in rows):
        return rows
    return [*rows, *model.objects.filter(pk=int(chosen))]


def _by_topic(rows: list[Series]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices under the names of their topics."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        groups.setdefault(str(row.topic), []).append((row.pk, _counted(row, row.name)))
    return list(groups.items())


def _counted(row: Any, name: str = "") -> str:
    n = getattr(row, "n_claims", None)
    if n is None:
        return name or str(row)
    return f"{name or row} ({ngettext('%(n)s claim', '%(n)s claims', n) % {'n': n}})"
