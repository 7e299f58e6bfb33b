"""Forms by which editors put single claims into other series: one moved, or many split off together.

In: what they choose and type. Out: as of all forms of `claims.forms.arranging`, one arrangement.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.arranging import targets
from claims.forms.arranging import LARGEST, Why, by_topic, offer, with_chosen
from claims.models import Claim, Series
from claims.reviewing.deeds import Deed

NEW, NOWHERE = "new", "none"


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
        offer(self.fields["into"], [*by_topic(with_chosen(rows, Series, chosen)), (gettext("Elsewhere"), others)])

    def clean(self) -> dict[str, Any]:
        """A new topic needs a name."""
        typed = super().clean() or {}
        if typed.get("into") == NEW and not typed.get("name", "").strip():
            self.add_error("name", _("The new topic needs a name."))
        return typed

    def deed(self) -> Deed:
        """The claim moved."""
        typed, terms = self.cleaned_data, {"number": self.claim.pk, "seen": self.cleaned_data["seen"]}
        if typed["into"] == NEW:
            return Deed("move_to_new_topic", {**terms, "name": typed["name"]}, self.typed_why)
        into = None if typed["into"] == NOWHERE else int(typed["into"])
        return Deed("move_claim", {**terms, "series_number": into}, self.typed_why)

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
        offer(self.fields["sources"], [(group.key, group.name) for group in self.source_groups])
        offer(self.fields["places"], [(group.key, group.name) for group in self.place_groups])
        marked = data.getlist("claims") if data else []
        # A mark on a claim that has left the series meanwhile is for `arranging` to refuse, in words.
        readable = [number for number in marked if number.isdecimal() and len(number) < 19]
        offer(self.fields["claims"], [(number, number) for number in readable])

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

    def deed(self) -> Deed:
        """The claims split off, each by its number: those that come later stay, also while a request waits."""
        terms = {name: self.cleaned_data[name] for name in ("german", "english")} | {"claims": sorted(self.chosen())}
        return Deed("split_series", {"number": self.series.pk, **terms}, self.typed_why)
