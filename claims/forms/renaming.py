"""The form in which a place is given another name. In: what is typed. Out: the deed, or the rename done."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from claims.linking import Relinked
from claims.models import Merge, Place
from claims.registry.renaming import LONGEST, rename
from claims.reviewing.deeds import Deed


class RenameForm(forms.Form):
    """The name, and why."""

    name = forms.CharField(label=_("New name"), max_length=LONGEST)
    why = forms.CharField(label=_("Why"), max_length=300, help_text=_("Stays with it in the list of corrections."))

    def deed(self, row: Place) -> Deed:
        """The rename as it is asked for."""
        typed = self.cleaned_data
        return Deed("rename_place", {"register": "place", "number": row.pk, "name": typed["name"]}, typed["why"])

    def carry_out(self, row: Place, user: User) -> tuple[Merge, Relinked]:
        """Rename it."""
        return rename(row.pk, self.cleaned_data["name"], user, why=self.cleaned_data["why"])
