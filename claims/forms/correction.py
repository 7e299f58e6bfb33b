"""The form that puts a claim right. In: what an editor types. Out: what `corrections.correct` is to set."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.forms.figure import parse_figure
from claims.models import Actor, Claim, Metric, Stance
from claims.templatetags.formats import figure

# Fields of the model whose fault is shown at another field of the form.
SHOWN_AT = {"value_low": "figure", "value_high": "figure", "approx": "figure"}


class Day(forms.DateInput):
    """The browser's own choice of a day, which speaks ISO in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CorrectionForm(forms.Form):
    """Figure, metric (for counts), source, stance and days of one claim, under the version that the editor saw."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    figure = forms.CharField(
        label=_("Figure"),
        max_length=100,
        help_text=_("As people write it: about 3,000 · 8,000 to 10,000 · 1.2 million"),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("The institution that answers for it; empty where the article speaks for itself."),
        widget=forms.TextInput(attrs={"list": "known-sources", "autocomplete": "off"}),
    )
    metric = forms.ChoiceField(label=_("What is counted"), choices=Metric.choices)
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    reported_on = forms.DateField(label=_("Said on"), required=False, widget=Day())
    event_from = forms.DateField(label=_("Happened from"), required=False, widget=Day())
    event_to = forms.DateField(label=_("Happened to"), required=False, widget=Day())

    def __init__(self, claim: Claim, data: Any = None) -> None:
        super().__init__(data, initial=_initial(claim))
        self.claim = claim
        if not claim.metric:
            del self.fields["figure"], self.fields["metric"]

    def clean_figure(self) -> dict[str, Any]:
        """Read the figure; left as it was it is not read again, for not every stored range can be typed."""
        typed: str = self.cleaned_data["figure"]
        if typed == self.initial["figure"]:
            return {}
        try:
            read = parse_figure(typed)
        except ValueError as error:
            raise ValidationError(_("This is not understood as a figure.")) from error
        return {"value_low": read.low, "value_high": read.high, "approx": read.approx.value}

    def changes(self) -> dict[str, Any]:
        """Return what differs from the claim as the editor saw it, in the terms of `corrections.correct`."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name not in ("version", "figure")}
        figure: dict[str, Any] = self.cleaned_data.get("figure", {})
        return changed | figure

    def add_errors(self, error: ValidationError) -> None:
        """Show what the correction refused at the field that the editor knows."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            shown = SHOWN_AT.get(name, name)
            self.add_error(shown if shown in self.fields else None, messages)


def known_sources() -> list[str]:
    """Return names to choose a source from, in German order. One query."""
    return list(Actor.objects.order_by("sort_key").values_list("name", flat=True)[:500])


def _initial(claim: Claim) -> dict[str, Any]:
    return {
        "version": claim.version,
        "figure": figure(claim),
        "metric": claim.metric,
        "source": claim.source.name if claim.source else "",
        "stance": claim.stance,
        "reported_on": claim.reported_on,
        "event_from": claim.event_from,
        "event_to": claim.event_to,
    }
