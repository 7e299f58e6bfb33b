"""Frames of reporting in a unit of text: where a source is named, with what verb, and which stretch it reports.

In: a `Unit` with its actors. Out: `Frame`s with token positions. German punctuation does the work of a parser here: a
reporting clause is cut from what it reports by a comma, a colon or quotation marks.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components import tree_checks, tree_frames, trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import Segment, Unit
from claims.extraction.components.direct_speech import spoken
from claims.extraction.components.frame import Frame, trimmed
from claims.extraction.components.gapping import gapped
from claims.extraction.components.mention import Mention
from claims.extraction.components.prepositional_sources import prepositional
from claims.extraction.components.sources import relayed, subject
from claims.extraction.components.speech_verbs import SpeechVerb, alone, verb_in, weak
from claims.extraction.components.subjunctive import is_subjunctive
from claims.extraction.components.verb_senses import is_ahead
from claims.extraction.components.voices import Voice
from claims.extraction.lexicon import load
from claims.records import SourceType, Stance

SUBORDINATE = {
    "weil", "da", "obwohl", "während", "wo", "wobei", "nachdem", "bevor", "wenn", "falls", "sodass", "als", "indem",
    "damit", "weswegen", "weshalb", "woraufhin", "sobald", "seitdem", "trotzdem",
}  # fmt: skip
RELATIVE = {"der", "die", "das", "dem", "den", "deren", "dessen", "denen", "welcher", "welche", "welches"}
ALONE = "attribution.alone"
CONTRASTING = {"obwohl", "während", "nachdem", "obgleich"}
COMPLEMENT = {"dass", "ob", "wonach", "wie", "wer", "was", "wann", "warum", "weshalb", "wieviel", "wieso"}


def frames(doc: Doc, unit: Unit, actors: Actors) -> list[Frame]:
    """All frames of a unit, in text order."""
    verbal = _by_verbs(doc, unit, actors)
    direct = [f for k, s in enumerate(unit.segments) if s.quoted and (f := spoken(doc, unit, k, actors))]
    named = _named(doc, unit, actors)
    verbal = [f for f in verbal if f.rule != ALONE or not any(f.start <= n.start < f.end for n in named)]
    verbal = [part for f in verbal for part in gapped(doc, unit, f, actors)]
    taken = {i for f in verbal for i in range(f.start, f.end)}
    named = [f for f in named if not taken & set(range(f.start, f.end))]
    verbal = [f for f in verbal if not any(_inside(f.content, s.content) for s in direct)]
    direct = [s for s in direct if not any(_inside(s.content, f.content) for f in [*verbal, *named])]
    return sorted([*verbal, *direct, *named], key=lambda f: (f.content, f.start))


def _by_verbs(doc: Doc, unit: Unit, actors: Actors) -> list[Frame]:
    """Frames by words and commas, and those that the tree alone finds, where no other reports the same words."""
    words = [f for k, s in enumerate(unit.segments) if not s.quoted and (f := _verbal(doc, unit, k, actors))]
    words = [_up_to_next(doc, f, words) for f in words]
    if not trees.parsed(doc):
        return words
    more = tree_frames.frames(doc, unit, actors)
    return words + [f for f in more if not any(_overlap(f.content, w.content) for w in words)]


def _up_to_next(doc: Doc, frame: Frame, others: list[Frame]) -> Frame:
    """What a verb reports by itself ends where the next one does so: "Rom sprach von 40 Toten (Paris von 50)"."""
    if frame.rule != ALONE:
        return frame
    behind = [other.start for other in others if other.rule == ALONE and other.start >= frame.end]
    end = min([frame.content[1], *behind])
    return replace(frame, content=trimmed(doc, frame.content[0], end))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _named(doc: Doc, unit: Unit, actors: Actors) -> list[Frame]:
    """Frames by preposition; several share the sentence, cut where the clause of the next one begins."""
    found = [(s, m) for s in unit.segments if not s.quoted for m in prepositional(doc, s.tokens, actors)]
    made = []
    for index, (segment, mention) in enumerate(found):
        start = unit.start if index == 0 else _cut(doc, found[index - 1][1], segment, mention)
        end = unit.end if index + 1 == len(found) else _cut(doc, mention, found[index + 1][0], found[index + 1][1])
        start, end = _clause_only(doc, unit, segment, start, _before_contrast(doc, unit, segment, end))
        content = _attributed(doc, mention) or _without(doc, start, end, mention)
        if content[0] < content[1]:
            rule = f"attribution.{mention.rule}"
            made.append(Frame(mention.start, mention.end, content, mention.voices, Stance.ASSERTS, rule))
    return made


def _attributed(doc: Doc, mention: Mention) -> tuple[int, int] | None:
    """Within a noun phrase a source vouches for its noun alone: "40 der laut Reederei 90 Gäste"."""
    article = doc[mention.start - 1] if mention.start else None
    if article is None or not trees.parsed(doc) or article.tag_ not in {"ART", "PDAT", "PPOSAT"}:
        return None
    noun = article.head
    last = max([noun.i, *(c.i for c in noun.children if c.dep_ == "conj")])
    return (mention.end, last + 1) if article.dep_ == "det" and noun.i >= mention.end else None


def _cut(doc: Doc, left: Mention, segment: Segment, right: Mention) -> int:
    if segment.start > left.end - 1:
        return segment.start
    for index in range(right.start - 1, left.end, -1):
        if doc[index].lower_ in {"und", "während", "aber", "oder"}:
            return index + 1
    return right.start


def _clause_only(doc: Doc, unit: Unit, segment: Segment, start: int, end: int) -> tuple[int, int]:
    """A source in a subordinate clause vouches for this clause alone; nor does it reach over a semicolon or colon."""
    first = doc[segment.start].lower_
    relative = first in RELATIVE and segment.before == "," and doc[segment.start + 1].text[0].islower()
    if segment.before and (first in SUBORDINATE or relative):
        return segment.start, segment.end
    for other in unit.segments:
        if other.before in {";", ":"}:
            if start < other.start <= segment.start:
                start = other.start
            elif segment.start < other.start < end:
                end = other.start - 1
    return start, end


def _before_contrast(doc: Doc, unit: Unit, segment: Segment, end: int) -> int:
    """A clause with "obwohl" behind the source is the article's own, but where it is in the subjunctive."""
    for other in unit.segments:
        if segment.end <= other.start < end and doc[other.start].lower_ in CONTRASTING and other.end >= end - 1:
            return end if any(is_subjunctive(doc[i], False) for i in other.tokens) else other.start
    return end


def _without(doc: Doc, start: int, end: int, mention: Mention) -> tuple[int, int]:
    """The stretch without the phrase, where that stands at its head or end."""
    if mention.start <= start + 1:
        start = mention.end
    elif all(doc[i].is_punct or doc[i].is_space for i in range(mention.end, end)):
        end = mention.start
    return trimmed(doc, start, end)


def _verbal(doc: Doc, unit: Unit, at: int, actors: Actors) -> Frame | None:
    """A frame with a verb of speech in the segment `at`."""
    segment = unit.segments[at]
    verb = verb_in(doc, segment.tokens)
    if verb is None or not tree_checks.is_verb(doc, verb):
        return _opined(doc, unit, at, actors)
    content, rule = _reported(doc, unit, at, verb)
    if content is None:
        return None
    if rule == "inverted" and not tree_checks.reports(doc, segment.tokens, verb, content):
        return None
    voices = subject(doc, segment.tokens, verb, actors)
    if segment.before == "und" and not (voices and voices[0].end <= verb.finite):
        shared = verb_in(doc, unit.segments[at - 1].tokens)
        voices = subject(doc, unit.segments[at - 1].tokens, shared, actors) if shared else voices
    if rule == "alone" and (is_ahead(doc, verb) or not (voices and _may_count(verb, voices[0]))):
        return None
    voices = relayed(doc, segment.tokens, voices, actors)
    stance = Stance.DENIES if rejects(doc, segment, verb) else verb.stance
    return Frame(segment.start, segment.end, content, tuple(voices), stance, f"attribution.{rule}")


def _opined(doc: Doc, unit: Unit, at: int, actors: Actors) -> Frame | None:
    """vertritt die Ansicht, dass …; äußerte den Verdacht, wonach …: a noun of saying before the clause."""
    segment = unit.segments[at]
    following = unit.segments[at + 1] if at + 1 < len(unit.segments) else None
    nouns = set(load("speech")["nominal"]["nouns"])
    if following is None or doc[following.start].lower_ not in {"dass", "wonach", "ob"}:
        return None
    if not nouns & {doc[i].text for i in segment.tokens}:
        return None
    noun = next(i for i in segment.tokens if doc[i].text in nouns)
    stance = Stance.HEDGES if doc[noun].text in load("speech")["nominal"]["hedging"] else Stance.ASSERTS
    verb = SpeechVerb("meinen", Stance.ASSERTS, noun, noun, noun, False, False)
    voices = subject(doc, [i for i in segment.tokens if i <= noun], verb, actors)
    content = trimmed(doc, following.start, unit.end)
    return Frame(segment.start, segment.end, content, tuple(voices), stance, "attribution.noun") if voices else None


def _reported(doc: Doc, unit: Unit, at: int, verb: SpeechVerb) -> tuple[tuple[int, int] | None, str]:
    """Which stretch the verb reports: the clauses after it, before it, or its own."""
    segments, segment = unit.segments, unit.segments[at]
    first, following = doc[segment.start].lower_, segments[at + 1] if at + 1 < len(segments) else None
    if first == "wie" and at == 0 and verb.last < segment.end - 3:  # no comma: "Wie X berichtet sind 20 Menschen tot"
        return trimmed(doc, verb.last + 1, unit.end), "wie"
    if first == "wie":
        rest = (segments[at + 1].start, unit.end) if at == 0 and following else (unit.start, segment.start)
        content = trimmed(doc, *rest)
        return (content, "wie") if content[0] < content[1] else (None, "wie")
    inverted = verb.finite == segment.start or (first == "so" and at > 0)
    adverbial = at > 0 and doc[segments[0].start].lower_ in SUBORDINATE  # "Als es bebte, sprach sie von 40 Toten"
    own = adverbial and verb.lemma in alone() and any(doc[i].like_num for i in segment.tokens)
    if at > 0 and inverted and not own and segment.before not in {":", "und"} and not segments[at - 1].quoted:
        if at == 1 and following is None and doc[segments[0].start].lower_ in SUBORDINATE:
            return None, "none"  # "Nachdem er gefallen war, zeigte er …"
        begin = _begin(doc, unit, at)
        return trimmed(doc, begin, segment.start), "inverted"
    directed = directs(doc, verb, segment.tokens)
    if following and not following.quoted and not directed and _is_complement(doc, segment, following, verb):
        end = following.end if at == 0 and first in SUBORDINATE else unit.end
        return trimmed(doc, following.start, end), "clause"
    if verb.lemma in alone() and _stands_alone(doc, segment, verb) and not (following and following.quoted):
        if at > 0 and segments[at - 1].quoted:
            return None, "alone"
        shared = following is not None and following.before == "und"
        return trimmed(doc, segment.start, segment.end if shared else unit.end), "alone"
    return None, "none"


def directs(doc: Doc, verb: SpeechVerb, tokens: list[int]) -> bool:
    """Whether a verb tells so many people to do something: how many is part of what its subject says."""
    return verb.lemma in load("speech")["directing"]["lemmas"] and any(doc[i].like_num for i in tokens)


def _stands_alone(doc: Doc, segment: Segment, verb: SpeechVerb) -> bool:
    """A common verb needs its preposition ("spricht von", "rechnet mit") or a rejecting word ("nannte … falsch")."""
    if verb.lemma in load("speech")["directing"]["lemmas"]:
        return directs(doc, verb, segment.tokens)
    if verb.lemma not in weak():
        return True
    words = {doc[i].text for i in segment.tokens}
    needed = load("speech")["governed"].get(verb.lemma, ())
    if verb.lemma == "zählen" and any(doc[i].lower_ in {"zu", "zum", "zur"} for i in segment.tokens):
        return False  # "Zu den Gästen zählten …"
    if verb.lemma in load("speech")["governed"]["counting"] and any(doc[i].like_num for i in segment.tokens):
        return True
    return any(word in words for word in needed) or rejects(doc, segment, verb)


def _may_count(verb: SpeechVerb, speaker: Voice) -> bool:
    """ "Die Stadt zählt 9000 Einwohner" reports nothing: who counts must be one known to report."""
    counting = verb.lemma in load("speech")["governed"]["counting"]
    return not counting or speaker.source.type not in {SourceType.UNNAMED, SourceType.PERSON, SourceType.GOVERNMENT}


def rejects(doc: Doc, segment: Segment, verb: SpeechVerb) -> bool:
    """nannte das „Fake News“, bezeichnete den Bericht als falsch."""
    text = doc[segment.start : segment.end].text
    return verb.lemma in {"nennen", "bezeichnen"} and any(w in text for w in load("speech")["governed"]["rejections"])


def _begin(doc: Doc, unit: Unit, at: int) -> int:
    """What goes before an inverted frame, back to the last semicolon."""
    for segment in reversed(unit.segments[:at]):
        if segment.before == ";":
            return segment.start
    return unit.start


def _is_complement(doc: Doc, before: Segment, following: Segment, verb: SpeechVerb) -> bool:
    first, words = doc[following.start].lower_, [doc[i].lower_ for i in following.tokens]
    if following.before == ":" or first in COMPLEMENT:
        return True
    subjunctive = set(load("speech")["subjunctive"]["words"]) | set(load("speech")["subjunctive"]["conditional"])
    if any(word in subjunctive for word in words):
        relative = first in RELATIVE and words[-1] in subjunctive  # "sprach von 40 Booten, die gesunken seien"
        return not (relative and verb.lemma in alone() and any(doc[i].like_num for i in before.tokens))
    if (
        first in {"und", "um", "aber", "sondern"} | SUBORDINATE
        or first in RELATIVE
        and doc[following.start + 1].text[0].islower()
    ):
        return False
    if len(words) > 2 and ("zu" in words[-3:] or words[-1].find("zu") > 0) and words[-1].endswith("n"):
        return True
    bare = verb.lemma not in weak() and len(words) > 3 and following.before == ","
    return bare and tree_checks.reports(doc, before.tokens, verb, (following.start, following.end))
