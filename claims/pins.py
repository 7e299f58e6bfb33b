"""Which claims of an article an editor has put into a series, by row or, after a new reading, by their words.

In: claims and pins of one article. Out: the pin of each claim that has one.

A claim that the machine read anew has another row. It is the pinned one if it says the same words, or if its figure
(of claims without one, its evidence) overlaps, best of the same source. Without a figure the source must not be another
one, since one sentence may hold the positions of many. A row that was there already when the editor chose, and that was
not chosen, is never taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.models import Claim, Pin


def pins_by_claim(claims: Sequence[Claim], pins: Iterable[Pin]) -> dict[int, Pin]:
    """The pin in force of each claim, by the claim's number; of several the one that was set last."""
    rows = {claim.pk: claim for claim in claims}
    found: dict[int, Pin] = {}
    taken: set[tuple[int, int]] = set()  # of one arrangement, each claim answers to one pin
    for pin in sorted(pins, key=lambda pin: (pin.arrangement_id, pin.claim_id not in rows, pin.pk)):
        free = [claim for claim in claims if (pin.arrangement_id, claim.pk) not in taken]
        claim = rows[pin.claim_id] if pin.claim_id in rows else _read_anew(pin, free)
        if claim is not None:
            taken.add((pin.arrangement_id, claim.pk))
            found[claim.pk] = pin
    return found


def _read_anew(pin: Pin, claims: Iterable[Claim]) -> Claim | None:
    """The claim that stands for the pin's now, if any."""
    ranked = [(_rank(pin, claim), claim.start, claim.pk, claim) for claim in claims if claim.created_at > pin.made_at]
    best = min((each for each in ranked if each[0] is not None), key=lambda each: each[:3], default=None)
    return best[3] if best else None


def _rank(pin: Pin, claim: Claim) -> int | None:
    """How well the claim stands for the pin's, 0 best; None where it is another one."""
    if claim.kind != pin.kind:
        return None
    source = claim.source.name if claim.source else ""
    if pin.figure_start is None and source and pin.source and source != pin.source:
        return None
    if not _same_words(pin, claim) and not _overlap(pin, claim):
        return None
    return (0 if _same_words(pin, claim) else 2) + (source != pin.source)


def _same_words(pin: Pin, claim: Claim) -> bool:
    """Whether evidence and place of the figure in it are the same, wherever the text stands by now."""
    return claim.quote == pin.quote and _figure_in(claim) == _figure_in(pin)


def _figure_in(row: Claim | Pin) -> int | None:
    return None if row.figure_start is None else row.figure_start - row.start


def _overlap(pin: Pin, claim: Claim) -> bool:
    if None not in (pin.figure_start, pin.figure_end, claim.figure_start, claim.figure_end):
        return claim.figure_start < pin.figure_end and pin.figure_start < claim.figure_end  # type: ignore[operator]
    return claim.start < pin.end and pin.start < claim.end
