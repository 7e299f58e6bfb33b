"""Who a clause says is speaking: its subject, the actor after a preposition, the medium that relays.

In: a clause and the actors found. Out: `Voice`s: a source with the place in the text where it is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.lang.de.stop_words import STOP_WORDS
from spacy.tokens import Doc

from claims.extraction.components.actor_index import DETERMINERS, JOINS, Actors
from claims.extraction.components.heads import match
from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.person_names import is_name_part
from claims.extraction.components.speaking_nouns import may_speak
from claims.extraction.components.speech_verbs import SpeechVerb, alone, weak
from claims.extraction.extensions import ActorMention
from claims.extraction.lexicon import load
from claims.records import SourceRef, SourceType

PREPOSITIONS = frozenset(load("function_words")["prepositions"])
OBLIQUE = {"dem", "den", "des", "einem", "einen", "eines"}
PRONOUNS = {"er", "sie", "dieser", "diese"}
ADVERBS = frozenset(load("function_words")["adverbs"])
IMPERSONAL = {"heißen", "verlauten"}  # "aus Kreisen verlautete", "in Berichten heißt es"
RELAYS = {SourceType.MEDIA, SourceType.AGENCY}


@dataclass(frozen=True, slots=True)
class Voice:
    """A source and the tokens that name it (end exclusive)."""

    source: SourceRef
    start: int
    end: int


def voice(span: tuple[int, int, ActorMention]) -> Voice:
    """An actor as a source."""
    start, end, actor = span
    return Voice(SourceRef(actor.name, actor.canonical, actor.type, actor.speaker), start, end)


def joined(doc: Doc, actors: list[tuple[int, int, ActorMention]], first: int) -> list[Voice]:
    """The actor at `first` and those joined to it ("die USA und die NATO"); all bear the whole phrase as name."""
    chain = [actors[first]]
    for span in actors[first + 1 :]:
        between = [doc[i].lower_ for i in range(chain[-1][1], span[0])]
        words = [w for w in between if w not in DETERMINERS | {",", "den", "dem"}]
        if not between or len(words) > 1 or (words and words[0] not in JOINS) or (not words and "," not in between):
            break
        chain.append(span)
    if len(chain) == 1:
        return [voice(chain[0])]
    if not any(doc[i].lower_ in JOINS for i in range(chain[0][1], chain[-1][0])):
        return [voice(chain[0])]
    name = ", ".join(c[2].name for c in chain[:-1]) + " und " + chain[-1][2].name
    named = [c for c in chain if c[2].type is not SourceType.UNNAMED] or chain[:1]
    voices = [Voice(replace(voice(c).source, name=name), chain[0][0], chain[-1][1]) for c in named]
    return list({v.source.canonical: v for v in voices}.values())


def subject(doc: Doc, tokens: list[int], verb: SpeechVerb, actors: Actors) -> list[Voice]:
    """The subject of a reporting verb: the actor next to it in the nominative, else a pronoun, else a bare phrase."""
    spans = actors.within(tokens)
    if verb.passive:
        return _agent(doc, spans) or _reporting(doc, tokens, spans)
    if verb.lemma in IMPERSONAL:
        return joined(doc, spans, 0) if spans else []
    able = [i for i, span in enumerate(spans) if _nominative(doc, span)]
    able = [i for i in able if not _inside_phrase(doc, spans, i)]
    before = [i for i in able if spans[i][1] <= verb.finite]
    after = [i for i in able if spans[i][0] > verb.finite]
    pronoun = _pronoun(doc, tokens, verb)
    if pronoun is not None:
        return _resolved(doc, pronoun, verb, actors)
    if before and _opens(doc, tokens, spans[before[0]][0]):
        return joined(doc, spans, before[0])
    bare = _phrase(doc, tokens, verb)
    if bare and (not after or bare.start < spans[after[0]][0]) and not before:
        return [bare]
    for group in (after, before[::-1]):
        if group:
            return joined(doc, spans, group[0])
    return []


def _opens(doc: Doc, tokens: list[int], start: int) -> bool:
    first = tokens[0]
    words = [doc[i].lower_ for i in range(first, start)]
    return all(
        w in DETERMINERS or w in {"auch", "„", "«", "»", '"', "“", "und", "wie", "doch", "dass"} or is_adjective(w)
        for w in words
    )


def _nominative(doc: Doc, span: tuple[int, int, ActorMention]) -> bool:
    at = span[0] - 1
    if at < 0:
        return True
    if doc[at].lower_ in DETERMINERS and at and doc[at - 1].lower_ in PREPOSITIONS:
        return False
    return doc[at].lower_ not in PREPOSITIONS | OBLIQUE


def _inside_phrase(doc: Doc, spans: list[tuple[int, int, ActorMention]], index: int) -> bool:
    """A genitive after a noun ("die Aussage der Gewerkschaft") is nobody's subject."""
    at = spans[index][0] - 1
    return at > 0 and doc[at].lower_ == "der" and doc[at - 1].text[0].isupper() and doc[at - 1].is_alpha


def _agent(doc: Doc, spans: list[tuple[int, int, ActorMention]]) -> list[Voice]:
    """By whom, in the passive: "wurde von der Polizei bestätigt"."""
    for index, (start, _, _) in enumerate(spans):
        near = [doc[i].lower_ for i in range(max(0, start - 3), start)]
        if "von" in near or "vom" in near or "durch" in near:
            return joined(doc, spans, index)
    return []


def _reporting(doc: Doc, tokens: list[int], spans: list[tuple[int, int, ActorMention]]) -> list[Voice]:
    """In einem Bericht der Zeitung X wurde vermutet: where it says so stands before the verb."""
    if doc[tokens[0]].lower_ not in {"in", "aus", "im", "laut", "bei"}:
        return []
    return joined(doc, spans, 0) if spans else []


def _pronoun(doc: Doc, tokens: list[int], verb: SpeechVerb) -> int | None:
    for at in (verb.finite - 1, verb.finite + 1, *tokens[:1]):
        if at in tokens and doc[at].lower_ in PRONOUNS and not (at + 1 in tokens and _is_noun(doc, at + 1)):
            return at
    final = verb.last == tokens[-1] and verb.finite > tokens[0]
    for at in tokens[1:4] if final else ():
        if doc[at].lower_ in {"er", "sie"}:
            return at
    first = doc[tokens[0]]
    if (
        final
        and first.lower_ in {"der", "die", "das"}
        and tokens[0]
        and doc[tokens[0] - 1].text == ","
        and _is_relative(doc, tokens)
    ):
        return tokens[0]
    return None


def _is_relative(doc: Doc, tokens: list[int]) -> bool:
    return len(tokens) > 1 and not _is_noun(doc, tokens[1]) and not is_adjective(doc[tokens[1]].text)


def _resolved(doc: Doc, at: int, verb: SpeechVerb, actors: Actors) -> list[Voice]:
    """er: the last person; sie: the last woman, before a plural the last actors joined by "und"."""
    if doc[at].lower_ == "sie" and doc[verb.finite].lower_.endswith(("en", "sind")):
        group = actors.group(at)
        if group:
            return [replace(v, start=at, end=at + 1) for v in joined(doc, group, 0)]
    feminine = doc[at].lower_ in {"sie", "diese", "die"}
    near = actors.before(at)
    if doc[at].lower_ in {"der", "die", "das", "dieser", "diese"} and near:
        return [Voice(SourceRef(near[0].name, near[0].canonical, near[0].type, near[0].speaker), at, at + 1)]
    titled = [actor for actor in near if _has_role(actor)]
    for actor in [*titled, *(a for a in near if a.speaker)]:
        is_woman = any(word.endswith("in") and word[0].isupper() for word in actor.name.split())
        if feminine >= is_woman and not (feminine and actor.name.split()[0].endswith(("er", "ent", "or"))):
            return [Voice(SourceRef(actor.name, actor.canonical, actor.type, actor.speaker), at, at + 1)]
    return [Voice(SourceRef(doc[at].text, doc[at].text, SourceType.UNNAMED), at, at + 1)]


def _has_role(actor: ActorMention) -> bool:
    """Whether the actor is a person with an office or a title, named or not ("ein Sprecher der Armee")."""
    heads = (match(word) for word in actor.name.replace(",", "").split())
    first = next((found for found in heads if found), None)
    return bool(first and first.head.kind == "role") or (bool(actor.speaker) and actor.canonical != actor.speaker)


def _phrase(doc: Doc, tokens: list[int], verb: SpeechVerb) -> Voice | None:
    """A subject that no list knows: "Die Schulleiterin" before the verb, "der Wirt" after it."""
    first = tokens[0] + (doc[tokens[0]].lower_ in {"wie", "und", "doch", "so"})
    for start in (first, verb.finite + 1):
        found = noun_phrase(doc, start, tokens[-1] + 1, subject=True)
        if found and not _speaks(doc, found, verb):
            continue
        if found and (start != first or start > verb.finite or found[1] <= verb.finite):
            begin, end = found
            name = " ".join(doc[i].text for i in range(begin, end))
            kind = (
                SourceType.PERSON if all(is_name_part(doc[i].text) for i in range(begin, end)) else SourceType.UNNAMED
            )
            return Voice(SourceRef(name, name, kind), begin, end)
    return None


def _speaks(doc: Doc, phrase: tuple[int, int], verb: SpeechVerb) -> bool:
    saying = verb.lemma not in alone() and verb.lemma not in weak()
    return verb.at not in range(*phrase) and may_speak(doc, *phrase, saying=saying)


def noun_phrase(doc: Doc, start: int, limit: int, *, subject: bool = False) -> tuple[int, int] | None:
    """Noun with its adjectives, without article, and the nouns after it; None where none begins at `start`.

    subject: no article of another case goes before it ("den genauen Umfang").
    """
    index = start
    while index < limit and doc[index].lower_ in (DETERMINERS if subject else DETERMINERS | OBLIQUE):
        index += 1
    begin = index
    while index < limit and is_adjective(doc[index].text) and index - begin < 3:
        index += 1
    if index >= limit or not _is_noun(doc, index):
        return None
    while index < limit and (_is_noun(doc, index) or doc[index].text in '„“"'):
        index += 1
    return begin, index


def _is_noun(doc: Doc, index: int) -> bool:
    """A capital letter, and at the head of a sentence no adverb ("Zudem")."""
    word = doc[index]
    if re.fullmatch(r"\d+-[Jj]ährige[rn]?", word.text):
        return True
    small = word.lower_ in STOP_WORDS or word.lower_ in PREPOSITIONS or word.lower_ in ADVERBS
    return word.text[0].isupper() and word.text.replace("-", "").isalpha() and not small


def relay(doc: Doc, tokens: list[int], speakers: list[Voice], actors: Actors) -> str | None:
    """The medium that relays: "sagte er der BBC", "im Deutschlandfunk", "laut Reuters sagte X"."""
    taken = {i for v in speakers for i in range(v.start, v.end)}
    for start, _, actor in actors.within(tokens):
        if actor.type in RELAYS and start not in taken and any(v.source.type not in RELAYS for v in speakers):
            return actor.canonical if actor.canonical != actor.name else actor.name
    return None
