"""The regular expressions for figures, built from `lexicon/numbers.toml`.

Out: `FIGURE`, which matches hedge, number, scale, second number of a range and what stands before the counted noun.
Every repetition is bounded or atomic, so that matching stays linear in the text; possessive groups are avoided, because
Python before 3.11.5 matches them wrongly (CPython issue 106052).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.extraction.components.figures import hedges
from claims.extraction.lexicon import load

# Where a figure may begin; a hedge may hang on the word before it.
FREE = r"(?=\w)(?:(?<![\w.,:/+-])|(?-i:(?<=[a-zäöüß]{3})(?=[A-ZÄÖÜ])))"
GAP = r"[ \t\u00a0\u202f]"


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest word first, blanks as any gap."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", GAP + "+") for word in ordered) + ")"


def build() -> re.Pattern[str]:
    """Groups: hedge, several, several_more, vague, num, scale, num2, scale2, more."""
    numbers = load("numbers")
    own = [word for word in numbers["words"] if word not in {"ein", "eine", "einem", "einen", "eines"}]
    pieces = f"(?>{any_of(numbers['pieces']['list'])}{{1,12}})"
    word = rf"(?:{any_of(own)}|{pieces})(?!\w)"
    article = rf"(?:ein|eine|einer|einem|einen)(?={GAP}+(?:Dutzend|Million|Milliarde|Billion|dutzend)\b)"
    grouped = r"\d{1,3}(?:[.'’ \u00a0\u202f]\d{3}){1,5}(?:,\d{1,3})?(?!\d|[.,:'’]\d)"
    digit = grouped + r"|\d{1,15}(?:,\d{1,3})?(?!\d|[.,:]\d|\.[A-Za-z])"
    one = r"(?:eine[nmr]?)(?!\w)"
    number = rf"(?:{digit}|{article}|{word}|{one})"
    short = numbers["short"]["words"]
    scale = rf"(?:{any_of(set(numbers['scale']) - set(short))}(?![\w-])|{any_of(short)}(?![\w-])\.?)"
    hedge = any_of(hedges())
    vague = any_of(numbers["vague"]) + r"(?!\w)"
    several = any_of(numbers["several"]["words"])
    joint = rf"(?:{GAP}*[-–—]{GAP}*|{GAP}+(?(between)(?:und|bis)|(?:bis(?:{GAP}+zu)?|oder)){GAP}+)"
    return re.compile(
        rf"{FREE}(?:(?P<several>{several}){GAP}+(?P<several_scale>{scale}|Dutzend(?!\w)|hunderttausend(?!\w)|zehntausend(?!\w))"
        rf"(?:{GAP}+(?P<several_more>Millionen|Milliarden)(?!\w))?"
        rf"|(?:(?P<hedge>{hedge}){GAP}+)?(?:(?P<vague>{vague})"
        rf"|(?P<between>zwischen{GAP}+)?(?P<num>{number})(?:{GAP}*(?P<scale>{scale}))?"
        rf"(?:{joint}(?P<num2>{number})(?:{GAP}*(?P<scale2>{scale}))?)?"
        rf"(?P<more>{GAP}+oder{GAP}+mehr)?))",
        re.IGNORECASE,
    )


FIGURE = build()
