"""What an admin sends: files, a pasted article, a date.

In: a request's data. Out: checked values; what was typed stays in the form.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Outlet
from articles.readers.expansion import SUFFIXES
from articles.readers.members import leads_outside


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True

    def use_required_attribute(self, initial: Any) -> bool:
        """Leave it to the server: the files may come by the field for folders, of which the browser knows nothing."""
        return False


class ManyFilesField(forms.FileField):
    """A file field whose value is a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files sent, each checked; empty ones pass, since their item will say so."""
        files = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO whatever the page's language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class OutletInput(forms.TextInput):
    """A text field that proposes known outlets: the page holds their list (`_known_outlets.html`)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"list": "known-outlets", **(attrs or {})})


def known_outlets() -> QuerySet[Outlet, str]:
    """Return the names that OutletInput proposes, in German order."""
    return Outlet.objects.values_list("name", flat=True)[:500]


def not_in_future(day: date | None) -> date | None:
    """Refuse days to come: no article was published on one."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("This day is still to come."), code="future")
    return day


class SaidForm(forms.Form):
    """What is true of all articles of an upload that do not say it themselves."""

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

    def given(self) -> dict[str, str]:
        """Return what was said of all articles, as intake takes it."""
        return as_fields(self.cleaned_data, "outlet", "published")

    def said(self) -> dict[str, str]:
        """Return all that was typed."""
        return as_fields(self.cleaned_data, "title", "outlet", "published")


class UploadForm(SaidForm):
    """Files, and what is true of all articles in them that do not say it themselves.

    paths: where a folder was sent, the files' names with their folders, in the order of the files, as a JSON list;
    browsers send bare names only. sent_as: the key under which the same form, sent again, brings nothing twice.
    """

    uploads = ManyFilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"required": gettext_lazy("Choose at least one file.")},
    )
    paths = forms.JSONField(required=False, widget=forms.HiddenInput)
    sent_as = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    field_order = ["uploads", "title", "outlet", "published", "paths", "sent_as"]

    def clean_uploads(self) -> Sequence[UploadedFile[Any]]:
        """Refuse uploads that are larger than the server takes at once."""
        files: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        if sum(file.size or 0 for file in files) > settings.UPLOAD_LIMIT:
            limit = filesizeformat(settings.UPLOAD_LIMIT)
            raise forms.ValidationError(_("Together the files may have at most %(limit)s.") % {"limit": limit})
        return files

    def named(self) -> list[tuple[str, UploadedFile[Any]]]:
        """Return each file under the name that it is shown by: with its folder where one was sent."""
        files, paths = self.cleaned_data["uploads"], self.cleaned_data.get("paths")
        told = paths if isinstance(paths, list) and len(paths) == len(files) else [None] * len(files)
        return [(path_of(path, file.name or "?"), file) for path, file in zip(told, files, strict=True)]

    def too_large(self) -> dict[int, str]:
        """Return what is wrong with which file, by its place: those that no upload could hold."""
        files = self.files.getlist("uploads") if hasattr(self.files, "getlist") else []
        large = [number for number, file in enumerate(files) if (file.size or 0) > settings.UPLOAD_LIMIT]
        words = _("It is larger than an upload may be: %(limit)s.") % {"limit": filesizeformat(settings.UPLOAD_LIMIT)}
        return dict.fromkeys(large, words)


class PasteForm(forms.Form):
    """One article, pasted."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Left empty, it is the first line."),
    )
    outlet = forms.CharField(label=gettext_lazy("Outlet"), max_length=200, required=False, widget=OutletInput)
    published = forms.DateField(label=gettext_lazy("Published"), required=False, widget=DateInput)
    url = forms.URLField(label=gettext_lazy("Address"), max_length=2000, required=False, assume_scheme="https")
    text = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("Pasted from a web page, it keeps its paragraphs."),
        strip=False,
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 16, "lang": "de", "data-paste": True}),
    )

    def clean_published(self) -> date | None:
        return not_in_future(self.cleaned_data["published"])

    def clean_text(self) -> str:
        """Refuse a text of nothing but white space, which `strip=False` lets through."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(_("There is no text in it."), code="required")
        return text

    def fields_given(self) -> dict[str, str]:
        """Return what was typed beside the text, by the readers' field names."""
        return as_fields(self.cleaned_data, "title", "outlet", "published", "url")


class DateForm(forms.Form):
    """The day on which an article, or all undated ones of a batch, was published."""

    published = forms.DateField(label=gettext_lazy("Published"), widget=DateInput)

    def clean_published(self) -> date | None:
        return not_in_future(self.cleaned_data["published"])


def path_of(path: object, name: str) -> str:
    """Return a file's path within its folder, if it ends in the file's name and leads nowhere else."""
    if not isinstance(path, str) or leads_outside(path) or PurePosixPath(path).name != name:
        return name
    return path


def as_fields(data: dict[str, Any], *names: str) -> dict[str, str]:
    """Return the filled values as strings, days in ISO form."""
    return {name: str(data[name]) for name in names if data.get(name)}
