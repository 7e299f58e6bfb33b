"""The head of a page on paper: as of when it holds, when it was read, and the address where it is found.

In: the context of a page. Out: what `_print_head.html` draws; nothing where nobody is logged in.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext

from claims.templatetags.formats import day, moment

register = template.Library()


@register.inclusion_tag("_print_head.html", takes_context=True)
def print_head(context: dict[str, Any]) -> dict[str, Any]:
    """Return what is printed above a page; its evening is that of its filters, of its card or of its own (`asof`)."""
    request = context.get("request")
    if request is None or not getattr(context.get("user"), "is_authenticated", False):
        return {}
    words = gettext("As known on the evening of {day}")
    today = gettext("As known on {day}").format(day=day(timezone.localdate()))
    evening = _evening(context)
    return {
        "address": request.build_absolute_uri(),
        "known": words.format(day=day(evening)) if evening else today,
        "words": words,
        "today": today,
        "read_on": gettext("Read on {moment}").format(moment=moment(timezone.now())),
    }


def _evening(context: dict[str, Any]) -> date | None:
    for name in ("filters", "card"):
        if found := getattr(context.get(name), "asof", None):
            return found  # type: ignore[no-any-return]  # filters and cards have a day there
    return context.get("asof") or None
