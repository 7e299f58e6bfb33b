"""What a position is about: the actor or thing, not the act (`den Einsatz nordkoreanischer Truppen` → the soldiers).

In: a scene, a statement, the article's memory. Out: a `Subject`, or None where the words name nothing. Only nouns
of the lists make a class; any other noun names the subject alone: no topic arises from `Zusammenarbeit` or `Die`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.lang.de.stop_words import STOP_WORDS

from claims.extraction.components import governors, phrasing, subjects
from claims.extraction.components.owners import country_of
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import PlaceMention, Statement
from claims.extraction.lexicon import load
from claims.extraction.words.known import is_known, lemmatize

# Classes that a position can be about; people and officials are mostly those who speak.
TALKED_OF = {
    "Soldaten",
    "Kämpfer",
    "Brigaden",
    "Opfer",
    "Teilnehmer",
    "Gefangene",
    "Flüchtlinge",
    "Arbeitsplätze",
    "Fläche",
}
COMPANY = re.compile(r"\b(?:mit|gegen|neben)\s(?:[a-zäöüß-]+\s){0,3}$")
POINTING = re.compile(
    r"(?:^|[.:„\"] ?)(?:Das|Dies|Dieses|Dem|Dafür|Darüber|Davon) |\b(?:das|dies|dafür|darüber)\b(?=[ ,.])"
)


@cache
def acts() -> re.Pattern[str]:
    """Nouns of an act or report that point to what the article is about."""
    words = "|".join(load("positions")["acts"]["nouns"])
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)")


def about(scene: Scene, statement: Statement, memory: Memory) -> Subject | None:
    """A force, people hurt or gathered, the article's force by pronoun or act, a country, else the first noun."""
    start, end = statement.start, min(statement.end, scene.end)
    named = [item for item in subjects.phrases(scene, start, end, memory) if not spoken_by(scene, item.start)]
    talked = [item for item in named if item.cls in TALKED_OF]
    armed = [item for item in talked if item.noun and item.noun.force and "ein " not in before(scene, item)]
    story = memory.story.force
    if story and armed and all(item.actor != story and in_company(scene, item) for item in armed):
        return subjects.force_of(memory, start, end)
    if armed or talked:
        return (armed or talked)[0]
    if force := by_pointing(scene, start, end, memory):
        return force
    if found := by_tree(scene, start, end):
        return found
    states = [place for place in scene.places if start <= place.start < end and is_state(place)]
    if states:
        return Subject(states[0].name, states[0].name, None, None, states[0].start, states[0].end)
    pronoun = subjects.by_pronoun(scene, start, end, memory)
    if pronoun:
        return pronoun
    return by_noun(scene, start, end, memory)


def by_tree(scene: Scene, start: int, end: int) -> Subject | None:
    """What the clause that is reported has as its subject."""
    if scene.span is None:
        return None
    verb = governors.of_span(scene.span.doc.char_span(start, end, alignment_mode="contract"))
    for noun in verb.children if verb is not None else ():
        if (
            not start <= noun.idx < end
            or noun.dep_ not in {"nsubj", "nsubj:pass"}
            or not is_noun(noun.text, first=False)
        ):
            continue
        if noun.tag_ == "NN" and not spoken_by(scene, noun.idx):
            return Subject(phrasing.base(noun), None, None, None, noun.idx, noun.idx + len(noun))
        if noun.tag_ == "NE":
            return Subject(phrasing.full_name(noun), None, None, None, noun.idx, noun.idx + len(noun))
    return None


def before(scene: Scene, subject: Subject) -> str:
    """The words right before a noun, to tell one officer from officers."""
    return scene.text[max(scene.start, subject.start - 5) : subject.start].lower()


def in_company(scene: Scene, subject: Subject) -> bool:
    """Whether a force is only with or against whom the words are about (`gegen ukrainische Truppen`)."""
    return COMPANY.search(scene.text, max(scene.start, subject.start - 60), subject.start) is not None


def by_pointing(scene: Scene, start: int, end: int, memory: Memory) -> Subject | None:
    """`das`, `die Entsendung`, `die Berichte`: in a story about a force, that force."""
    if not memory.story.force:
        return None
    words = scene.text[start:end]
    if acts().search(words) or POINTING.search(words):
        return subjects.force_of(memory, start, end)
    return None


def is_state(place: PlaceMention) -> bool:
    return not place.adjectival and place.kind == "country"


def by_noun(scene: Scene, start: int, end: int, memory: Memory) -> Subject | None:
    """The first word that is a noun, without class and actor."""
    for item in subjects.phrases(scene, start, end, memory, known_only=False):
        written = scene.text[item.start : item.end]
        first = not scene.text[start : item.start].strip(" „“”\"'«»-–") or item.start == scene.start
        if is_noun(written, first) and not spoken_by(scene, item.start):
            return replace(item, actor=None, cls=None)
    actors = [actor for actor in scene.actors if start <= actor.start < end]
    if actors:
        return Subject(actors[0].name, None, None, None, actors[0].start, actors[0].end)
    return None


def spoken_by(scene: Scene, at: int) -> bool:
    """Whether the word belongs to the name of somebody who speaks (`Außenminister Antony Blinken`)."""
    return any(actor.start <= at < actor.end for actor in scene.actors)


@cache
def never() -> frozenset[str]:
    """Words with a capital that name no subject: stop words, adverbs, months, days, offices, measures."""
    calendar = load("months")
    return frozenset(
        word.lower()
        for words in (
            STOP_WORDS, load("function_words")["adverbs"], load("function_words")["prepositions"],
            calendar["month"], calendar["weekday"], load("positions")["never"]["nouns"],
        )
        for word in words
    )  # fmt: skip


def is_noun(word: str, first: bool) -> bool:
    """Whether a word with a capital is a common noun; first: it opens the sentence, where verbs have capitals, too."""
    if word.lower() in never() or country_of(word):
        return False
    if not first or not is_known(word.lower()):
        return is_known(word) or not first
    return lemmatize(word)[:1].isupper()
