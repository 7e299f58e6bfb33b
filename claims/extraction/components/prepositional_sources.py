"""Sources named by a preposition: laut X, X zufolge, nach Angaben von X, nach Polizeiangaben, so X.

In: the tokens of a clause. Out: `Mention`s of a source with the tokens of the whole phrase.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.components import tree_sources, trees
from claims.extraction.components.actor_index import DETERMINERS, Actors
from claims.extraction.components.bare_phrases import PREPOSITIONS, nominative, noun_phrase
from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.mention import Mention
from claims.extraction.components.postpositional_sources import behind
from claims.extraction.components.pronouns import POSSESSIVE, possessor
from claims.extraction.components.saying_nouns import compound as compound_of
from claims.extraction.components.saying_nouns import is_utterance, of_country
from claims.extraction.components.voices import Voice, joined
from claims.extraction.lexicon import load
from claims.records import SourceRef, SourceType

RELAYS = {SourceType.MEDIA, SourceType.AGENCY}
REACH = 10  # tokens from the preposition to the actor: "laut einer am Dienstag veröffentlichten Mitteilung des WFP"


def prepositional(doc: Doc, tokens: list[int], actors: Actors) -> list[Mention]:
    """All prepositional sources of a clause, in order."""
    found: list[Mention] = []
    for at in tokens:
        if found and at < found[-1].end:
            continue
        mention = _at(doc, tokens, at, actors)
        if mention and mention.voices:
            found.append(mention)
    return found


def _at(doc: Doc, tokens: list[int], at: int, actors: Actors) -> Mention | None:
    word = doc[at].lower_
    if word in {"laut", "gemäß"}:
        return _after(doc, tokens, at, at + 1, actors, "laut")
    if word == "zufolge" or (word == "nach" and doc[at].tag_ == "APPO"):
        return behind(doc, tokens, at, actors)
    if word in {"nach", "lt."}:
        return _nach(doc, tokens, at, actors)
    if word == "so" and at == tokens[0] and len(tokens) > 1:
        return _so(doc, tokens, at, actors)
    return None


def _after(doc: Doc, tokens: list[int], at: int, start: int, actors: Actors, rule: str) -> Mention | None:
    """The actor that follows a preposition or a noun of saying."""
    ahead = [i for i in tokens if start <= i < start + REACH]
    compound = compound_of(doc, ahead)
    if compound:
        return Mention(at, compound.end, (compound,), rule)
    owner = _possessor(doc, ahead, actors)
    if owner:
        return Mention(at, owner[0].end, tuple(owner), rule)
    spans = actors.within([i for i in tokens if i >= start])
    if spans and spans[0][0] < min(start + REACH, _limit(doc, at)) and _linked(doc, start, spans[0][0]):
        voices = joined(doc, spans, 0)
        return Mention(at, max(v.end for v in voices), tuple(voices), rule)
    phrase = noun_phrase(doc, start, tokens[-1] + 1)
    if phrase is None or (doc[at].lower_ == "gemäß" and not any(is_utterance(doc[i]) for i in range(*phrase))):
        return None
    name = nominative(doc, *phrase)
    source = of_country(doc[phrase[0]].text) if phrase[1] - phrase[0] == 1 else None
    source = source or SourceRef(name, name, SourceType.UNNAMED)
    return Mention(at, phrase[1], (Voice(source, *phrase),), rule)


def _possessor(doc: Doc, ahead: list[int], actors: Actors) -> list[Voice]:
    """laut ihren Aussagen, nach seinen Worten: whose they are, with the noun in the place of the name."""
    first = next(iter(ahead), None)
    noun = next((i for i in ahead[1:3] if is_utterance(doc[i])), None)
    if first is None or noun is None or doc[first].lower_ not in POSSESSIVE:
        return []
    return [replace(v, end=noun + 1) for v in possessor(doc, first, actors)]


def _limit(doc: Doc, at: int) -> int:
    """Where the phrase of a preposition ends, by the tree; a genitive or "von" may hang elsewhere."""
    noun = doc[at].head
    if not trees.parsed(doc) or doc[at].dep_ != "case" or noun.i <= at:
        return len(doc)
    follow = noun.i + 1
    owned = follow < len(doc) and doc[follow].lower_ in {"von", "vom", "des", "der", "eines", "einer"}
    return len(doc) if owned else noun.right_edge.i + 1


def _linked(doc: Doc, start: int, end: int) -> bool:
    """Whether only articles, attributes and nouns of saying stand between; a verb would end the phrase."""
    verbs = load("speech")["auxiliaries"]["words"]
    words = [doc[i] for i in range(start, end)]
    nouns = [w for w in words if w.text[0].isupper()]
    saying = load("speech")["prepositions"]["nouns"]
    unknown = [w for w in nouns if w.text not in saying and not w.text.endswith("tag")]
    return len(unknown) <= 1 and not any(w.lower_ in verbs for w in words)


def _nach(doc: Doc, tokens: list[int], at: int, actors: Actors) -> Mention | None:
    """nach Angaben von X: only with a noun of saying; "nach Moskau" is a way."""
    saying = load("speech")["prepositions"]["nouns"]
    compounds = tuple(load("speech")["prepositions"]["compound"])
    for index in range(at + 1, min(at + 5, tokens[-1] + 1)):
        word = doc[index]
        if word.text in saying:
            if _is_process(doc, at, index) or _is_law(doc, index) or _is_idle_plan(doc, tokens, index):
                return None
            if doc[at + 1].lower_ in POSSESSIVE:
                return _after(doc, tokens, at, at + 1, actors, "nach-angaben")
            if doc[index - 1].lower_ in {"eigenen", "eigener"}:
                return _own(doc, tokens, at, index + 1, actors)
            return _after(doc, tokens, at, _owner(doc, index, actors), actors, "nach-angaben")
        if word.text[0].isupper():
            medium = _medium(doc, at, index, actors)
            if medium:
                return medium
            low = word.lower_.endswith(compounds)
            return _after(doc, tokens, at, index, actors, "nach-angaben") if low else None
    return None


def _medium(doc: Doc, at: int, index: int, actors: Actors) -> Mention | None:
    """nach Reuters: a medium without an article is no way and no time."""
    spans = actors.within([index, index + 1]) or actors.within([index])
    if index != at + 1 or not spans or spans[0][2].type not in RELAYS:
        return None
    return Mention(at, spans[0][1], tuple(joined(doc, spans, 0)), "nach")


def _is_process(doc: Doc, at: int, noun: int) -> bool:
    """ "nach der Auswertung der Daten" tells when; "nach Recherchen von Radio Nord" who says so."""
    if doc[noun].text not in load("speech")["prepositions"]["processes"]:
        return False
    long = any(doc[i].lower_ in load("speech")["prepositions"]["lasting"] for i in range(at + 1, noun))
    bare = noun == at + 1 and not doc[noun].text.endswith("en")
    return long or bare or doc[at + 1].lower_ in {"der", "dem", "den", "dieser", "diesen"}


def _is_idle_plan(doc: Doc, tokens: list[int], noun: int) -> bool:
    """ "nach dem Willen der Partei" tells a source where something is to be."""
    words = load("speech")["prepositions"]
    return doc[noun].text in words["plans"] and not any(doc[i].lower_ in words["planned"] for i in tokens)


def _is_law(doc: Doc, noun: int) -> bool:
    """ "nach Artikel 12" names a law."""
    return noun + 1 < len(doc) and doc[noun].text in {"Artikel", "Paragraf", "Paragraph"} and doc[noun + 1].like_num


def _owner(doc: Doc, saying: int, actors: Actors) -> int:
    """Where to look for who says it: at "Angaben" itself where it is the whole source ("ersten Angaben")."""
    follow = doc[saying + 1] if saying + 1 < len(doc) else None
    if follow is not None and (
        follow.text[0].isupper()
        or follow.lower_ in {"von", "vom", "des", "der", "eines", "einer", "unserer", "seiner", "ihrer", "mehrerer"}
        or _is_owned(doc, saying, follow)
    ):
        return saying + 1 + (follow.tag_ == "PPOSAT")  # "nach Angaben seines Sekretärs"
    start = saying
    while start > 0 and is_adjective(doc[start - 1].text):
        start -= 1
    whole = actors.within(list(range(start, saying + 1)))
    return whole[0][0] if whole else saying + 1


def _is_owned(doc: Doc, saying: int, follow: Token) -> bool:
    """Whether a genitive that hangs on the noun begins right behind it: "Angaben eingeweihter Kreise"."""
    if not trees.parsed(doc) or follow.dep_ not in {"amod", "det"}:
        return False
    noun = follow.head
    return noun.head.i == saying and noun.dep_ == "nmod" and not trees.preposition(noun)


def _own(doc: Doc, tokens: list[int], at: int, end: int, actors: Actors) -> Mention | None:
    """nach eigenen Angaben: the subject of the clause speaks."""
    subject = trees.subject(trees.clause_of(doc[end - 1])) if trees.parsed(doc) else None
    voices = tree_sources.at(doc, subject, actors) if subject is not None else []
    spans = actors.within(tokens)
    voices = voices or (joined(doc, spans, 0) if spans else [])
    return Mention(at, end, tuple(voices), "nach-eigenen-angaben") if voices else None


def _opens_name(doc: Doc, at: int) -> bool:
    """Whether a name may begin here: not "so viele", "so zum Beispiel", "so etwa"."""
    word = doc[at]
    if word.lower_ in {"viel", "viele", "wenig", "wenige"} or word.lower_ in PREPOSITIONS:
        return False
    small = word.lower_ in DETERMINERS | {"auch", "jedenfalls"} or is_adjective(word.text)
    return word.text[0].isupper() or small or not word.is_alpha


def _so(doc: Doc, tokens: list[int], at: int, actors: Actors) -> Mention | None:
    """… , so die Polizei: nothing but the actor stands in the clause."""
    if at > 0 and doc[at - 1].text not in {",", "“", "”", '"', "«", "»", "–"}:
        return None
    verbs = load("speech")["auxiliaries"]["words"]
    if any(doc[i].lower_ in verbs for i in tokens) or not _opens_name(doc, at + 1):
        return None
    return _after(doc, tokens, at, at + 1, actors, "so")
