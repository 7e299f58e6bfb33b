"""Forms by which editors arrange. In: what they choose and type. Out: each form is one deed, and carries it out.

`carry_out` raises what `claims.arranging` raises; nothing is arranged while a form is merely checked.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims import arranging
from claims.arranging import targets
from claims.models import Arrangement, Series, Topic
from claims.reviewing.deeds import Deed
from claims.reviewing.requests import do

LARGEST = 2**63 - 1


class Why(forms.Form):
    """The reason that every arrangement keeps."""

    why = forms.CharField(label=_("Why"), max_length=300, help_text=_("Stays with it in the list of arrangements."))

    title: str | Promise = ""
    explanation: str | Promise = ""
    verb: str | Promise = ""
    searchable = False

    def deed(self) -> Deed:
        """What was typed, as the deed that can be done at once or asked for."""
        raise NotImplementedError

    def carry_out(self, user: User) -> Arrangement:
        """Arrange what was typed."""
        row = do(self.deed(), user).arrangement
        assert row is not None  # all of these forms arrange
        return row

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

    def deed(self) -> Deed:
        """The row under its new names."""
        terms = {name: self.cleaned_data[name] for name in ("german", "english", "seen")}
        act = "name_topic" if isinstance(self.row, Topic) else "name_series"
        return Deed(act, {"number": self.row.pk, **terms}, self.typed_why)

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
        rows = with_chosen(targets.topics_to_choose(topic, search), Topic, chosen)
        offer(self.fields["into"], [(row.pk, _counted(row)) for row in rows])

    def deed(self) -> Deed:
        """The topics merged."""
        terms = {"number": self.topic.pk, "into_number": self.cleaned_data["into"]}
        return Deed("merge_topics", terms, self.typed_why)


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
        offer(self.fields["into"], by_topic(with_chosen(rows, Series, chosen)))

    def deed(self) -> Deed:
        """The series merged."""
        terms = {"number": self.series.pk, "into_number": self.cleaned_data["into"]}
        return Deed("merge_series", terms, self.typed_why)


def offer(field: forms.Field, choices: list[Any]) -> None:
    """Let these be chosen."""
    field.choices = choices  # type: ignore[attr-defined]  # all of these are choice fields


def with_chosen(rows: list[Any], model: Any, chosen: str) -> list[Any]:
    """The rows, and the one that was chosen before although these words do not find it."""
    if not chosen.isdecimal() or len(chosen) > 18 or any(row.pk == int(chosen) for row in rows):
        return rows
    return [*rows, *model.objects.filter(pk=int(chosen))]


def by_topic(rows: list[Series]) -> list[tuple[str, list[tuple[int, str]]]]:
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
