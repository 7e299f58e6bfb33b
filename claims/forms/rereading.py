"""Which articles are to be read again. In: a form. Out: a `rereading.Scope`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet
from claims.forms.correction import Day
from claims.rereading import Scope

OLDER, ALL = "older", "all"


class ScopeForm(forms.Form):
    """All articles or those of an older version, narrowed to an outlet and days of publication."""

    what = forms.ChoiceField(
        label=_("Articles"),
        choices=[(OLDER, _("what the present version has not read")), (ALL, _("all"))],
        widget=forms.RadioSelect,
        initial=OLDER,
    )
    outlet = forms.ModelChoiceField(
        label=_("Outlet"), queryset=Outlet.objects.order_by("name"), required=False, empty_label=_("all")
    )
    since = forms.DateField(label=_("Published since"), required=False, widget=Day())
    until = forms.DateField(label=_("Published until"), required=False, widget=Day())

    def clean(self) -> dict[str, Any]:
        """Days have to be in order."""
        told: dict[str, Any] = self.cleaned_data
        since, until = told.get("since"), told.get("until")
        if since and until and since > until:
            raise ValidationError({"until": _("This day lies before the other one.")})
        return told

    def scope(self) -> Scope:
        """What was chosen."""
        told = self.cleaned_data
        outlet = told["outlet"].pk if told["outlet"] else None
        return Scope(told["what"] == OLDER, outlet, told["since"], told["until"])
