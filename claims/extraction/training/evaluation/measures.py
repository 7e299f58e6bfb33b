"""What is measured, what the feasibility study reached, what is asked for: the one table of bars.

Bars with `accurate` alone hold for the default model; the fast one is measured by the same rows, without a verdict. The
study's figures: CNN student / its teacher (which had gold tokens and sentences where trees were measured).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Bars = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """key: as in a table's values; bars: by kind of model; goal: where we are going; `least`: less is better."""

    key: str
    title: str
    study: str = ""
    bars: Bars = field(default_factory=dict)
    goal: str = ""
    digits: int = 1
    least: bool = False

    def reached(self, value: float, kind: str) -> bool | None:
        """Whether the bar for this kind of model is reached; None if there is none."""
        bar = self.bars.get(kind)
        if bar is None:
            return None
        return value <= bar if self.least else value >= bar

    def written(self, value: float) -> str:
        return f"{value:,.{self.digits}f}"

    @property
    def bar(self) -> str:
        """`≥ 77.0`, or `≥ 1,500 / fast 5,000`."""
        sign = "≤" if self.least else "≥"
        values = [self.written(value) for value in dict.fromkeys(self.bars.values())]
        return f"{sign} {' / fast '.join(values)}" if values else ""


def default(bar: float) -> Bars:
    return {"accurate": bar}


def both(bar: float) -> Bars:
    return {"accurate": bar, "fast": bar}


PACE = {"accurate": 1_500.0, "fast": 5_000.0}

MEASURES = (
    Measure("gsd.las", "LAS, GSD test", "72.6 / 78.3", default(77), "85"),
    Measure("gsd.uas", "UAS, GSD test", "79.7 / 84.0", default(83), "90"),
    Measure("gsd.las_punct", "LAS with punctuation, GSD test"),
    Measure("gsd.uas_punct", "UAS with punctuation, GSD test"),
    Measure("gsd.upos", "UPOS, GSD test", "92.6 / 94.2", default(94.5), "97"),
    Measure("gsd.stts", "STTS, GSD test", "93.1 / 94.1", default(94.5), "97"),
    Measure("gsd.lemma", "Lemma, GSD test", "93.9 / –", default(96), "98"),
    Measure("gsd.morph", "Features, GSD test"),
    Measure("gsd.sentences", "Sentence F, GSD test in documents of five"),
    Measure("gsd.tokens", "Token F, GSD test"),
    Measure("boundaries.f", "Sentence F, running news (own gold)", "–", default(96), "99"),
    Measure("germeval.f", "Names F, GermEval dev", "69.0 / 80.2", default(77), "85"),
    Measure("germeval.p", "Names P, GermEval dev", "71.5 / 78.8"),
    Measure("germeval.r", "Names R, GermEval dev", "66.7 / 81.6"),
    Measure("germeval.per", "PER F, GermEval dev", "73 / 90"),
    Measure("germeval.org", "ORG F, GermEval dev", "58 / 69", default(68), "80"),
    Measure("germeval.loc", "LOC F, GermEval dev", "77 / 85"),
    Measure("germeval.misc", "MISC F, GermEval dev", "50 / 61"),
    Measure("germeval.deriv", "DERIV F, GermEval dev", "76.2 / 81.6"),
    Measure("uner.f", "Names F, UNER PUD (PER, ORG, LOC)", "65.3 / 79.7", default(75), "84"),
    Measure("uner.p", "Names P, UNER PUD"),
    Measure("uner.r", "Names R, UNER PUD"),
    Measure("uner.org", "ORG F, UNER PUD"),
    Measure("own.las", "LAS, own 40 sentences"),
    Measure("own.uas", "UAS, own 40 sentences"),
    Measure("own.upos", "UPOS, own 40 sentences"),
    Measure("own.stts", "STTS, own 40 sentences"),
    Measure("own.lemma", "Lemma, own 40 sentences"),
    Measure("own.names", "Names F, own 40 sentences"),
    Measure("own.org", "ORG F, own 40 sentences"),
    Measure("own.deriv", "DERIV F, own 40 sentences"),
    Measure(
        "speed.words",
        "Words per CPU second",
        "5,600 est. / 600",
        {"accurate": 1_500, "fast": 5_000},
        "4,000 / 10,000",
        0,
    ),
    Measure("speed.floor", "The same, bare tokenizer", digits=0),
    Measure("speed.share", "Share of the bare tokenizer's speed, %"),
    Measure("cost.size", "Size, MB", "56 / –", both(60), "30", least=True),
    Measure("cost.load_cpu", "Load and first sentence, CPU seconds", bars=both(1.5), digits=2, least=True),
    Measure("cost.load", "The same by the clock", digits=2, least=True),
    Measure("cost.imported", "Memory before the load, MB", digits=0, least=True),
    Measure("cost.loaded", "Memory after the load, MB", digits=0, least=True),
    Measure("cost.read", "Memory after 200 paragraphs, MB", bars=both(350), digits=0, least=True),
)
