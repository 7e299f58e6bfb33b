"""A field into which the name of an actor or a place is typed: any of its names is offered meanwhile.

In: the register's word and the id of a `datalist` on the page. Out: an input that fills the list; a plain one without
JavaScript, with the names that the page brought.
"""

from __future__ import annotations

from django import forms
from django.urls import reverse_lazy


class NameInput(forms.TextInput):
    """Asks for names as they are typed, by whatever name the field has there."""

    def __init__(self, word: str, datalist: str) -> None:
        super().__init__(
            {
                "list": datalist,
                "autocomplete": "off",
                "hx-get": reverse_lazy(f"claims:{word}_names"),
                "hx-trigger": "input changed delay:200ms",
                "hx-target": f"#{datalist}",
                "hx-swap": "innerHTML",
                "hx-push-url": "false",
                "hx-sync": "this:replace",
            }
        )
