"""A text with what was recognised in it and which rule did it, sentence by sentence, for people who write rules.

In: an analysed `Doc`. Out: plain text; below each claim the rules behind its parts (`claims.trails`), how likely each
part is right, and the signs that weigh most for (+) and against (-) it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Doc

from claims.extraction.components.confidence import by_part, models
from claims.extraction.components.sentences import spans
from claims.extraction.export import identity, normalise
from claims.records import NormalisedClaim

KINDS = {
    "noise": "noise", "dates": "date", "quantities": "figure", "places": "place", "actors": "actor",
    "statements": "statement",
}  # fmt: skip
FIELDS = ("low", "high", "name", "canonical", "role", "stance", "reason", "rule")
SIGNS_SHOWN, LIGHTEST = 3, 0.2


def explain(doc: Doc) -> str:
    """One block for each sentence: the text, then a line for each record and each claim that begins in it."""
    claims = normalise(doc)
    signs = {identity(claim): found for claim, found in zip(doc._.claims, doc._.signs, strict=True)}
    told = [(claim, signs.get(identity(claim), {})) for claim in claims]
    return "\n".join("\n".join(block(doc, told, start, end)) + "\n" for start, end in spans(doc))


def block(doc: Doc, claims: list[tuple[NormalisedClaim, dict[str, str]]], start: int, end: int) -> Iterator[str]:
    yield f"[{start}-{end}] {doc.text[start:end]}"
    for kind, name in KINDS.items():
        for record in getattr(doc._, kind):
            if start <= record.start < end:
                yield f"    {name}: {described(doc, record)}"
    for claim, signs in claims:
        if start <= claim.start < end:
            yield from of_claim(claim, signs)


def of_claim(claim: NormalisedClaim, signs: Mapping[str, str]) -> Iterator[str]:
    """The claim in one line, then why."""
    source = claim.source.canonical if claim.source else "–"
    value = f" {claim.value_low}/{claim.value_high} {claim.metric}" if claim.metric else ""
    places = ", ".join(f"{place.role} {place.name}" for place in claim.places)
    event = f"{claim.event_from or ''}..{claim.event_to or ''}" if claim.event_from or claim.event_to else ""
    fields = [claim.subject, source, claim.stance, event, places, f"confidence {claim.confidence:.2f}"]
    yield f"  ▶ {claim.kind}{value} · {' · '.join(filter(None, fields))}"
    yield f"      rules: {claim.rule}"
    sure = by_part(claim.kind.value, signs)
    yield "      sure: " + ", ".join(f"{part} {chance:.2f}" for part, chance in sure.items())
    for part in sure:
        heavy = [f"{weight:+.2f} {sign}" for sign, weight in weighing(part, signs)]
        if heavy:
            yield f"        {part}: {', '.join(heavy)}"


def weighing(part: str, signs: Mapping[str, str]) -> list[tuple[str, float]]:
    """The signs that weigh most about a part."""
    table = models()[part].weights
    heavy = [(sign, table[sign]) for sign in signs if abs(table.get(sign, 0.0)) >= LIGHTEST]
    return sorted(heavy, key=lambda pair: -abs(pair[1]))[:SIGNS_SHOWN]


def described(doc: Doc, record: Any) -> str:
    """The words, and the fields that say what they were taken for."""
    words = " ".join(doc.text[record.start : record.end].split())
    known = [f"{field}={getattr(record, field)}" for field in FIELDS if getattr(record, field, None) is not None]
    return f"«{words[:80]}» {' '.join(known)}"
