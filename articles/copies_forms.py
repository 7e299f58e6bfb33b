"""What the pages of copies and versions are asked for by their addresses; what cannot be read counts as not asked."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.printings import GroupFilter

SIZES = (2, 3, 5, 10, 25)


class GroupForm(forms.Form):
    """The filters of the list of groups."""

    agency = forms.ChoiceField(label=_("Agency"), required=False)
    least = forms.TypedChoiceField(label=_("Outlets"), coerce=int, required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("newest first")), ("size", _("most outlets first"))]
    )

    def __init__(self, data: QueryDict, agencies: list[str]) -> None:
        super().__init__(data)
        choices = [("", _("all agencies")), *((name, name) for name in agencies)]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]
        sizes = [(size, gettext("at least %(n)d") % {"n": size}) for size in SIZES]
        self.fields["least"].choices = sizes  # type: ignore[attr-defined]

    def asked(self) -> GroupFilter:
        """The filters that could be read."""
        self.is_valid()
        known = self.cleaned_data
        return GroupFilter(
            agency=known.get("agency") or "",
            least=known.get("least") or 2,
            since=known.get("since"),
            until=known.get("until"),
            by_size=known.get("sort") == "size",
        )


def number(data: QueryDict, name: str) -> int | None:
    """A row's number from the address."""
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
