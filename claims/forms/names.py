"""A field into which the name of an actor or a place is typed: any of its names is offered meanwhile.

In: the register's word, and the id of a `datalist` on the page or nothing. Out: an input that `static/js/names.js`
makes a combobox of; without JavaScript one with the names of the `datalist`, or a plain one.
"""

from __future__ import annotations

from django import forms
from django.urls import reverse_lazy

from claims.forms.where import ROLE_WORDS


class NameInput(forms.TextInput):
    """Asks for names as they are typed. many: places one after the other, each perhaps after a word for its role."""

    def __init__(self, word: str, datalist: str = "", *, many: bool = False) -> None:
        super().__init__(
            {
                **({"list": datalist} if datalist else {}),
                "autocomplete": "off",
                "data-names": " ".join(ROLE_WORDS) if many else "",
                "hx-get": reverse_lazy(f"claims:{word}_names"),
                "hx-trigger": "input changed delay:200ms, names-wanted",
                "hx-target": "#names-offered",
                "hx-swap": "innerHTML",
                "hx-push-url": "false",
                "hx-sync": "this:replace",
            }
        )
