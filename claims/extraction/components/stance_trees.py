"""The stance of a claim by the tree: only words of its own clause, of those that it completes and of the frame that
reports it make it soft; the verb's mood and tense tell a plan (`wird … liefern`, `soll … beginnen`, `würden … siegen`).

In: a scene, the predicate of a claim, the stance that the words around it show. Out: the stance. Source of the cases:
annotation guideline, "Stance" and "Clarifications"; Duden grammar (future, indirect speech, modal verbs).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from spacy.tokens import Token

from claims.extraction.components import event_signs, governors, heads, stances, wording
from claims.extraction.components.governors import Tense
from claims.extraction.components.nouns import lookup
from claims.extraction.components.scenes import Scene
from claims.extraction.components.speech_verbs import verb_in
from claims.extraction.lexicon import load
from claims.records import Kind, NormalisedClaim, SourceRef, Stance

OWN_WORDS = "claimtrack_own_words"  # of the clauses about what a verb tells, by verb
SOFTLY = "claimtrack_softly"  # of a Doc's predicates, each asked once
SOFT = {Stance.EXPECTS, Stance.HEDGES}
CONDITIONS = {"um", "falls", "wenn", "damit", "sofern", "ohne", "statt", "anstatt", "ob"}
PLANS = {"Plan", "Vorhaben"}
PREFIXES = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer")
AUXILIARY = {"haben", "sein"}
DOUBTS = ("mutmaßlich", "mutmasslich", "angeblich", "möglich", "vermutlich", "vermeintlich")
WILL = {"wird", "werde", "werden", "würde", "würden"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim tells. verb: its predicate; start, end: what stands in the text for it; source: who says it;
    plans: whether `sollen` may tell a plan."""

    verb: Token
    start: int
    end: int
    source: SourceRef | None
    plans: bool


def settled(scene: Scene, claim: NormalisedClaim, published: date | None) -> NormalisedClaim:
    """A location or statement with the stance of its own clause; counts were settled before, with their metric."""
    verb = event_signs.predicate_of(scene, claim) if claim.kind is not Kind.COUNT else None
    if verb is None:
        return claim
    told = Told(verb, claim.start, claim.end, claim.source, plans=False)
    how = stance(scene, told, claim.stance, published)
    return claim if how is claim.stance else replace(claim, stance=how)


def stance(scene: Scene, told: Told, shown: Stance, published: date | None) -> Stance:
    """The stance that is shown around, unless only words elsewhere in the sentence make it soft, or the verb tells
    what is to come."""
    if shown not in SOFT | {Stance.ASSERTS}:
        return shown
    words = own_words(told)
    own = is_soft(f"{words} {frame(scene, told)}") or is_told_softly(told.verb)
    elsewhere = shown in SOFT and is_soft(scene.words) and not own
    kept = Stance.ASSERTS if elsewhere else shown
    if kept is Stance.EXPECTS or wording.has("unsure", words):
        return kept
    ahead = is_ahead(scene, told, published) or told.plans and is_due(told.verb, words)
    return Stance.EXPECTS if ahead or told.plans and is_planned(scene, told) else kept


def is_due(verb: Token, words: str) -> bool:
    """Whether the present tense tells of what is to come: `kostet noch in diesem Jahr`."""
    return governors.tense(verb) is Tense.PRESENT and wording.has("due", words)


def is_planned(scene: Scene, told: Told) -> bool:
    """Whether a noun of planning governs what is counted: `der Plan von 900 neuen Stellen`."""
    at = governors.token_at(scene, told.start)
    return at is not None and any(token.lemma_ in PLANS for token in governors.line(at))


def is_told_softly(verb: Token) -> bool:
    """Whether a verb above expects or doubts: `sagten … voraus`, `vermutete`."""
    return any(speaks_softly(item) for item in line(verb))


def speaks_softly(verb: Token) -> bool:
    """Whether the verb of speech in a predicate's own clause expects or doubts."""
    known: dict[int, bool] = verb.doc.user_data.setdefault(SOFTLY, {})
    if verb.i not in known:
        found = verb_in(verb.doc, [token.i for token in governors.clause(verb)])
        known[verb.i] = found is not None and found.stance in SOFT
    return known[verb.i]


@lru_cache(maxsize=256)  # a sentence is asked about for each of its claims
def is_soft(words: str) -> bool:
    """Whether words show a plan or a doubt."""
    return wording.of_tree(words) in SOFT or stances.of_content(words.split()) in SOFT


def own_words(told: Told) -> str:
    """The words of the clauses that are about the claim; a `mutmaßlicher Täter` was arrested for certain."""
    known: dict[int, str] = told.verb.doc.user_data.setdefault(OWN_WORDS, {})
    if told.verb.i not in known:
        tokens = {token for verb in line(told.verb) for token in governors.clause(verb)}
        kept = (token for token in tokens if not is_of_somebody(token))
        known[told.verb.i] = governors.words(sorted(kept, key=position))
    return known[told.verb.i]


def is_of_somebody(token: Token) -> bool:
    """Whether a doubt is about who somebody is, not about what happened."""
    if token.dep_ != "amod" or not token.lower_.startswith(DOUBTS):
        return False
    return lookup(token.head.text).person or heads.match(token.head.text) is not None


def position(token: Token) -> int:
    return token.i


def line(told: Token) -> Iterator[Token]:
    """The predicate, and those whose clauses it completes, goes on or is the condition of."""
    yield told
    while told.head.i != told.i and hangs(told):
        told = governors.top(told.head)
        yield told


def hangs(told: Token) -> bool:
    """Whether what is said above a clause is said of it, too."""
    if told.dep_ in governors.COMPLETING:
        return True
    if told.dep_ == "conj":  # "soll kommen und helfen"
        return not any(child.tag_ in governors.FINITE for child in [told, *told.children])
    return told.dep_ == "advcl" and any(child.lower_ in CONDITIONS for child in told.children)


def frame(scene: Scene, told: Told) -> str:
    """The words of the frames that report it, without what they report, and the name of its source."""
    found = []
    for item in scene.statements:
        if item.source and item.source == told.source and item.start < told.end and told.start < item.end:
            before, behind = scene.text[item.frame_start : item.start], scene.text[item.end : item.frame_end]
            found += [before, behind, item.source.name]
    return " ".join(found)


def is_ahead(scene: Scene, told: Told, published: date | None) -> bool:
    """Whether the verb tells what is to come: a future tense, one of indirect speech, a plan."""
    if (told.plans or told.source is None) and any(is_plan(scene, verb, published) for verb in line(told.verb)):
        return True
    helpers = {child.lower_ for child in told.verb.children if child.dep_ in governors.HELPERS}
    if not helpers & WILL or not is_infinitive(told.verb):
        return False
    return bool(helpers & WILL - {"würde", "würden"}) or told.source is not None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb beside `werden` is an infinitive; a participle like `erhalten` may have the same form."""
    return verb.tag_ == "VVINF" or (verb.lemma_ == verb.lower_ and not verb.lower_.startswith(PREFIXES))


def is_passive(verb: Token) -> bool:
    """Whether `soll` has an infinitive of the passive beside it: what is to be done, no hearsay."""
    return any(child.lower_ == "werden" and child.tag_ == "VAINF" for child in verb.children)


def is_plan(scene: Scene, told: Token, published: date | None) -> bool:
    """Whether `sollen` tells a plan, not hearsay: in the preterite, of a day to come, with no verb of a state."""
    if not governors.obliged(told) or any(child.lower_ in AUXILIARY for child in told.children if is_helper(child)):
        return False
    ahead = published is not None and any(item.low and item.low > published for item in scene.dates)
    return (
        ahead
        or is_passive(told)
        or governors.tense(told) is Tense.PRETERITE
        or governors.infinitive(told) not in lasting()
    )


def is_helper(token: Token) -> bool:
    return token.dep_ in governors.HELPERS and token.tag_ in {"VAINF", "VAFIN"}


@cache
def lasting() -> frozenset[str]:
    return frozenset(load("plans")["lasting"]["verbs"])
