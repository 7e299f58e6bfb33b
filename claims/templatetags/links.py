"""Where marks of charts and rows of tables lead: to the claim's card, under the filters and the day of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from urllib.parse import parse_qsl, urlencode

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.charts.crowding import Bundle
from claims.charts.tables import Table, Tables, series_key
from claims.models import Change
from claims.timeline.records import Point, SeriesPoints

register = template.Library()


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of one page.

    query: the page's own filters; asof: the day whose evening the page shows; site: scheme, host and path of the page
    where the addresses are for a file that is read elsewhere.
    """

    query: str = ""
    asof: date | None = None
    site: str = ""

    def page(self, claim: int) -> str:
        """The page with the card open beside it."""
        return f"{self.site}?{self.query}&claim={claim}" if self.query else f"{self.site}?claim={claim}"

    def card(self, claim: int) -> str:
        """The card alone, knowing no more than the page."""
        before, after = _card_frame(get_script_prefix())
        return f"{before}{claim}{after}{_card_query(self.query, self.asof)}"

    def days(self, bundle: Bundle) -> SafeString:
        """The page that shows the claims of a joined mark: its days, and its source or place."""
        given = {"from", "to", *dict(bundle.narrow)}
        pairs = [pair for pair in parse_qsl(self.query) if pair[0] not in given]
        pairs += [*bundle.narrow, ("from", bundle.first.isoformat()), ("to", bundle.last.isoformat())]
        address = f"{self.site}?{urlencode(pairs)}"
        if self.site:
            return format_html('href="{}"', address)
        return format_html('href="{0}" hx-get="{0}" hx-target="#timeline" hx-swap="outerHTML"', address)

    def spot(self, points: Sequence[Point]) -> SafeString:
        """The page with the list of what lies on one spot beside it; fetched alone where HTMX asks."""
        numbers = ".".join(str(point.pk) for point in points)
        address = f"{self.site}?{self.query}&claims={numbers}" if self.query else f"{self.site}?claims={numbers}"
        if self.site:
            return format_html('href="{}"', address)
        return format_html(
            'href="{0}" hx-get="{0}" hx-push-url="{0}" data-mark="{1}" data-spot',
            address,
            " ".join(str(claim) for point in points for claim in point.claims),
        )

    def table(self, key: str, number: int, sort: str = "") -> str:
        """The page with a table open at one of its pages, in an order of its own (`sort`) or the newest first."""
        asked = urlencode({"table": key, "rows": number, **({"by": sort} if sort else {})})
        return f"?{self.query}&{asked}" if self.query else f"?{asked}"


@cache
def _card_frame(prefix: str) -> tuple[str, str]:
    """What stands before and behind the number in a card's address, of which a page has hundreds."""
    before, _, after = reverse("claims:claim", args=[0]).rpartition("0")
    return before, after


def is_card(path: str) -> bool:
    """Whether the path is of a card as a page by itself, not beside a timeline or an article."""
    return path.startswith(_card_frame(get_script_prefix())[0])


@lru_cache(maxsize=256)
def _card_query(query: str, asof: date | None) -> str:
    """What a card keeps of the page's address."""
    asked = [pair for pair in parse_qsl(query) if pair[0] == "q"]
    asked += [("asof", asof.isoformat())] if asof else []
    return f"?{urlencode(asked)}" if asked else ""


@register.simple_tag
def table_of(tables: Tables, key: str) -> Table | None:
    """Return a table of the page by its name."""
    return tables.of(key)


@register.simple_tag
def series_table(tables: Tables, series: SeriesPoints) -> Table | None:
    """Return the table of a series."""
    return tables.of(series_key(series))


@register.simple_tag
def table_link(table: Table, number: int, links: Links) -> str:
    """Return the page with a table open at one of its pages."""
    return links.table(table.key, number, table.sort)


@register.simple_tag
def table_order(table: Table, links: Links) -> str:
    """Return the page with a table open, up to the column that it is to be sorted by."""
    return f"{links.table(table.key, 1)}&by="


@register.simple_tag
def mark_link(point: Point, links: Links) -> SafeString:
    """Return a mark's link: to its card beside the page by HTMX, to the page with the card without."""
    page = links.page(point.pk)
    if links.site:
        return format_html('href="{}"', page)
    return format_html(
        'href="{0}" hx-get="{1}" hx-push-url="{0}" data-mark="{2}"',
        page,
        links.card(point.pk),
        " ".join(map(str, point.claims)),
    )


@register.simple_tag
def card_link(point: Point, links: Links) -> str:
    """Return the card of a point as a page."""
    return links.card(point.pk)


@register.simple_tag
def change_link(change: Change, links: Links) -> str:
    """Return the page with the card of the claim that changed something."""
    return links.page(change.claim_id)


@register.filter
def asof_query(day: date | None) -> str:
    """Return the part of an address that keeps the day, or nothing."""
    return f"?asof={day.isoformat()}" if day else ""
