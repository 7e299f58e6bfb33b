"""The text of an article changes: its claims go along, or are marked as gone from it. None is deleted here.

In: an article with the version that it showed and the one that it shows now, inside the transaction that changed it.
Out: offsets and quotes of the claims as they are in the new text, `Gone` rows for those that it has not. What editors
decided stays with the claim; the reading that follows (`claims.recording`) finds each in its place.
"""

from __future__ import annotations

from collections.abc import Iterable

import pghistory

from articles.models import Article, Revision
from claims.anchors import Passage, Spot
from claims.bulk import write_columns
from claims.models import Claim, Gone


def carry_over(article: Article, old: Revision, new: Revision) -> None:
    """Move the article's claims from the old version to the new one; call it under `locks.lock_article`."""
    rows = Gone.objects.filter(claim__article=article).select_related("revision")
    gone = {row.claim_id: row.revision for row in rows}
    passages = {revision.pk: Passage(revision.text, new.text) for revision in (old, *gone.values())}
    found: list[Claim] = []
    missed: list[Claim] = []
    for claim in Claim.objects.filter(article=article).order_by("pk").defer("search"):
        spot = passages[gone.get(claim.pk, old).pk].new_spot(
            Spot(claim.start, claim.end, claim.figure_start, claim.figure_end)
        )
        if spot is None:
            missed.append(claim)
        else:
            _place(claim, spot, new.text)
            found.append(claim)
    with pghistory.context(version=new.pk):
        write_columns(found, ["start", "end", "figure_start", "figure_end", "quote"])
    Gone.objects.filter(claim__in=[claim.pk for claim in found]).delete()
    _note(missed, old)


def in_the_text(claims: Iterable[Claim], article_id: int) -> list[Claim]:
    """Those of an article's claims that its text has; the others' offsets count in another version. One query."""
    gone = set(Gone.objects.filter(claim__article=article_id).values_list("claim_id", flat=True))
    return [claim for claim in claims if claim.pk not in gone]


def _place(claim: Claim, spot: Spot, text: str) -> None:
    claim.start, claim.end = spot.start, spot.end
    claim.figure_start, claim.figure_end = spot.figure_start, spot.figure_end
    claim.quote = text[spot.start : spot.end]


def _note(missed: Iterable[Claim], old: Revision) -> None:
    """Those that are gone already stay with the version that had them last."""
    Gone.objects.bulk_create([Gone(claim=claim, revision=old) for claim in missed], ignore_conflicts=True)
