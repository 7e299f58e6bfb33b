"""What the queue of review is narrowed to, and what is set of many claims. In: a query or a form. Out: its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.forms.filters import is_number, read_day, read_number, read_text
from claims.forms.names import NameInput
from claims.models import Claim, Kind, SourceType
from claims.reviewing.choosing import Selection, found, ticked
from claims.reviewing.queue import Wanted

LONGEST = 2000  # characters of a query

DECISIONS = [
    ("", _("leave as it is")),
    (Claim.Review.ACCEPTED.value, _("read correctly")),
    (Claim.Review.REJECTED.value, _("reject")),
]


def read_wanted(query: QueryDict) -> Wanted:
    """What the query narrows the queue to; what it does not say in a way that can be meant is left out."""
    kind = query.get("kind", "")
    return Wanted(
        topic=read_number(query, "topic"),
        source=read_number(query, "source"),
        outlet=read_number(query, "outlet"),
        kind=kind if kind in Kind.values else "",
        text=read_text(query, "q"),
        since=read_day(query, "since"),
        doubtful=query.get("doubtful") == "1",
        commented=query.get("commented") == "1",
    )


def query_of(wanted: Wanted) -> str:
    """The query that says the same."""
    flags = {"doubtful": "1" if wanted.doubtful else "", "commented": "1" if wanted.commented else ""}
    since = wanted.since.isoformat() if wanted.since else ""
    asked: Mapping[str, object] = {
        "topic": wanted.topic, "source": wanted.source, "outlet": wanted.outlet, "kind": wanted.kind, "q": wanted.text,
        "since": since,
    }  # fmt: skip
    return urlencode([(name, str(value)) for name, value in {**asked, **flags}.items() if value])


def read_selection(query: QueryDict) -> tuple[Selection, Wanted | None]:
    """The claims that a form is about: all that pass the filter of its queue, which comes with them, or those ticked.

    Raises ValidationError for too many.
    """
    if "all" in query:
        wanted = read_wanted(QueryDict(query.get("wanted", "")[:LONGEST]))
        return found(wanted), wanted
    return ticked(chosen_claims(query)), None


def chosen_claims(query: QueryDict) -> list[int]:
    """Numbers of the claims ticked."""
    return sorted({int(value) for value in query.getlist("claims") if is_number(value)})


class ManyForm(forms.Form):
    """What to set of all the chosen claims; what is left empty stays as it is."""

    review = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, required=False)
    rejected_for = forms.ChoiceField(
        label=_("Why rejected"), choices=[("", "–"), *Claim.Rejection.choices], required=False
    )
    source = forms.CharField(
        label=_("Source"), max_length=200, required=False, widget=NameInput("actor", "known-sources")
    )
    source_type = forms.ChoiceField(
        label=_("Kind of a new source"), choices=[("", "–"), *SourceType.choices], required=False
    )
    subject_actor = forms.CharField(
        label=_("About whom or where"), max_length=200, required=False, widget=NameInput("actor", "known-sources")
    )
    subject_class = forms.CharField(label=_("Who or what is counted"), max_length=200, required=False)
    note = forms.CharField(label=_("Note for others"), max_length=300, required=False)

    def changes(self) -> dict[str, Any]:
        """What to set, in the terms of `reviewing.many.set_many`."""
        told = {name: value for name, value in self.cleaned_data.items() if value}
        if told.get("review") == Claim.Review.REJECTED:
            told.setdefault("rejected_for", Claim.Rejection.OTHER.value)
        else:
            told.pop("rejected_for", None)
        if "source" not in told:
            told.pop("source_type", None)
        return told if set(told) - {"note"} else {}
