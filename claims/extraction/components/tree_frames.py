"""Frames of reporting by the tree: what hangs on a verb of speech is what it reports.

In: a `Unit` of a parsed `Doc`, with its actors. Out: `Frame`s. The clause that the verb governs (`ccomp`, an infinitive
with `zu`) is reported; a verb in a clause with `wie` or beside the main clause (`parataxis`) reports what it hangs on;
a verb that reports by itself reports its own clause.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claims.extraction.components import trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import Unit
from claims.extraction.components.frame import Frame, trimmed
from claims.extraction.components.sources import relayed
from claims.extraction.components.speech_verbs import SpeechVerb, alone, weak
from claims.extraction.components.tree_sources import speakers
from claims.extraction.components.tree_verbs import reporting
from claims.extraction.components.verb_senses import is_ahead
from claims.extraction.components.voices import Voice
from claims.extraction.lexicon import load
from claims.records import SourceType, Stance

REPORTED = {"ccomp", "csubj", "csubj:pass"}
MARKS = set('„“”"»«')
ADVERBIAL = {"sodass", "damit", "obwohl", "weil", "nachdem", "bevor", "indem", "während", "da", "falls", "um"}


def frames(doc: Doc, unit: Unit, actors: Actors) -> list[Frame]:
    """The frames with a verb of speech."""
    found = []
    for token in doc[unit.start : unit.end]:
        verb = reporting(token)
        if verb and not _quoted(unit, token.i):
            found += [frame for frame in [_frame(doc, unit, token, verb, actors)] if frame]
    return found


def _quoted(unit: Unit, at: int) -> bool:
    return any(s.quoted and s.start <= at < s.end for s in unit.segments)


def _frame(doc: Doc, unit: Unit, token: Token, verb: SpeechVerb, actors: Actors) -> Frame | None:
    content, rule = _content(doc, unit, token, verb)
    if content is None or content[0] >= content[1]:
        return None
    voices = speakers(doc, token, verb, actors)
    own = trees.own_words(token)
    if rule == "alone" and (is_ahead(doc, verb) or not (voices and _may_count(verb, voices[0]))):
        return None
    voices = relayed(doc, own, voices, actors)
    stance = Stance.DENIES if rejects(doc, own, verb) else verb.stance
    start, end = _clear(own, content)
    return Frame(start, end, content, tuple(voices), stance, f"attribution.tree-{rule}")


def _clear(own: list[int], content: tuple[int, int]) -> tuple[int, int]:
    """The stretch of the reporting clause, cut where the reported one begins or ends."""
    start, end = own[0], own[-1] + 1
    if start < content[0] < end <= content[1]:
        end = content[0]
    elif content[0] <= start < content[1] < end:
        start = content[1]
    return start, end


def _content(doc: Doc, unit: Unit, token: Token, verb: SpeechVerb) -> tuple[tuple[int, int] | None, str]:
    reported = [c for c in token.children if (c.dep_ in REPORTED and not _is_adverbial(c)) or _is_infinitive(c)]
    if reported and not _directs(token, verb):
        start, end = min(trees.span(c)[0] for c in reported), max(trees.span(c)[1] for c in reported)
        return _whole(doc, unit, start, end), "clause"
    marker = next((c for c in token.children if c.lower_ == "wie" and c.i <= token.left_edge.i + 1), None)
    if marker is not None and token.dep_ in {"advcl", "acl", "parataxis", "ccomp", "dep"}:
        return _beside(doc, unit, token), "wie"
    if verb.lemma in alone() and _stands_alone(doc, token, verb):
        return _own(doc, unit, token), "alone"
    return None, "none"


def _directs(token: Token, verb: SpeechVerb) -> bool:
    """Whether a verb tells so many people to do something: how many is part of what its subject says."""
    directing = verb.lemma in load("speech")["directing"]["lemmas"]
    return directing and any(token.doc[i].like_num for i in trees.own_words(token))


def _is_adverbial(clause: Token) -> bool:
    """A clause with "sodass", "damit", "obwohl" is not what is said, though the parser takes it for that."""
    mark = trees.child(clause, {"mark"})
    return mark is not None and mark.lower_ in ADVERBIAL


def _is_infinitive(token: Token) -> bool:
    """erklärte, etwas nicht bestätigen zu können."""
    return token.dep_ == "xcomp" and (
        token.tag_ == "VVIZU" or any(c.tag_ == "PTKZU" for t in [token, *token.children] for c in t.children)
    )


def _whole(doc: Doc, unit: Unit, start: int, end: int) -> tuple[int, int]:
    """A quotation of which the clause is a part is reported as a whole."""
    for segment in unit.segments:
        if segment.quoted and start < segment.end and segment.start < end and start >= segment.start - 1:
            start, end = min(start, segment.start), max(end, segment.end)
    return trimmed(doc, max(start, unit.start), min(end, unit.end))


def _beside(doc: Doc, unit: Unit, token: Token) -> tuple[int, int]:
    """What a clause with "wie" or a clause put in reports: the clause on which it hangs, without itself."""
    first, last = trees.span(token)
    host = trees.clause_of(token.head)
    start, end = (unit.start, unit.end) if host.dep_ in {"ROOT", "parataxis"} else trees.span(host)
    start, end = max(start, unit.start), min(end, unit.end)
    if all(not doc[i].is_alpha for i in range(start, first)):
        start = last
    elif first > host.i or end - last < first - start:
        end = first
    return trimmed(doc, start, end)


def _own(doc: Doc, unit: Unit, token: Token) -> tuple[int, int]:
    """The clause of the verb; with the clauses that hang on it, but not those joined to it."""
    inner = [t for c in token.children if c.dep_ not in {"conj", "parataxis"} for t in c.subtree]
    own = sorted({token.i, *(t.i for t in inner)})
    return trimmed(doc, max(own[0], unit.start), min(own[-1] + 1, unit.end))


def _stands_alone(doc: Doc, token: Token, verb: SpeechVerb) -> bool:
    """A common verb needs its preposition ("spricht von", "rechnet mit") or a rejecting word ("nannte … falsch")."""
    if verb.lemma in load("speech")["directing"]["lemmas"]:
        return _directs(token, verb)
    if verb.lemma not in weak():
        return True
    words = {doc[i].text for i in trees.own_words(token)}
    governed = load("speech")["governed"]
    if verb.lemma == "zählen" and any(doc[i].lower_ in {"zu", "zum", "zur"} for i in trees.own_words(token)):
        return False  # "Zu den Gästen zählten …"
    if verb.lemma in governed["counting"] and any(doc[i].like_num for i in trees.own_words(token)):
        return True
    needed = governed.get(verb.lemma, ())
    return any(word in words for word in needed) or rejects(doc, trees.own_words(token), verb)


def _may_count(verb: SpeechVerb, speaker: Voice) -> bool:
    """ "Die Stadt zählt 9000 Einwohner" reports nothing: who counts must be one known to report."""
    counting = verb.lemma in load("speech")["governed"]["counting"]
    return not counting or speaker.source.type not in {SourceType.UNNAMED, SourceType.PERSON, SourceType.GOVERNMENT}


def rejects(doc: Doc, own: list[int], verb: SpeechVerb) -> bool:
    """nannte das „Fake News“, bezeichnete den Bericht als falsch."""
    text = " ".join(doc[i].text for i in own)
    return verb.lemma in {"nennen", "bezeichnen"} and any(w in text for w in load("speech")["governed"]["rejections"])
