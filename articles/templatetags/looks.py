"""How an upload that lies ready is shown: what would become of each article, and its tables.

In: outcomes as `articles.staged.looks` writes them, sheets. Out: words for a template.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.column_forms import SIGNS
from articles.models import Article
from articles.reasons import language_name, sentence

register = template.Library()
ENDS = {
    "stored": gettext_lazy("would be stored"),
    "duplicate": gettext_lazy("already known"),
    "skipped": gettext_lazy("would be skipped"),
    "failed": gettext_lazy("cannot be read"),
}
FORMATS = {
    "text": gettext_lazy("plain text"),
    "markdown": "Markdown",
    "html": gettext_lazy("web page"),
    "pdf": "PDF",
    "docx": "Word",
    "csv": gettext_lazy("table"),
    "json": "JSON",
    "jsonl": "JSON Lines",
}


@register.filter
def end_words(state: str) -> str:
    """Return how an article would end."""
    return str(ENDS.get(state, state))


@register.filter
def count_words(number: int, state: str) -> str:
    """Return how many articles would end so."""
    patterns = {
        "stored": ngettext("%(n)d would be stored", "%(n)d would be stored", number),
        "duplicate": ngettext("%(n)d already known", "%(n)d already known", number),
        "skipped": ngettext("%(n)d would be skipped", "%(n)d would be skipped", number),
        "failed": ngettext("%(n)d cannot be read", "%(n)d cannot be read", number),
    }
    return patterns[state] % {"n": number}


@register.filter
def why(outcome: dict[str, Any]) -> str:
    """Return why an article would not be stored; of a copy, of what."""
    if outcome.get("copy_of"):
        if outcome.get("article"):
            return _("The same text is stored already.")
        return _("The same text as in this upload: %(name)s") % {"name": outcome["copy_of"]}
    return sentence(outcome["reason"], outcome["detail"]) if outcome["reason"] else ""


@register.filter
def like_words(outcome: dict[str, Any]) -> str:
    """Return how much of the article another one has, too, before that one is named; "" where none is alike."""
    like = outcome.get("like")
    if not like:
        return _("Not looked up whether it is a near copy.") if outcome.get("unchecked") else ""
    if like["version"]:
        return _("A new version, %(n)d %% the same as:") % {"n": like["percent"]}
    if "article" in like:
        return _("Near copy, %(n)d %% the same as:") % {"n": like["percent"]}
    return _("Near copy, %(n)d %% the same as in this upload:") % {"n": like["percent"]}


@register.filter
def format_words(code: str) -> str:
    """Return the name of a format."""
    return str(FORMATS.get(code, code))


@register.filter
def encoding_words(name: str) -> str:
    """Return the name of an encoding as people know it."""
    known = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "cp850": "DOS (850)"}
    return known.get(name, name.upper().replace("_", "-"))


@register.filter
def sign_words(delimiter: str) -> str:
    """Return the name of a delimiter."""
    return str(SIGNS.get(delimiter, delimiter))


@register.filter
def day_words(outcome: dict[str, Any]) -> str:
    """Return the day of publication as exactly as it is known; "" where it is not."""
    return exact_day(date.fromisoformat(outcome["day"]), outcome["precision"]) if outcome["day"] else ""


@register.filter
def exact_day(day: date, precision: str) -> str:
    """Return a day, month or year."""
    return date_format(day, {"month": "F Y", "year": "Y"}.get(precision, "DATE_FORMAT"))


@register.filter
def found_words(code: str) -> str:
    """Return how a date of publication was found."""
    return str(dict(Article.Found.choices).get(code, code))


@register.filter
def language_words(code: str) -> str:
    """Return the name of a language."""
    return language_name(code)


@register.filter
def share_marked(outcome: dict[str, Any]) -> str:
    """Return which share of the text is marked as no news text, in words; "" where nothing is."""
    if not outcome["chars"] or not outcome["marked"]:
        return ""
    percent = 100 * outcome["marked"] / outcome["chars"]
    return _("less than 1 %") if percent < 1 else _("%(n)d %%") % {"n": round(percent)}
