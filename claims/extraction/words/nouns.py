"""A noun's or name's form → its nominative singular.

In: the form as written. A noun that the dictionary lacks is a compound whose last part it has (`Gründerzeithäusern`).
"""

from __future__ import annotations

from claims.extraction.words.known import known

SHORTEST_HEAD = 4
SHORTEST_SHOUTED = 5


def singular(form: str) -> str:
    """`Häusern` → `Haus`."""
    return exact(form) or feminine(form) or compound(form) or form


def exact(form: str) -> str | None:
    """By the dictionary; `mitarbeiter` and `VERANSTALTER` are looked up as a noun is written."""
    if form[:1].isupper() and (lemma := known(form)):
        return sound(form, lemma)
    if form.islower() and (lemma := known(form)):
        return lemma
    if form.islower() or (form.isupper() and len(form) >= SHORTEST_SHOUTED):
        written = form.capitalize()
        return sound(written, known(written) or "") or None
    return None


def sound(form: str, lemma: str) -> str:
    """The dictionary's lemma as a noun is written; `Kellner` is not from `Kellnern`."""
    return form if lemma == form + "n" else lemma[:1].upper() + lemma[1:]


def feminine(form: str) -> str | None:
    """`Fischkundlerinnen` → `Fischkundlerin`."""
    return form.removesuffix("nen") if form.endswith("erinnen") else None


def compound(form: str) -> str | None:
    """The longest last part that is a known noun, and what stands before it as it is."""
    for start in range(2, len(form) - SHORTEST_HEAD + 1):
        head = form[start:]
        written = head[:1].upper() + head[1:]
        lemma = known(written)
        if lemma and lemma[:1].isupper():
            lemma = sound(written, lemma)
            return form[:start] + (lemma if head[:1].isupper() else lemma[:1].lower() + lemma[1:])
    return None


def bare_name(form: str, genitive: bool) -> str:
    """A name loses the -s of the genitive; after a vowel only where it is known without (`Nigerias`, not `Rawalas`)."""
    if len(form) < 5 or not form.endswith("s") or form.endswith("ss"):
        return form
    if (lemma := known(form)) in (form, form[:-1]):
        return str(lemma)
    return form[:-1] if genitive and (form[-2] not in "aeiou" or known(form[:-1])) else form
