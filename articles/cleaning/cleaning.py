"""The order in which one article is cleaned.

In: a RawArticle and what the sender said of all articles of the batch. Out: a CleanArticle, or Refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.cleaning import (
    addresses,
    authors,
    credit_lines,
    dates,
    languages,
    markdown,
    noise,
    pages,
    registry,
    titles,
)
from articles.records import CleanArticle, Format, Noise, RawArticle, Reason, Refused

MIN_CHARS = 40
MAX_CHARS = 1_000_000  # a long book; cleaning one takes seconds, and no lease is that long for ten of them


@dataclass(frozen=True, slots=True)
class Prepared:
    """Text as it will be stored; what the page's own metadata say, by our field names; its dates, by way found."""

    text: str
    meta: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)


def clean(raw: RawArticle, given: Mapping[str, str] | None = None) -> CleanArticle:
    """Return the article ready to be stored.

    given: what the sender said of the whole batch (outlet, published); it counts where the article says nothing.
    A language given there overrules article and model: somebody looked and wants the article read all the same.
    Raises Refused with EMPTY, TOO_SHORT, TOO_LARGE, NO_MAIN_TEXT or LANGUAGE (detail: the language's code).
    """
    prepared = prepare(raw)
    check_length(prepared.text)
    given = given or {}
    known = {**prepared.meta, **raw.fields}
    title = titles.find(prepared.text, known.get("title", ""))
    marks = noise.mark(prepared.text, title)
    if given.get("language"):
        marks = tuple(mark for mark in marks if mark.reason != "foreign")
    own = own_text(prepared.text, marks)
    language = languages.told(own) if given.get("language") else languages.check(own, known.get("language", ""))
    url = addresses.preferred(raw.fields.get("url", ""), prepared.meta.get("url", ""))
    name, domain, outlet = registry.identify(
        raw.fields.get("outlet") or given.get("outlet", ""), addresses.domain(url), prepared.meta.get("outlet", "")
    )
    is_agency = registry.is_agency(name, outlet)
    author = known.get("author", "")
    said = dates.Sources(raw.fields, prepared.dates, prepared.text, url, raw.name, given.get("published", ""))
    return CleanArticle(
        title=title,
        text=prepared.text,
        noise=marks,
        published=dates.find(said),
        outlet=name[:200],
        domain=domain,
        author=authors.clean(author) or authors.of_text(prepared.text, marks),
        url="" if addresses.is_front(url) else url,
        language=language,
        agency=credit_lines.agency(prepared.text, marks, author, name if is_agency else ""),
        country=outlet.country if outlet else "",
        is_agency=is_agency,
    )


def prepare(raw: RawArticle) -> Prepared:
    """Return the article's text: the main text of a page, Markdown without its marks, plain text as received."""
    if raw.format is Format.HTML:
        page = pages.main_text(raw.content)
        return Prepared(page.text, page.meta, page.dates)
    return Prepared(markdown.plain(raw.content) if raw.format is Format.MARKDOWN else raw.content)


def check_length(text: str) -> None:
    """Refuse texts without a letter, too short to say anything, or too long to be one article."""
    if len(text) > MAX_CHARS:
        raise Refused(Reason.TOO_LARGE, f"{len(text)} > {MAX_CHARS}")
    if not any(character.isalpha() for character in text):
        raise Refused(Reason.EMPTY)
    length = len(text.strip())
    if length < MIN_CHARS:
        raise Refused(Reason.TOO_SHORT, f"{length} < {MIN_CHARS}")


def own_text(text: str, marks: tuple[Noise, ...]) -> str:
    """Return what tells the article's language: its unmarked text, or all of it where most is in other languages."""
    foreign = sum(mark.end - mark.start for mark in marks if mark.reason == "foreign")
    if foreign > len(text) // 2:
        return text
    parts, end = [], 0
    for mark in marks:
        parts.append(text[end : mark.start])
        end = mark.end
    return "".join([*parts, text[end:]])
