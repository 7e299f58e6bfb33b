"""How a claim is cited: its sentence, who says it and when, the article it stands in, and the address of its card.

In: a claim with article, outlet and source, and the day whose evening the card shows. Out: plain text in the language
of the page. The evidence is cut after `LONGEST` characters: a citation is short, the article belongs to others.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from claims.templatetags.formats import day
from claims.templatetags.links import asof_query

register = template.Library()
LONGEST = 300  # characters


@register.simple_tag(takes_context=True)
def citation(context: dict[str, Any], claim: Any, asof: date | None = None) -> str:
    """Write the citation of a claim as one paragraph; what is unknown is left out, an unknown day is said.

    asof: the evening whose knowledge is cited; the address leads to the card of that evening, and the text says so.
    """
    article = claim.article
    parts = [f"{_quoted(claim.quote)} {_said(claim)}."]
    where = ", ".join(filter(None, (article.outlet and str(article.outlet), article.author, day(article.published_on))))
    parts.append(f"{article.title}. {where}." if article.title else f"{where}.")
    if article.url:
        parts.append(f"{article.url}.")
    address = reverse("claims:claim", args=[claim.pk]) + asof_query(asof)
    known = {
        "address": context["request"].build_absolute_uri(address),
        "day": day(localdate()),
        "evening": day(asof) if asof else "",
    }
    read_on = (
        gettext("claimtrack, %(address)s, as known on the evening of %(evening)s, read on %(day)s")
        if asof
        else gettext("claimtrack, %(address)s, read on %(day)s")
    )
    return " ".join([*parts, f"{read_on % known}."])


def _quoted(sentence: str) -> str:
    """The sentence in German quotation marks, whatever the page's language: it is quoted as it was written."""
    words = " ".join(sentence.split()).replace("„", "‚").replace("“", "‘")
    if len(words) > LONGEST:
        words = words[:LONGEST].rpartition(" ")[0] + " …"
    return f"„{words}“"


def _said(claim: Any) -> str:
    who = str(claim.source) if claim.source else gettext("in its own voice")
    return f"({who}, {day(claim.reported_on)})" if claim.reported_on else f"({who})"
