"""The form that puts a claim right. In: what an editor types. Out: what `corrections.correct` is to set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.forms.figure import parse_figure
from claims.forms.names import NameInput
from claims.forms.period import Period, parse_period, written_period
from claims.forms.where import parse_places, written_places
from claims.models import Actor, Claim, Kind, Metric, Stance
from claims.placing import Where, places_of
from claims.records import Precision
from claims.templatetags.formats import figure

# Fields of the model whose fault is shown at another field of the form.
SHOWN_AT = {
    "value_low": "figure", "value_high": "figure", "approx": "figure",
    "event_from": "event", "event_to": "event", "event_precision": "event",
}  # fmt: skip
# Fields that few corrections need; the page folds them away.
RARE = ("kind", "subject_actor", "subject_class", "unit", "speaker", "via", "places", "quote", "quote_from", "note")


class Day(forms.DateInput):
    """The browser's own choice of a day, which speaks ISO in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CorrectionForm(forms.Form):
    """Every field of one claim, under the version that the editor saw."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    figure = forms.CharField(
        label=_("Figure"),
        max_length=100,
        required=False,
        help_text=_("As people write it: about 3,000 · 8,000 to 10,000 · 1.2 million"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("The institution that answers for it; empty where the article speaks for itself."),
        widget=NameInput("actor", "known-sources"),
    )
    metric = forms.ChoiceField(label=_("What is counted"), choices=[("", "–"), *Metric.choices], required=False)
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    reported_on = forms.DateField(label=_("Said on"), required=False, widget=Day())
    event = forms.CharField(
        label=_("Happened"),
        max_length=80,
        required=False,
        help_text=_("2024-10-25 · Oct 2024 · 2024 · 2024-10-08 to 2024-10-13 · since 2024-10-08"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    subject_actor = forms.CharField(
        label=_("About whom or where"), max_length=200, required=False, widget=NameInput("actor", "known-sources")
    )
    subject_class = forms.CharField(
        label=_("Who or what is counted"), max_length=200, required=False, help_text=_("In the plural: Soldaten")
    )
    unit = forms.CharField(label=_("Unit"), max_length=100, required=False)
    speaker = forms.CharField(
        label=_("Speaker"), max_length=200, required=False, widget=NameInput("actor", "known-sources")
    )
    via = forms.CharField(
        label=_("Relayed by"), max_length=200, required=False, widget=NameInput("actor", "known-sources")
    )
    places = forms.CharField(
        label=_("Places"),
        max_length=2000,
        required=False,
        help_text=_("in Kursk; to Russland; from Nordkorea; via Wladiwostok"),
        widget=NameInput("place", many=True),
    )
    quote = forms.CharField(
        label=_("Evidence"),
        max_length=2000,
        help_text=_("Word by word as it stands in the article."),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "de"}),
    )
    # Where the marked words begin in the text: they may stand there more than once.
    quote_from = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note for others"), max_length=300, required=False)

    def __init__(self, claim: Claim, data: Any = None, *, places: tuple[Where, ...] = ()) -> None:
        self.held = places_of(claim.pk) if claim.pk else places
        super().__init__(data, initial=initial_of(claim, self.held))
        self.claim = claim
        if data is not None:  # a page that shows fewer fields leaves the others as they are
            kept = {name: value for name, value in texts(self.initial).items() if name in RARE and name not in data}
            self.data = {**{name: data.get(name) for name in data}, **kept}

    @property
    def often(self) -> list[forms.BoundField]:
        """The fields that most corrections are about; figure and metric of counts only."""
        apart = {"figure", "metric"} if not self.claim.metric else set()
        return [field for field in self.visible_fields() if field.name not in RARE and field.name not in apart]

    @property
    def rare(self) -> list[forms.BoundField]:
        """All others."""
        shown = {field.name for field in self.often}
        return [field for field in self.visible_fields() if field.name not in shown]

    @property
    def rare_wrong(self) -> bool:
        """Whether one of the folded fields is at fault, so that the page opens them."""
        return any(field.errors for field in self.rare)

    def clean_figure(self) -> dict[str, Any]:
        """Read the figure; left as it was it is not read again, for not every stored range can be typed."""
        typed: str = self.cleaned_data["figure"]
        if typed == self.initial["figure"] or not typed:
            return {}
        try:
            read = parse_figure(typed)
        except ValueError as error:
            raise ValidationError(_("This is not understood as a figure.")) from error
        return {"value_low": read.low, "value_high": read.high, "approx": read.approx.value}

    def clean_event(self) -> dict[str, Any]:
        """Read when it happened; left as it was it is not read again."""
        typed: str = self.cleaned_data["event"]
        if typed == self.initial["event"]:
            return {}
        try:
            read = parse_period(typed)
        except ValueError as error:
            raise ValidationError(_("This is not understood as a day or period.")) from error
        return {"event_from": read.start, "event_to": read.end, "event_precision": read.precision.value}

    def clean_places(self) -> tuple[Where, ...]:
        """Read the places."""
        try:
            return parse_places(self.cleaned_data["places"])
        except ValueError as error:
            raise ValidationError(_("These are too many places, or a name is too long.")) from error

    def clean(self) -> dict[str, Any]:
        """A figure needs a quantity and a number; anything else has neither."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Kind.COUNT:
            if not (self.data.get("figure") or "").strip() and "figure" not in self.errors:
                self.add_error("figure", _("A claim of this kind needs a figure."))
            if not cleaned.get("metric"):
                cleaned["metric"] = Metric.OTHER.value
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Return what differs from the claim as the editor saw it, in the terms of `corrections.correct`."""
        apart = ("version", "figure", "event")
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name not in apart}
        moved = changed.pop("quote_from", None) is not None
        if not moved and changed.get("quote", "").split() == self.initial["quote"].split():
            changed.pop("quote", None)  # browsers write line ends their own way
        if moved:
            changed |= {name: self.cleaned_data[name] for name in ("quote", "quote_from")}
        if changed.get("kind", self.claim.kind) != Kind.COUNT:
            changed.pop("metric", None)
            return {**changed, **self.cleaned_data.get("event", {})}
        if "kind" in changed:
            changed["metric"] = self.cleaned_data["metric"]
        figure: dict[str, Any] = self.cleaned_data.get("figure", {})
        return {**changed, **figure, **self.cleaned_data.get("event", {})}

    def values(self) -> dict[str, Any]:
        """Return all that was typed, for a claim that is new."""
        apart = ("version", "figure", "event")
        told = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return {**told, **self.cleaned_data.get("figure", {}), **self.cleaned_data.get("event", {})}

    def add_errors(self, error: ValidationError) -> None:
        """Show what the correction refused at the field that the editor knows."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            shown = SHOWN_AT.get(name, name)
            self.add_error(shown if shown in self.fields else None, messages)


def typed_over(current: Claim, base: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What the form holds after a conflict: the editor's own changes, over the claim as it is by now.

    base: what the form showed when the editor began; a field left as it was there follows what is stored.
    """
    now = texts(initial_of(current, places_of(current.pk)))
    was = texts(base)
    kept = {name: typed[name] for name in now if name in typed and typed[name] != was.get(name, "")}
    return {**now, **kept, "version": str(current.version)}


def texts(initial: Mapping[str, Any]) -> dict[str, str]:
    """What a browser sends of a form that nobody touched."""
    return {name: "" if value is None else str(value) for name, value in initial.items()}


def known_sources() -> list[str]:
    """Return names to choose a source from, in German order; more are found while one is typed. One query."""
    standing = Actor.objects.filter(merged_into=None).order_by("sort_key")
    return list(standing.values_list("name", flat=True)[:500])


def initial_of(claim: Any, places: tuple[Where, ...]) -> dict[str, Any]:
    """What the form shows of a claim, or of a former version of one; one not stored yet may carry a `source_said`."""
    language = get_language() or "en"
    source = getattr(claim, "source", None)
    named = source.name if source else getattr(claim, "source_said", "")
    return {
        "version": claim.version,
        "figure": figure(claim),
        "metric": claim.metric,
        "source": named,
        "stance": claim.stance,
        "reported_on": claim.reported_on,
        "event": written_period(Period(claim.event_from, claim.event_to, Precision(claim.event_precision)), language),
        "kind": claim.kind,
        "subject_actor": claim.subject_actor,
        "subject_class": claim.subject_class,
        "unit": claim.unit,
        "speaker": claim.speaker,
        "via": claim.via,
        "places": written_places(places, language),
        "quote": claim.quote,
        "quote_from": claim.start,
        "note": claim.note,
    }
