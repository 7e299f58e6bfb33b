"""A verb's form → its infinitive.

In: the form in lower case and its STTS tag. Strong verbs come from `lexicon/verbs_strong.tsv`, the rest from the
dictionary; what neither has is a prefix and a verb that one of them has (`einmarschierten`), or a weak form.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from claims.extraction.lexicon import load
from claims.extraction.words.closed import forms
from claims.extraction.words.known import infinitive, known

WEAK_ENDINGS = ("test", "tet", "ten", "te", "est", "et", "st", "en", "t", "e")


def rows() -> Iterator[list[list[str]]]:
    """The strong verbs: infinitive, present, past, subjunctive, participle, each a list of forms or stems."""
    text = files("claims.extraction.lexicon").joinpath("verbs_strong.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield [column.split() for column in line.split("\t")]


def personal(stem: str) -> set[str]:
    """The past of a stem with its endings: `gab`, `gabst`, `gaben`; no `-t`, for `gelangt` is of `gelangen`."""
    if stem.endswith("e"):
        return {stem, stem + "n", stem + "st", stem + "t"}
    return {stem, stem + "st", stem + "est", stem + "en"}


@cache
def strong() -> dict[str, str]:
    """Form → infinitive where the dictionary, with one lemma for each form, has another (`stand`, `entschieden`)."""
    found: dict[str, str] = {}
    for (verb,), present, past, _, participles in rows():
        made = {form for stem in past for form in personal(stem)} | set(participles)
        made |= {stem + ending for stem in present for ending in ("", "st", "t")}
        for form in made:
            if not infinitive(form) or form in participles:
                found.setdefault(form, verb)
                found.setdefault(form.replace("ss", "ß"), verb)
    return found | forms("auxiliaries") | forms("verbs")


@cache
def subjunctive() -> dict[str, str]:
    """Form → infinitive of the second subjunctive (`fände`); after the dictionary, which knows `führe` better."""
    return {form: verb for (verb,), _, _, stems, _ in rows() for stem in stems for form in personal(stem)}


@cache
def prefixes() -> tuple[str, ...]:
    """All prefixes, the longest first."""
    table = load("lemmas")["prefixes"]
    return tuple(sorted({*table["separable"], *table["inseparable"]}, key=lambda prefix: (-len(prefix), prefix)))


def infinitive_of(form: str, tag: str = "") -> str:
    """The infinitive of a verb's form in lower case; the form itself where nothing is known."""
    if tag.endswith("INF") and form.endswith("n"):
        found = without_zu(form) if "zu" in form else None
        return found if found and infinitive(found) else form
    if tag == "VVIZU" and (found := without_zu(form)):
        return found
    return finite_ge(form, tag) or participle(form, tag) or simple(form) or prefixed(form) or weak(form) or form


def without_zu(form: str) -> str | None:
    """`abzuholen` → `abholen`."""
    for prefix in prefixes():
        if form.startswith(prefix + "zu") and len(form) > len(prefix) + 4:
            return prefix + form[len(prefix) + 2 :]
    before, _, after = form.partition("zu")
    return before + after if before and after.endswith("n") else None


def finite_ge(form: str, tag: str) -> str | None:
    """`es gehört` is from `gehören`, `sie haben gehört` from `hören`: only the tag tells."""
    if tag.endswith("FIN") and form.startswith("ge") and form.endswith("t"):
        for stem in (form[:-1], form[:-2]):
            if infinitive(stem + "en"):
                return stem + "en"
    return None


def participle(form: str, tag: str) -> str | None:
    """`entschieden`: the dictionary has it as an adjective, so a strong verb is looked for behind the prefix first."""
    if tag.endswith("FIN"):
        return None
    if form.startswith("ge") and form.endswith("t") and not infinitive(known(form) or ""):
        verb = with_ending(form[2:-1])
        return verb if infinitive(verb) else None
    if form.endswith("en") and known(form) == form:
        parts = [(prefix, form.removeprefix(prefix)) for prefix in ("", *prefixes()) if form.startswith(prefix)]
        return next((prefix + strong()[rest] for prefix, rest in parts if rest in strong()), None)
    return None


def simple(form: str) -> str | None:
    """By the list of strong verbs or the dictionary."""
    if found := strong().get(form):
        return found
    found = known(form)
    if found and found.islower() and ((found.endswith(("en", "ln", "rn")) and len(found) > 4) or found == "tun"):
        return found
    return subjunctive().get(form)


def prefixed(form: str) -> str | None:
    """A prefix and a verb that is known: `entschieden`, `herbeigezaubert`."""
    for prefix in prefixes():
        rest = form[len(prefix) :]
        if form.startswith(prefix) and len(rest) > 2 and (found := simple(rest)):
            return prefix + found
    return None


def weak(form: str) -> str | None:
    """A weak verb that nothing knows: endings off, `-en` on; the first infinitive that is known wins."""
    made = list(weak_infinitives(form))
    return next(filter(infinitive, made), made[0] if made else None)


def weak_infinitives(form: str) -> Iterator[str]:
    """`umgeformt` → `umformen`, `evakuiert` → `evakuieren`, `geklingelt` → `klingeln`."""
    for prefix in ("", *prefixes()):
        rest = form[len(prefix) :]
        if form.startswith(prefix + "ge") and form.endswith("t") and len(rest) > 5:
            yield prefix + with_ending(rest[2:-1])
    for ending in WEAK_ENDINGS:
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 2:
            yield with_ending(stem)


def with_ending(stem: str) -> str:
    """A stem as an infinitive."""
    return stem + ("n" if stem.endswith(("el", "er")) and not stem.endswith("ier") else "en")
