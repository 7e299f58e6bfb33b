"""Whether the sentence around a match tells of the past: then a month or day without a year is the last one.

In: a match in a text. Out: a truth value; a sentence with a word of the future tells of both and decides nothing.
"""

from __future__ import annotations

import re

# Verb forms that are past by themselves; weak preterites are told from plurals and adjectives by listing them.
PAST = re.compile(
    r"\b(?:hatten?|wurden?|waren?|worden|gewesen|sagten?|erklärten?|meldeten?|nannten?|teilten?|bestritt(?:en)?|bestätigten?"
    r"|räumten?|wies(?:en)?|sprach(?:en)?|gab(?:en)?|kam(?:en)?|starb(?:en)?|fuhr(?:en)?|zählten?|begann(?:en)?|schickten?"
    r"|verlegten?|entsandten?|tötete[n]?|demonstrierten?|protestierten?|berichteten?|schätzten?|bezifferten?|stieg(?:en)?"
    r"|ging(?:en)?|nahm(?:en)?|verlor(?:en)?|unterzeichneten?|forderten?|erschütterten?|ereigneten?|fand(?:en)?)\b"
    r"|\b(?:hat|haben|habe|ist|sind|seien)\b.{1,200}?\b(?:\w{0,10}ge|ent|ver|be|er|zer|über)\w{2,}(?:t|en)(?=\s*(?:[.,;!?)]|und\b|$))"
)
FUTURE = re.compile(
    r"\b(?:wird|werden|werde|würden?|soll|sollen|solle|will|wollen|wolle|könnten?|dürften?|plan\w+|geplant\w*|kommenden?|nächsten?"
    r"|künftig\w*|spätestens|voraussichtlich|erwartet\w*|vorgesehen|ab|bis|möglich)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<!\d)[.!?](?=\s)|\n")
WINDOW = 300


def is_past(match: re.Match[str]) -> bool:
    """Whether the sentence of a match has a verb of the past and no word of the future."""
    text = match.string
    start, end = max(0, match.start() - WINDOW), min(len(text), match.end() + WINDOW)
    ends = [cut.end() for cut in SENTENCE.finditer(text, start, match.start())]
    start = ends[-1] if ends else start
    stop = SENTENCE.search(text, match.end(), end)
    end = stop.start() if stop else end
    words = text[start:end]
    return PAST.search(words) is not None and FUTURE.search(words) is None
