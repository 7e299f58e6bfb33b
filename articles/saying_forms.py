"""What is said of many articles at once, and of which.

In: a request's data. Out: a Wish and the articles it is for; what was typed stays in the form.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.cleaning import stamps
from articles.dated_names import AUTO, PATTERNS
from articles.filters import ItemFilters
from articles.forms import OutletInput
from articles.models import Article, Batch, BatchItem
from articles.saying import MOST, Wish

WRITTEN = {
    "ymd": "2024-10-22",
    "dmy": "22.10.2024",
    "compact": "20241022",
    "short": "241022",
    "ym": gettext_lazy("2024-10 (month only)"),
}


class ChoiceOfArticlesForm(forms.Form):
    """Which articles are meant: those ticked, or all of a batch or of the list of undated ones.

    which: ticked, undated (all without a date) or all. batch: the batch whose page was shown, none for the list of
    undated articles; state, reason, q: how either was narrowed down.
    """

    which = forms.ChoiceField(choices=[(name, name) for name in ("ticked", "undated", "all")])
    article = forms.ModelMultipleChoiceField(Article.objects.none(), required=False)
    batch = forms.IntegerField(required=False, min_value=1)
    state = forms.ChoiceField(choices=[("", ""), *BatchItem.State.choices], required=False)
    reason = forms.CharField(max_length=40, required=False)
    q = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = Article.objects.only("pk")  # type: ignore[attr-defined]

    def articles(self) -> QuerySet[Article]:
        """Return the articles that are meant; none where the form makes no sense."""
        if not self.is_valid():
            return Article.objects.none()
        data = self.cleaned_data
        if data["which"] == "ticked":
            return Article.objects.filter(pk__in=[article.pk for article in data["article"]])
        if data["batch"] is None:
            return waiting_for_a_date(data["q"])
        items = BatchItem.objects.filter(batch__in=Batch.objects.filter(pk=data["batch"]), article__isnull=False)
        shown = ItemFilters(data["state"], data["reason"], data["q"]).apply(items)
        found = Article.objects.filter(pk__in=shown.values("article"))
        return found.filter(published_on__isnull=True) if data["which"] == "undated" else found


def waiting_for_a_date(words: str = "") -> QuerySet[Article]:
    """Return the articles without a date of publication, of all batches; words: in title, outlet or file name."""
    found = Article.objects.filter(published_on__isnull=True)
    if not words:
        return found
    named = BatchItem.objects.filter(name__icontains=words, article__isnull=False)
    return found.filter(
        Q(title__icontains=words) | Q(outlet__name__icontains=words) | Q(pk__in=named.values("article"))
    )


class WishForm(forms.Form):
    """The date or the outlet that is said."""

    published = forms.CharField(
        label=gettext_lazy("Published"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("A day, a month or a year: 22.10.2024, 10/2024, 2024."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    pattern = forms.ChoiceField(label=gettext_lazy("or the day in each file's name"), required=False)
    outlet = forms.CharField(label=gettext_lazy("Outlet"), max_length=200, required=False, widget=OutletInput)
    over = forms.BooleanField(label=gettext_lazy("Also where a date or an outlet is known already"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), (AUTO, _("however it is written")), *((code, WRITTEN[code]) for code in PATTERNS)]
        self.fields["pattern"].choices = choices  # type: ignore[attr-defined]

    def clean_published(self) -> tuple[date | None, str]:
        """Return (day, precision) of what was typed."""
        typed: str = self.cleaned_data["published"].strip()
        day, precision = stamps.parse(typed)
        if typed and day is None:
            raise forms.ValidationError(
                _("This is no day, month or year that an article can be of: write 22.10.2024, 10/2024 or 2024."),
                code="invalid",
            )
        return day, precision

    def clean(self) -> dict[str, Any]:
        """Ask for one thing to say, and refuse two dates."""
        data = super().clean() or {}
        typed = bool(data.get("published", (None, ""))[0])
        if typed and data.get("pattern"):
            self.add_error("pattern", _("Say either a date or how the files' names tell it."))
        elif not self.errors and not (typed or data.get("pattern") or data.get("outlet")):
            raise forms.ValidationError(_("Say a date or an outlet."), code="required")
        return data

    def wish(self) -> Wish:
        """Return what is to be said; nothing where the form has errors."""
        if not self.is_valid():
            return Wish()
        data = self.cleaned_data
        day, precision = data["published"]
        outlet = " ".join(data["outlet"].split())
        return Wish(day, precision, data["pattern"], outlet, data["over"])


def too_many(number: int) -> str:
    """Say that only so many articles are changed at once; "" where it is all of them."""
    return _("Only the first %(most)s are changed at once.") % {"most": MOST} if number > MOST else ""
