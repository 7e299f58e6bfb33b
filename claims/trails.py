"""How a claim was read: the name of the rule behind each of its parts, in one line that is stored with the claim.

In and out: `count figure=number noun=listed metric=words source=subjunctive who=registry stance=plain
event=date.weekday doubt=source place=city said=published`. The kind comes first; then parts in the order of `PARTS`,
left out where a claim has none or the line is full. No Django, no spaCy. Versions stand with the extraction run, so
that reading again alike changes nothing.

figure: how the number was read: `number` `range` `or_more` `several` `vague` `compound`.
noun: what is counted: `listed` in the lexicon, `unlisted`, `context` where no noun stands with the figure.
metric: which quantity, by the `noun` itself, by `words` around it, by the `story` of the article, by `none`: `other`.
source: where it says who says it, a rule of the component `attribution`; `own` is the article's own voice.
who: who answers for it, a rule of the component `actors`; `phrase`: as written; `pronoun`.
stance: by the `frame` that reports, by `words` of what is reported; `plain`: nothing but assertion.
event: when it happened, `date.…`, a rule of the component `dates`; `thread`: the day that sentences before speak of;
`incident`: that of what the article reports; `words`; `none`.
doubt: no rule, but which parts make the reading less certain, joined by `+`, the most doubtful first.
place: where, rules of the component `places`, joined by `+`.
said: when it was said: `words`, `published`: the day of publication, `unknown`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

PARTS = ("figure", "noun", "metric", "source", "who", "stance", "event", "doubt", "place", "said")
LONGEST = 200  # characters, as the column that keeps it

# Sources that a sentence does not name itself.
CARRIED = frozenset({"subjunctive", "hearsay", "linked", "quotation-continued", "list", "pointing-back"})


def write(kind: str, parts: Mapping[str, str]) -> str:
    """The line for a claim's kind and the rules of its parts."""
    line = kind
    for piece in (f"{part}={parts[part]}" for part in PARTS if parts.get(part)):
        if len(line) + 1 + len(piece) <= LONGEST:
            line = f"{line} {piece}"
    return line


def kind_of(rule: str) -> str:
    """The kind of claim that a line is about, empty where the line is none."""
    first = rule.partition(" ")[0]
    return first if first in {"count", "location", "statement"} else ""


def parts_of(rule: str) -> dict[str, str]:
    """The rules behind the parts, in their order; empty where the line is none."""
    if not kind_of(rule):
        return {}
    found = dict(piece.partition("=")[::2] for piece in rule.split(" ")[1:] if "=" in piece)
    return {part: found[part] for part in PARTS if part in found}


def joined(values: Iterable[str]) -> str:
    """Several values of one part, each once, in order."""
    return "+".join(dict.fromkeys(values))


def values_of(value: str) -> list[str]:
    """The values that were joined."""
    return [one for one in value.split("+") if one]
