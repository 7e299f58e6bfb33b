"""Heads of columns that sort their table: links that work without JavaScript, and what a screen reader is told."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def sort_head(
    label: str, key: str, sort: str, address: str, falling: bool = False, css: str = "", target: str = ""
) -> SafeString:
    """Return the head of a column.

    sort: the order of the table, "-" before it where it is turned round; address: the page without an order, up to
    the `=` behind which a key stands; falling: whether the largest stands first unless the order is turned round;
    target: the element that holds the table, where it is fetched alone.
    """
    active = sort.removeprefix("-") == key
    turned = active and sort.startswith("-")
    down = falling != turned
    state = ("descending" if down else "ascending") if active else "none"
    arrow = ("▾" if down else "▴") if active else ""
    link = f"{address}{'-' if active and not turned else ''}{key}"
    alone = format_html(' hx-get="{}" hx-target="#{}" hx-swap="outerHTML"', link, target) if target else ""
    return format_html(
        '<th scope="col" class="sortable {}" aria-sort="{}"><a href="{}"{} title="{}">{}'
        '<span class="arrow" aria-hidden="true">{}</span></a></th>',
        css, state, f"{link}#{target}" if target else link, alone,
        gettext("turn the order round") if active else gettext("sort by this column"), label, arrow,
    )  # fmt: skip
