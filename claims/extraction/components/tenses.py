"""Whether the words around a date tell of the past or of what comes: then a day or month without a year is the last
one, or the next.

In: a match in a text. Out: a truth value; a sentence with a word of the future tells of both and is not of the past.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.extraction.lexicon import load
from claims.extraction.words.known import known
from claims.extraction.words.verbs import personal, prefixes, rows

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
CLAUSE = re.compile(r"(?<!\d)[.!?](?=\s|$)|[,;:](?!\d)|[„“”\"«»()\n]| [-–—] ")
WORD = re.compile(r"\b[a-zäöüß]{2,}\b")
WEAK_PARTICIPLE = re.compile(r"(?:\w{0,10}ge\w{2,}|(?:ent|ver|be|er|zer|über|unter|miss)\w{2,}|\w{2,}ier)t$")
PREPOSITIONS = frozenset({"während", "statt", "laut"})  # of the form of a verb
AUXILIARY = frozenset({"hat", "haben", "habe", "ist", "sind", "sei", "seien", "bin"})
# Infinitives that stand for a participle in the perfect: "hat räumen lassen".
INSTEAD = frozenset({"lassen", "können", "müssen", "dürfen", "wollen", "sollen", "sehen", "hören"})
# A past infinitive (`soll am Montag eingetroffen sein`) or a passive of the perfect at the end of the clause.
DONE = re.compile(r"(?:t|en) (?:worden|gewesen|haben|sein|ist|sind|hat|habe|sei|seien)(?: soll(?:en)?)?\W*$")
INFINITIVE = re.compile(r"\b(?:[a-zäöüß]+(?:t|en) )?zu (?:werden|sein|haben)\b|\bzu [a-zäöüß]+n\b")
SINCE = re.compile(r"\bseit(?:\s+(?:dem|der|letzten|vergangenen))?\s+$", re.IGNORECASE)
AIM = re.compile(r"\bfür\s+(?:den\s+|diesen\s+)?$", re.IGNORECASE)  # "sind für Montag angekündigt"
# "Angaben vom Montag": what bears a day has been; "vom Montag an", "vom 3. bis 5." tell nothing of it.
ATTRIBUTE = re.compile(r"[a-zäöüß]\s+vom\s", re.IGNORECASE)
OPENED = re.compile(r"\s+(?:an|bis)\b")
CLOCK = re.compile(
    r",?\s+(?:(?:um|ab|gegen|von|jeweils)\s+)?\d{1,2}(?:[.:]\d\d)?(?:\s+bis\s+\d{1,2}(?:[.:]\d\d)?)?\s+Uhr\b"
)
WINDOW = 300
WORDS_KEPT = 20_000


def is_past(match: re.Match[str]) -> bool:
    """Whether the sentence of a match has a verb of the past and no word of the future."""
    words = sentence(match)
    return PAST.search(words) is not None and FUTURE.search(words) is None


def sentence(match: re.Match[str]) -> str:
    """The sentence around a match, no more than a window of it."""
    text = match.string
    start, end = max(0, match.start() - WINDOW), min(len(text), match.end() + WINDOW)
    ends = [cut.end() for cut in SENTENCE.finditer(text, start, match.start())]
    start = ends[-1] if ends else start
    stop = SENTENCE.search(text, match.end(), end)
    return text[start : stop.start() if stop else end]


def is_coming(match: re.Match[str]) -> bool:
    """Whether a match stands in the present or future tense: `Am Sonntag sind Wahlen`. Its clause tells, else the
    sentence; without any verb a clock time beside it announces (`Samstag, 20 Uhr`), else news tells of what was."""
    before, after = clause(match)
    if SINCE.search(before) or is_attribute(match):
        return False
    if AIM.search(before):
        return True
    found = coming(before, after)
    # A bracket may part a helping verb from its participle: "ist am Samstag um 8 Uhr (MEZ) ausgebrochen".
    if found is None or match.string[match.end() + len(after) : match.end() + len(after) + 1] == "(":
        found = coming(sentence(match), "")
    return found if found is not None else CLOCK.match(match.string, match.end()) is not None


def is_attribute(match: re.Match[str]) -> bool:
    """Whether a date belongs to a noun before it."""
    around = match.string[max(0, match.start() - 20) : match.start()] + match.group()[:5]
    stands = ATTRIBUTE.search(around) is not None
    return stands and "bis" not in match.group() and OPENED.match(match.string, match.end()) is None


def coming(before: str, after: str) -> bool | None:
    """Whether words are in the present or future tense; None where they have no verb."""
    words = WORD.findall(INFINITIVE.sub("", before)) + WORD.findall(INFINITIVE.sub("", after))
    if any(is_preterite(word) for word in words) or DONE.search(before + after):
        return False
    if not AUXILIARY.isdisjoint(words) and any(is_participle(word) or word in INSTEAD for word in words):
        return False
    return True if any(is_present(word) for word in words) else None


def clause(match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after a match in its clause."""
    text = match.string
    start, end = max(0, match.start() - WINDOW), min(len(text), match.end() + WINDOW)
    ends = [cut.end() for cut in CLAUSE.finditer(text, start, match.start())]
    stop = CLAUSE.search(text, match.end(), end)
    return text[ends[-1] if ends else start : match.start()], text[match.end() : stop.start() if stop else end]


@lru_cache(maxsize=WORDS_KEPT)
def is_preterite(word: str) -> bool:
    """`kam`, `beschloss`, `forderten`."""
    if is_strong(word, 2) or word in load("months")["past"]["verbs"]:
        return True
    stem = stem_of(known(word) or "")
    return word.removesuffix("n") in {stem + "te", stem + "ete"}


def is_strong(word: str, column: int) -> bool:
    """Whether a word is such a form of a strong verb, with a prefix or without."""
    if word in strong_forms(column):
        return True
    return any(word.startswith(prefix) and word[len(prefix) :] in strong_forms(column) for prefix in prefixes())


def stem_of(verb: str) -> str:
    """`fordern` → `forder`, `melden` → `meld`."""
    return verb.removesuffix("n").removesuffix("e")


@lru_cache(maxsize=WORDS_KEPT)
def is_participle(word: str) -> bool:
    """`gekommen`, `gefordert`, `erfordert`."""
    return is_strong(word, 4) or WEAK_PARTICIPLE.match(word) is not None


@cache
def perfects() -> re.Pattern[str]:
    """Participles that make a perfect with `sein`."""
    table = load("perfects")["sein"]
    stems, never = "|".join(table["with_prefix"]), "|".join(table["never"])
    return re.compile(rf"(?!(?:{never})$)(?:[a-zäöüß]{{0,12}}(?:{stems})|{'|'.join(table['whole'])})$")


@lru_cache(maxsize=WORDS_KEPT)
def with_sein(participle: str) -> bool:
    """`gelandet`, `untergegangen`: with `sein` it tells what happened; `gesperrt` tells how things are."""
    return perfects().match(participle) is not None


@lru_cache(maxsize=WORDS_KEPT)
def is_present(word: str) -> bool:
    """`kommt`, `fordert`, `kommen`; an infinitive beside a modal verb of the present is of it, too."""
    if word in AUXILIARY or word in strong_forms(1) or word in load("months")["present"]["verbs"]:
        return True
    verb = known(word) or ""
    if len(verb) <= 3 or word in PREPOSITIONS:
        return False
    singular = {stem_of(verb) + ending for ending in ("t", "et", "e")} - {verb}
    return word in singular or (word == verb and any(known(form) == verb for form in singular))


@cache
def strong_forms(column: int) -> frozenset[str]:
    """The strong verbs' forms of the present (1), past (2), and participles (4)."""
    made: set[str] = set()
    for row in rows():
        for stem in row[column] if column < len(row) else []:
            made |= {stem + "t"} if column == 1 else personal(stem) if column == 2 else {stem}
    return frozenset(made)
