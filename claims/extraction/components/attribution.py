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
from claims.extraction.components.columns import written
from claims.extraction.components.continuations import continued, follower
from claims.extraction.components.frame import Frame
from claims.extraction.components.frames import frames
from claims.extraction.components.plain import plainly
from claims.extraction.components.pointing import pointing
from claims.extraction.components.pronouns import PRONOUNS, is_pronoun
from claims.extraction.components.quotation import passages
from claims.extraction.components.stances import stance_of
from claims.extraction.components.voices import Voice
from claims.extraction.extensions import DateExpression, Statement, register
from claims.records import Precision

DATED = {Precision.DAY, Precision.WEEK, Precision.MONTH}


class Attribution:
    """The component; `reach`: how many units without a source the subjunctive may bridge."""

    def __init__(self, reach: int) -> None:
        register()
        self._reach = reach

    @plainly
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
            found = found or continued(doc, unit, before, last, idle, self._reach, actors)
            found = [frame for frame in found if not _speaks_again(doc, frame, found)]
            before = unit
            statements += [statement for frame in found for statement in _statements(doc, frame)]
            idle = 0 if found else idle + 1
            last = follower(found, last)
        doc._.statements = sorted(statements, key=lambda s: (s.start, s.end))
        return doc


def _speaks_again(doc: Doc, frame: Frame, others: Iterable[Frame]) -> bool:
    """Whether a pronoun only takes up who is reported to say it: "Der Dienst sagte, er könne es nicht bestätigen"."""
    pronouns = bool(frame.voices) and all(doc[voice.start].lower_ in PRONOUNS for voice in frame.voices)
    return pronouns and any(
        other.content == frame.content and other.voices and other.voices[0].end <= frame.content[0]
        for other in others
        if other is not frame
    )


def _is_noise(doc: Doc, unit: Unit) -> bool:
    middle = doc[(unit.start + unit.end) // 2].idx
    return any(noise.start <= middle < noise.end for noise in doc._.noise)


def _statements(doc: Doc, frame: Frame) -> Iterable[Statement]:
    for voice in frame.voices or (None,):
        yield _statement(doc, frame, voice)


def _statement(doc: Doc, frame: Frame, voice: Voice | None) -> Statement:
    start, end = frame.content
    begin, stop = min(start, frame.start), max(end, frame.end)
    source = voice.source if voice and not is_pronoun(voice.source) else None
    stance = stance_of(
        frame.stance,
        written(doc)[frame.start : frame.end],
        written(doc)[start:end],
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
