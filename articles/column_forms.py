"""Which column of a table means what, and how the table is to be read.

In: a sheet as it was found, and a request's data. Out: checked choices; what was chosen stays in the form.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.readers.tables import DELIMITERS, ENCODINGS, FIELDS
from articles.staged.columns import Sheet

SHOWN = 200  # columns; what lies beyond is left out
MEANINGS = {
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "published": gettext_lazy("Published"),
    "outlet": gettext_lazy("Outlet"),
    "url": gettext_lazy("Address"),
    "author": gettext_lazy("Author"),
    "language": gettext_lazy("Language"),
    "html": gettext_lazy("Text as a web page (HTML)"),
}
SIGNS = {
    ",": gettext_lazy("comma ,"),
    ";": gettext_lazy("semicolon ;"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar |"),
}


class DialectForm(forms.Form):
    """How a table is read; only delimited tables have a choice."""

    delimiter = forms.ChoiceField(label=gettext_lazy("Columns are separated by"), required=False)
    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), required=False)

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict.fromkeys([sheet.encoding, *ENCODINGS])
        signs = dict.fromkeys([sheet.delimiter, *DELIMITERS])
        self.fields["delimiter"].choices = [(sign, SIGNS.get(sign, sign)) for sign in signs]  # type: ignore[attr-defined]
        self.fields["encoding"].choices = [(name, name.upper()) for name in names]  # type: ignore[attr-defined]
        self.initial.update(delimiter=sheet.delimiter, encoding=sheet.encoding)

    def chosen(self, sheet: Sheet) -> tuple[str, str]:
        """Return (delimiter, encoding), those that were found where nothing else was chosen."""
        data = self.cleaned_data if self.is_valid() else {}
        return data.get("delimiter") or sheet.delimiter, data.get("encoding") or sheet.encoding


class ColumnsForm(forms.Form):
    """A meaning for each column; one of them must hold the text."""

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        choices = [("", _("leave out")), *((name, MEANINGS[name]) for name in FIELDS)]
        for number, label in enumerate(sheet.labels[:SHOWN]):
            meaning = sheet.columns.get(label, "")
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=meaning
            )

    def meanings(self) -> dict[str, str]:
        """Return what each column means, as chosen or as proposed; for a preview, before anything is checked."""
        found = {}
        for number, label in enumerate(self.sheet.labels[:SHOWN]):
            value = self[f"column-{number}"].value()
            found[label] = value if value in FIELDS else ""
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse an assignment without a text."""
        data = super().clean() or {}
        if not {"text", "html"} & set(data.values()):
            raise forms.ValidationError(_("Say which column holds the text."), code="required")
        return data
