"""Take a run, let the machine read its article, store what it read, and link it.

In: the number of an `ExtractionRun`. Out: claims, their series and changes, and the states of run and items; all of
that in one transaction, or nothing. What was read is stored only while the run's lease still stands (`claims.runs`), so
a second delivery finds nothing to do.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

import pghistory
from django.db import DatabaseError, transaction

from articles.models import Article, BatchItem
from articles.near import find_copies
from claims.actors import actors_by_name, places_by_name
from claims.carrying import in_the_text, note_replacements
from claims.linking import link_article
from claims.locks import lock_article
from claims.models import Actor, Claim, ClaimPlace, ExtractionRun, Place
from claims.placing import meant_by, places_merged, rows_for
from claims.proposing import note
from claims.reading import Plan, fields_of, plan, storable
from claims.records import NormalisedClaim
from claims.runs import Lease, finish, give_up, release, settle_items, take

log = logging.getLogger(__name__)
DATES = frozenset({"reported_on", "event_from", "event_to", "event_precision"})


def record_run(run_id: int) -> bool:
    """Read the run's article and store its claims; False where the run is finished, held by another worker or gone."""
    lease = take(run_id)
    if lease is None:
        return False
    try:
        return _read(lease)
    except DatabaseError:
        # The task is repeated; the lease ends by itself if this worker cannot even give it back.
        raise
    except Exception as error:  # whatever a rule does with a strange text; the item and the run show it to the admin
        log.exception("extraction failed", extra={"run": run_id, "article": lease.run.article_id})
        give_up(lease, error)
        return False


def store(lease: Lease, records: Sequence[NormalisedClaim], code: str, model: str) -> bool:
    """Write what was read and link it, if the lease still stands and the article is still the one that was read."""
    article = lease.run.article
    records = storable(records, article.noise)
    sources = actors_by_name({r.source.canonical: r.source.type.value for r in records if r.source})
    places = places_by_name(place.name for record in records for place in record.places)
    with transaction.atomic(), pghistory.context(run=lease.run.pk):
        lock_article(article.pk)
        if not finish(lease, code, model):
            return False
        if _is_outdated(article):
            release(lease)
            return False
        left = _write(lease.run, records, sources, places)
        note_replacements(article)
        link_article(article.pk, left)
        settle_items(article.pk, BatchItem.State.EXTRACTED)
        if lease.run.rereading_id:
            lease.run.save(update_fields=["n_new", "n_changed", "n_gone", "n_decided"])
    return True


def _read(lease: Lease) -> bool:
    # Imported here: only extraction workers pay for loading the language model.
    from claims.extraction import code_version, extract, model_version

    start = time.perf_counter()
    article = lease.run.article
    # Before its claims are linked: what a copy says counts once.
    find_copies([article.pk])
    records = extract(article.text, article.text_day, article.title)
    if not store(lease, records, code_version(), model_version()):
        return False
    seconds = round(time.perf_counter() - start, 2)
    claims = article.claims.count()
    log.info("article read", extra={"article": article.pk, "run": lease.run.pk, "claims": claims, "seconds": seconds})
    return True


def _is_outdated(read: Article) -> bool:
    """Whether text or date of the article changed while it was read.

    The row stays locked until commit: who sets another date now waits, and then finds this run closed, so that the
    announcement of the new date opens another one. NO KEY, since claims refer to the row meanwhile.
    """
    row = Article.objects.select_for_update(no_key=True).filter(pk=read.pk).order_by()
    now = row.values_list("content_hash", "title", "published_on", "revised_on", "noise").first()
    return now != (read.content_hash, read.title, read.published_on, read.revised_on, read.noise)


def _write(
    run: ExtractionRun, records: Sequence[NormalisedClaim], actors: dict[str, Actor], places: dict[str, Place]
) -> set[int]:
    """Carry out the plan; returns the series that lost a claim."""
    stored = in_the_text(Claim.objects.for_linking(run.article_id), run.article_id)
    todo: Plan = plan(stored, records)
    note(run, {claim.pk: (claim, record) for claim, record in reversed(todo.told)}.values())
    left = {claim.series_id for claim in todo.drop if claim.series_id}
    Claim.objects.filter(pk__in=[claim.pk for claim in todo.drop]).delete()
    # Sums for whoever asked to read many articles again.
    run.n_new, run.n_gone = len(todo.add), len(todo.drop)
    run.n_changed = sum(_bring_up_to_date(run, claim, record, actors, places) for claim, record in todo.keep)
    run.n_decided = sum(claim.review != Claim.Review.MACHINE for claim in stored)
    fresh = [Claim(article_id=run.article_id, run=run, **_columns(record, actors)) for record in todo.add]
    Claim.objects.bulk_create(fresh)
    roots = places_merged()
    ClaimPlace.objects.bulk_create(
        row for claim, record in zip(fresh, todo.add, strict=True) for row in _place_rows(claim, record, places, roots)
    )
    return left


def _bring_up_to_date(
    run: ExtractionRun, claim: Claim, record: NormalisedClaim, actors: dict[str, Actor], places: dict[str, Place]
) -> bool:
    """Write what differs, and whose reading it is: an identical reading leaves no trace in the history.

    Returns whether anything differed.
    """
    columns = _columns(record, actors)
    if _was_said_before(run.article, claim, record):
        columns = {name: value for name, value in columns.items() if name not in DATES}
    changed = {name: value for name, value in columns.items() if _stored(claim, name) != value}
    moved = {(places[place.name].pk, place.role.value) for place in record.places} != meant_by(claim.places.all())
    if changed or moved:
        # Not by save(): the version stays, since nobody but the machine ever saw this one. Where only places differ
        # the claim's history has to tell of it as well: ways back find by it which places a version had.
        Claim.objects.filter(pk=claim.pk).update(**changed, run=run)
    if moved:
        claim.places.all().delete()
        ClaimPlace.objects.bulk_create(_place_rows(claim, record, places, places_merged()))
    return bool(changed) or moved


def _was_said_before(article: Article, claim: Claim, record: NormalisedClaim) -> bool:
    """Whether the claim stood in an earlier version already: `gestern` in it counts from that one's day."""
    later = article.revised_on
    return later is not None and record.reported_on == later and (claim.reported_on or later) < later


def _columns(record: NormalisedClaim, actors: dict[str, Actor]) -> dict[str, object]:
    source = actors[record.source.canonical] if record.source else None
    return {**fields_of(record), "source_id": source.pk if source else None}


def _stored(claim: Claim, name: str) -> object:
    """What the row says; of its source whom it names, whatever that one was merged into."""
    if name == "source_id":
        return claim.merged_source_id or claim.source_id
    return getattr(claim, name)


def _place_rows(
    claim: Claim, record: NormalisedClaim, places: dict[str, Place], roots: dict[int, int]
) -> list[ClaimPlace]:
    return rows_for(claim.pk, [(places[place.name], place.role.value) for place in record.places], roots)
