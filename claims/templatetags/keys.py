"""The single keys that a page knows, for its list of them: those of a claim's card, and those of charts."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()
CHARTS = (
    ("← →", _("from mark to mark")), ("↑ ↓", _("to the chart above or below")),
    (_("Home End"), _("first or last mark")), ("↵", _("open the claim’s card")), ("Esc", _("close the card")),
)  # fmt: skip
CARD = (
    ("a", _("read correctly")), ("f", _("figure")), ("q", _("source")), ("m", _("what is counted")),
    ("t", _("stance")), ("d", _("said on")), ("w", _("when it happened")), ("p", _("places")),
    ("r", _("reject: choose why")), ("u", _("undo the last act")),
    ("↵", _("save, from any field")), ("Esc", _("leave the field, then the form")),
)  # fmt: skip
TEXT = (("e", _("take the selected words as evidence")), ("n", _("add a claim of the selected words")))


@register.inclusion_tag("claims/_keys.html", takes_context=True)
def card_keys(context: dict[str, Any], *, charts: bool = False, text: bool = False) -> dict[str, Any]:
    """List the keys of a page with a claim's card: those of charts for everybody, those that correct for editors."""
    corrects = context["perms"]["claims"]["change_claim"]
    card = (*CARD, *(TEXT if text else ())) if corrects else ()
    return {"charts": CHARTS if charts else (), "card": card}
