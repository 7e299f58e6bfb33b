"""The choices of a filter as markup: what a template would write, without one template for each of hundreds.

In: a facet and some of its choices. Out: a label with a checkbox for each, with its sign and its count.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from claims.templatetags.formats import number
from claims.templatetags.wording import stance_sign, swatch
from claims.timeline.records import Facet, Option

register = template.Library()


@register.simple_tag
def chips(facet: Facet, options: Iterable[Option]) -> SafeString:
    """Draw choices of a facet, in their order."""
    return mark_safe("\n".join(_chip(facet.name, option) for option in options))  # each is escaped where it is made


def _chip(facet: str, option: Option) -> SafeString:
    return format_html(
        '<label class="chip{}"><input type="checkbox" name="{name}" value="{value}" id="{name}-{value}"{}>{}'
        '<span>{}</span> <span class="n">{}</span></label>',
        "" if option.count else " chip-none",
        mark_safe(" checked") if option.chosen else "",
        _sign(facet, option.value),
        option.label,
        number(option.count),
        name=facet,
        value=conditional_escape(option.value),
    )


def _sign(facet: str, value: str) -> SafeString | str:
    """The shape and colour of a source, or the sign of a stance."""
    if facet == "source":
        return swatch(value)
    return stance_sign(value) if facet == "stance" else ""
