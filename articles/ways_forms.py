"""What an admin says of web addresses, feeds and keys for programs.

In: a request's data. Out: checked values; what was typed stays in the form.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import tokens
from articles.fetching import targets
from articles.forms import DateInput, OutletInput, as_fields, not_in_future
from articles.models import ApiToken, Feed
from articles.readers.addresses import Address, listed
from articles.readers.limits import ITEM_BYTES
from articles.reasons import sentence
from articles.records import Refused

if TYPE_CHECKING:
    FeedBase = forms.ModelForm[Feed]
else:
    FeedBase = forms.ModelForm


class AddressesForm(forms.Form):
    """Web addresses, typed or in a file, and what is true of all articles that do not say it themselves."""

    addresses = forms.CharField(
        label=gettext_lazy("Web addresses"),
        required=False,
        max_length=ITEM_BYTES,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=gettext_lazy("One a line; up to 10,000."),
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.csv,.tsv"}),
        help_text=gettext_lazy(
            "One address a line, or a table with a column “url” (or “Link”, “Adresse”); its columns title, outlet "
            "and date are used."
        ),
    )
    title = forms.CharField(label=gettext_lazy("Title of the batch"), max_length=300, required=False)
    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        max_length=200,
        required=False,
        widget=OutletInput,
        help_text=gettext_lazy("For articles that name none."),
    )
    published = forms.DateField(
        label=gettext_lazy("Published"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("For articles whose date is not found."),
    )

    def clean_published(self) -> date | None:
        return not_in_future(self.cleaned_data["published"])

    def clean(self) -> dict[str, Any]:
        """Add the addresses as `listed`: those typed, then those of the file, each once."""
        data: dict[str, Any] = super().clean() or {}
        typed, file = data.get("addresses") or "", data.get("file")
        if not typed.strip() and not file and not self.errors:
            self.add_error("addresses", _("Name at least one address."))
        found: dict[str, Address] = {}
        for field, content in (("addresses", typed.encode("utf-8", "replace")), ("file", bytes_of(file))):
            try:
                found |= {address.url: address for address in listed(content)} if content.strip() else {}
            except Refused as refusal:
                self.add_error(field, sentence(refusal.reason, refusal.detail))
        data["listed"] = list(found.values())
        return data

    def given(self) -> dict[str, str]:
        """Return what was said of all articles, as intake takes it."""
        return as_fields(self.cleaned_data, "outlet", "published")


def bytes_of(file: UploadedFile[Any] | None) -> bytes:
    """Return the bytes of an uploaded list, or a little more than one may have."""
    return bytes(file.read(ITEM_BYTES + 1)) if file else b""


class RightForm(forms.Form):
    """By which right a reserved page is used."""

    note = forms.CharField(
        label=gettext_lazy("Right of use"),
        max_length=500,
        error_messages={"required": gettext_lazy("Say by which right the page is used, for instance a licence.")},
    )


class FeedForm(FeedBase):
    """A feed as its page asks for it."""

    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=gettext_lazy("RSS, Atom or JSON Feed"),
    )

    class Meta:
        model = Feed
        fields = ["url", "title", "outlet", "minutes", "take", "right"]
        widgets = {"outlet": OutletInput, "minutes": forms.NumberInput(attrs={"min": 5, "max": 10080})}
        help_texts = {
            "title": gettext_lazy("Left empty, it is the feed’s own."),
            "outlet": gettext_lazy("Left empty, it is what each page says."),
            "right": gettext_lazy(
                "Only where the publisher reserves text and data mining and you may do it all the same: by which "
                "right. It is kept with each article."
            ),
        }

    def clean_url(self) -> str:
        """Return the address in its one form; refuse what can never be asked."""
        try:
            return targets.parse(self.cleaned_data["url"]).url
        except Refused as refusal:
            raise forms.ValidationError(sentence(refusal.reason)) from refusal

    def save(self, commit: bool = True) -> Feed:
        """Write what was typed and nothing else: a worker may be writing at this moment how the feed is doing."""
        feed = self.instance
        if not commit or feed.pk is None:
            return super().save(commit)
        changed = {name: getattr(feed, name) for name in self._meta.fields or []}
        if feed.url != self.initial["url"]:  # another feed, of which nothing is known yet
            changed |= {
                "etag": "",
                "modified": "",
                "failures": 0,
                "reason": "",
                "detail": "",
                "next_at": timezone.now(),
            }
        Feed.objects.filter(pk=feed.pk).update(**changed)
        return feed

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if not 5 <= minutes <= 10080:
            raise forms.ValidationError(_("Between 5 minutes and a week (10080)."))
        return minutes


class KeyForm(forms.Form):
    """The name of a new key."""

    name = forms.CharField(
        label=gettext_lazy("Name of the key"),
        max_length=100,
        help_text=gettext_lazy("What it is for, for instance “archive of the desk”."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_name(self) -> str:
        """Refuse more keys than anybody can oversee."""
        if ApiToken.objects.filter(user=self.user, revoked_at__isnull=True).count() >= tokens.MOST:
            raise forms.ValidationError(_("You have as many keys as fit; revoke one first."))
        return " ".join(self.cleaned_data["name"].split())
