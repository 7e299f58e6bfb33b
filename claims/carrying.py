"""The text of an article changes: its claims go along, or are marked as gone from it. None is deleted here.

In: an article with the version that it showed and the one that it shows now, inside the transaction that changed it.
Out: offsets and quotes of the claims as they are in the new text, `Gone` rows for those that it has not. What editors
decided stays with the claim; the reading that follows (`claims.recording`) finds each in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, cast

import pghistory

from articles.models import Article, Revision
from articles.versions import changed_on
from claims.anchors import Passage, Spot
from claims.bulk import write_columns
from claims.models import Claim, Gone, text_with
from claims.records import Kind

EVIDENCE = ("start", "end", "quote", "figure_start", "figure_end")


def carry_over(article: Article, old: Revision, new: Revision) -> None:
    """Move the article's claims from the old version to the new one; call it under `locks.lock_article`."""
    rows = Gone.objects.filter(claim__article=article).select_related("revision")
    gone = {row.claim_id: row.revision for row in rows}
    passages = {revision.pk: Passage(revision.text, new.text) for revision in (old, *gone.values())}
    found: list[Claim] = []
    missed: list[Gone] = []
    for claim in Claim.objects.filter(article=article).order_by("pk").defer("search"):
        passage = passages[gone.get(claim.pk, old).pk]
        before = Spot(claim.start, claim.end, claim.figure_start, claim.figure_end)
        spot = passage.new_spot(before)
        if spot is not None:
            _place(claim, spot, new.text)
            found.append(claim)
        elif claim.pk not in gone:
            start, end = passage.place_of(before) or (None, None)
            missed.append(Gone(claim=claim, revision=old, without=new, place_start=start, place_end=end))
    with pghistory.context(version=new.pk):
        write_columns(found, EVIDENCE)
    Gone.objects.filter(claim__in=[claim.pk for claim in found]).delete()
    # Those that are gone already stay with the version that had them last.
    Gone.objects.bulk_create(missed, ignore_conflicts=True)


def note_replacements(article: Article) -> None:
    """Note by when claims had left the text that was just read, and which ones were read in their places.

    Before the claims are linked, since that makes them `corrected` or `retracted` (`comparison.withdrawn`). Up to four
    queries, one where nothing is gone.
    """
    rows = Gone.objects.filter(claim__article=article, without__content_hash=article.content_hash)
    gone = list(rows.select_related("claim", "revision", "without__item").order_by("claim__start", "pk"))
    if not gone:
        return
    read = Claim.objects.standing().filter(article=article, gone__isnull=True, kind=Kind.COUNT).defer("search")
    fresh = [claim for claim in read.order_by("pk") if claim.created_at >= gone[0].noted_at]
    for row in gone:
        row.day = changed_on(row.revision, cast("Revision", row.without))
        row.instead = _read_in_place_of(row, fresh)
        fresh = [claim for claim in fresh if claim != row.instead]
    Gone.objects.bulk_update(gone, ["day", "instead"])


def _read_in_place_of(gone: Gone, fresh: Iterable[Claim]) -> Claim | None:
    """The figure that was read where the claim stood: of the same source if there is one, else the nearest."""
    start, end, old = gone.place_start, gone.place_end, gone.claim
    if start is None or end is None or not old.metric:
        return None
    there = [each for each in fresh if each.metric == old.metric and each.start < end and each.end > start]
    return min(
        there, key=lambda each: (each.source_id != old.source_id, abs(each.start - start), each.pk), default=None
    )


def evidence_again(claim: Claim, then: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a former version's evidence where the claim's text has it by now; as it is where it is gone.

    then: the columns of that version, whose offsets may count in an older text. No query where evidence never moved.
    """
    told, held = {name: then[name] for name in EVIDENCE}, {name: getattr(claim, name) for name in EVIDENCE}
    if told == held or text_with(claim)[then["start"] : then["end"]] == then["quote"]:
        return told
    before = Spot(*(then[name] for name in ("start", "end", "figure_start", "figure_end")))
    for old in Revision.objects.filter(article=claim.article_id).order_by("-pk").values_list("text", flat=True):
        spot = (
            Passage(old, text_with(claim)).new_spot(before) if old[before.start : before.end] == then["quote"] else None
        )
        if spot is not None:
            return asdict(spot) | {"quote": text_with(claim)[spot.start : spot.end]}
    return held


def in_the_text(claims: Iterable[Claim], article_id: int) -> list[Claim]:
    """Those of an article's claims that its text has; the others' offsets count in another version. One query."""
    gone = set(Gone.objects.filter(claim__article=article_id).values_list("claim_id", flat=True))
    return [claim for claim in claims if claim.pk not in gone]


def _place(claim: Claim, spot: Spot, text: str) -> None:
    claim.start, claim.end = spot.start, spot.end
    claim.figure_start, claim.figure_end = spot.figure_start, spot.figure_end
    claim.quote = text[spot.start : spot.end]
