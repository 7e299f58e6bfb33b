"""A text with what was recognised in it and which rule did it, sentence by sentence, for people who write rules.

In: an analysed `Doc`. Out: plain text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc

from claims.extraction.components.sentences import spans
from claims.extraction.export import normalise

KINDS = ("noise", "dates", "quantities", "places", "actors", "statements")


def explain(doc: Doc) -> str:
    """One block for each sentence: the text, then a line for each record and each claim that begins in it."""
    claims = normalise(doc)
    return "\n".join("\n".join(block(doc, claims, start, end)) + "\n" for start, end in spans(doc))


def block(doc: Doc, claims: list[Any], start: int, end: int) -> Iterator[str]:
    yield f"[{start}-{end}] {doc.text[start:end]}"
    for kind in KINDS:
        for record in getattr(doc._, kind):
            if start <= record.start < end:
                yield f"    {kind[:-1] if kind != 'noise' else kind}: {described(doc, record)}"
    for claim in claims:
        if start <= claim.start < end:
            source = claim.source.canonical if claim.source else "–"
            value = f" {claim.value_low}/{claim.value_high} {claim.metric}" if claim.metric else ""
            places = ", ".join(f"{place.role} {place.name}" for place in claim.places)
            yield f"  ▶ {claim.kind}{value} · {claim.subject} · {source} · {claim.stance} · {places} · {claim.rule}"


def described(doc: Doc, record: Any) -> str:
    """The words, and the fields that say what they were taken for."""
    words = " ".join(doc.text[record.start : record.end].split())
    fields = ("low", "high", "name", "canonical", "role", "stance", "reason", "rule")
    known = [f"{field}={getattr(record, field)}" for field in fields if getattr(record, field, None) is not None]
    return f"«{words[:80]}» {' '.join(known)}"
