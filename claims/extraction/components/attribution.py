"""Who says what: frames of reporting, direct speech, and sentences in the subjunctive that go on without a source.

In: a `Doc` with sentences, dates and actors. Out: `doc._.statements`, in text order; several sources of one assertion
give one statement each, with the same offsets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import Unit, units
from claims.extraction.components.frame import Frame, trimmed
from claims.extraction.components.frames import frames
from claims.extraction.components.pointing import pointing
from claims.extraction.components.pronouns import is_pronoun
from claims.extraction.components.quotation import passages
from claims.extraction.components.stances import stance_of
from claims.extraction.components.subjunctive import is_subjunctive
from claims.extraction.components.voices import Voice
from claims.extraction.extensions import DateExpression, Statement, register
from claims.extraction.lexicon import load
from claims.records import Precision, Stance

BULLETS = {"-", "–", "•", "·", "*"}
FAR = 2  # units more over which a sentence in the subjunctive, which must have some source, goes back for it
DATED = {Precision.DAY, Precision.WEEK, Precision.MONTH}


class Attribution:
    """The component; `reach`: how many units without a source the subjunctive may bridge."""

    def __init__(self, reach: int) -> None:
        register()
        self._reach = reach

    def __call__(self, doc: Doc) -> Doc:
        actors = Actors(doc, doc._.actors)
        statements: list[Statement] = []
        last: Frame | None = None
        idle = 1
        before: Unit | None = None
        for unit in units(doc, passages(doc), actors.commas()):
            if _is_noise(doc, unit):
                continue
            found = pointing(doc, unit, before if idle else None, actors) or frames(doc, unit, actors)
            found = found or _continued(doc, unit, last, idle, self._reach)
            before = unit
            statements += [statement for frame in found for statement in _statements(doc, frame)]
            idle = 0 if found else idle + 1
            last = next((frame for frame in reversed(found) if frame.voices), last)
        doc._.statements = sorted(statements, key=lambda s: (s.start, s.end))
        return doc


def _is_noise(doc: Doc, unit: Unit) -> bool:
    middle = doc[(unit.start + unit.end) // 2].idx
    return any(noise.start <= middle < noise.end for noise in doc._.noise)


def _continued(doc: Doc, unit: Unit, last: Frame | None, idle: int, reach: int) -> list[Frame]:
    """A unit without a source: speech in marks, the subjunctive, `sollen` and `demnach` keep the source before."""
    words = load("speech")
    free = [doc[i].lower_ for i in _free(unit)]
    voices = last.voices if last and not any(doc[i].text in words["nonfinal"]["open"] for i in _free(unit)) else ()
    reported = bool(voices) and idle <= reach
    content = trimmed(doc, unit.start, unit.end)
    subjunctive = any(is_subjunctive(doc[i], reported) for s in unit.segments if not s.quoted for i in s.tokens)
    if idle > (reach + FAR if subjunctive else 0):
        voices = ()  # only the subjunctive goes on over sentences of the article's own
    if unit.segments and all(s.quoted for s in unit.segments) and voices:
        return [
            Frame(
                unit.start,
                unit.start,
                (unit.start, unit.end),
                voices,
                Stance.ASSERTS,
                "attribution.quotation-continued",
            )
        ]
    if doc[unit.start].text in BULLETS and voices:
        return [Frame(unit.start, unit.start, content, voices, Stance.ASSERTS, "attribution.list")]
    hearsay = any(word in words["subjunctive"]["hearsay"] for word in free)
    hearsay = hearsay and (bool(voices) or free[-1] in {"haben", "sein"})  # else it may be a plan or a duty
    linked = any(word in words["nonfinal"]["continuing"] for word in free[:3])
    linked = linked and not (_is_past(doc, unit) and any(word in words["nonfinal"]["temporal"] for word in free[:3]))
    if not (subjunctive or hearsay or (linked and voices)) or content[0] >= content[1]:
        return []
    rule = "subjunctive" if subjunctive else "hearsay" if hearsay else "linked"
    return [Frame(unit.start, unit.start, content, voices, Stance.ASSERTS, f"attribution.{rule}")]


def _free(unit: Unit) -> list[int]:
    """The tokens of a unit outside of quotation marks."""
    return [i for s in unit.segments if not s.quoted for i in s.tokens]


def _is_past(doc: Doc, unit: Unit) -> bool:
    """Whether the first finite verb of a unit is in a past tense; without a model that is not known."""
    finite = (doc[i] for i in _free(unit) if "Fin" in doc[i].morph.get("VerbForm", []))
    return "Past" in next((token.morph.get("Tense", []) for token in finite), [])


def _statements(doc: Doc, frame: Frame) -> Iterable[Statement]:
    for voice in frame.voices or (None,):
        yield _statement(doc, frame, voice)


def _statement(doc: Doc, frame: Frame, voice: Voice | None) -> Statement:
    start, end = frame.content
    begin, stop = min(start, frame.start), max(end, frame.end)
    source = voice.source if voice and not is_pronoun(voice.source) else None
    stance = stance_of(
        frame.stance,
        [doc[i].text for i in range(frame.start, frame.end)],
        [doc[i].text for i in range(start, end)],
        source.type if source else None,
        source.name if source else "",
    )
    return Statement(
        start=doc[start].idx,
        end=_end(doc, end),
        frame_start=doc[begin].idx,
        frame_end=_end(doc, stop),
        source=source,
        speaker_start=doc[voice.start].idx if voice else None,
        speaker_end=_end(doc, voice.end) if voice else None,
        stance=stance,
        reported=_reported(doc, frame),
        rule=frame.rule,
    )


def _end(doc: Doc, end: int) -> int:
    last = doc[end - 1]
    ordinal = last.text[:-1].isdigit() and last.text.endswith(".")  # "90." at the end of a sentence is no ordinal
    closes = end == len(doc) or bool(doc[end].is_sent_start) or doc[end].is_space
    return last.idx + len(last) - (ordinal and closes)


def _reported(doc: Doc, frame: Frame) -> DateExpression | None:
    """A date in the reporting clause dates the saying; one in what is reported does not."""
    if frame.start >= frame.end or frame.rule == "attribution.alone":
        return None
    begin, stop = doc[frame.start].idx, _end(doc, frame.end)
    inner, outer = doc[frame.content[0]].idx, _end(doc, frame.content[1])
    dates = doc._.dates
    for date in dates[bisect_left(dates, begin, key=lambda d: d.start) :]:
        if date.start >= stop:
            break
        outside = not (inner <= date.start < outer)
        if begin <= date.start and date.end <= stop and outside and date.precision in DATED and date.low:
            return date  # type: ignore[no-any-return]
    return None


@Language.factory(
    "claimtrack_attribution",
    requires=["doc.sents", "doc._.actors", "doc._.dates"],
    assigns=["doc._.statements"],
    default_config={"reach": 1},
)
def make_attribution(nlp: Language, name: str, reach: int) -> Attribution:
    """The component for `nlp.add_pipe("claimtrack_attribution")`."""
    return Attribution(reach)
