"""A claim that the machine missed: found in words that an editor selected, and stored as the editor's own.

In: an article and words of it. Out: what the rules read there, to fill the form with; or the claim, linked into its
series, as an act that can be undone. A later run adds nothing over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article
from claims.corrections import Correction, columns_of, refusals, validate, with_step
from claims.evidence import find_quote
from claims.linking import link_article
from claims.locks import lock_article
from claims.models import Claim, Precision, Stance, Step
from claims.placing import Where, set_places
from claims.reading import fields_of
from claims.records import Kind, NormalisedClaim

CERTAIN = 1.0  # a person read it


def foresee_claim(article: Article, quote: str, near: int = 0) -> tuple[Claim, tuple[Where, ...], str]:
    """An unsaved claim as the rules read the words, its places and the name of its source; bare where they read none.

    Of several places of the words the one nearest to the character `near` is meant.
    Raises ValueError where the words do not stand in the article. Reads by rules alone: no web server loads a model.
    """
    start, end = find_quote(article.text, quote, near)
    record = _nearest(_read(article), start, end)
    if record is None:
        return blank(article, start, end), (), ""
    claim = Claim(article=article, **fields_of(record))
    places = tuple((place.name, place.role.value) for place in record.places)
    return claim, places, record.source.canonical if record.source else ""


def blank(article: Article, start: int = 0, end: int = 0) -> Claim:
    """A claim of which nothing is known but its words."""
    return Claim(
        article=article, start=start, end=end, quote=article.text[start:end], kind=Kind.STATEMENT.value,
        stance=Stance.ASSERTS, event_precision=Precision.UNKNOWN, reported_on=article.published_on,
    )  # fmt: skip


def add_claim(article_id: int, values: Mapping[str, Any], places: Iterable[Where], user: User) -> Correction:
    """Store the claim; values as in `corrections.EDITABLE`. Raises ValidationError with the field named."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="add") as context:
        lock_article(article_id)
        article = Article.objects.get(pk=article_id)
        claim = blank(article)
        for name, value in columns_of(claim, {"quote": "", **values}).items():
            setattr(claim, name, value)
        claim.review, claim.confidence = Claim.Review.CORRECTED, CERTAIN
        claim.subject = " ".join(filter(None, [claim.subject_class, claim.subject_actor])) or claim.quote[:80]
        validate(claim)
        with refusals():
            claim.save()
        set_places(claim.pk, places)
        done = link_article(article_id)
        names = tuple(sorted(name for name, value in values.items() if value not in ("", None)))
        stored = Correction(claim.pk, names, tuple(done.added), tuple(done.removed))
        return with_step(stored, Step.Action.ADD, user, context.id, why=str(values.get("note", "")))


def _read(article: Article) -> list[NormalisedClaim]:
    # Imported here: reading pulls in spaCy, which no other page needs.
    from claims.extraction import extract

    return extract(article.text, article.published_on, article.title, model="rules")


def _nearest(records: Iterable[NormalisedClaim], start: int, end: int) -> NormalisedClaim | None:
    """The record that shares most with [start, end), a figure inside before all."""

    def shared(record: NormalisedClaim) -> tuple[bool, int]:
        inside = record.figure_start is not None and start <= record.figure_start < end
        return inside, min(end, record.end) - max(start, record.start)

    best = max(records, key=shared, default=None)
    return best if best is not None and shared(best)[1] > 0 else None
