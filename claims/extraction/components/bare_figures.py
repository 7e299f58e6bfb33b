"""Figures without a noun: what they count stands before (`die Zahl der Toten stieg auf 26`, `110 wurden verletzt`,
`die Veranstalter von 250.000`).

In: a figure, its scene, the article's memory. Out: a `Subject`, or None where nothing says what is counted.
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims.extraction.components import governors, subjects
from claims.extraction.components.nouns import lookup
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import Quantity

NUMBER_OF = re.compile(
    r"(?:Zahl|Anzahl|Summe) (?:der|von) (?:\w+ ){0,4}?(?P<noun>[A-ZÄÖÜ]\w+)"
    r"|(?P<total>Opferzahl|Totenzahl|Todeszahl|Teilnehmerzahl|Verletztenzahl|Verluste)\b"
)
TOTALS = {
    "Opferzahl": "Opfer",
    "Totenzahl": "Tote",
    "Todeszahl": "Tote",
    "Teilnehmerzahl": "Teilnehmer",
    "Verletztenzahl": "Verletzte",
    "Verluste": "Verluste",
}
ELLIPSIS = re.compile(
    r" (?:weitere[nr]? |davon |von ihnen )?(?:\w+ ){0,3}?"
    r"(?:verletzt|verwundet|getötet|vermisst|tot|festgenommen|verhaftet|schwer|leicht|gestorben|entf(?:a|ie)llen)\b"
)
THEIR_NUMBER = re.compile(
    r"\b(?:[Ii]hre|[Dd]eren|[Dd]ie|[Ss]eine) (?:Zahl|Stärke|Mannschaftsstärke)\b(?! (?:der|von)\b)"
)
SHARE = re.compile(r"\s+(?:davon|von (?:ihnen|denen)|unter ihnen|darunter)\b")
SHARE_OF = re.compile(r"\b(?:davon|darunter|von (?:ihnen|denen)|unter ihnen)\s(?:\w+\s)?$", re.IGNORECASE)
# A figure that ends its clause is no number of a list, clock or name.
ENDS = re.compile(
    r"(?:\s+(?:gesprochen|aus|ausgegangen|gerechnet|gezählt|genannt|gemeldet|angegeben|an|steigen|gestiegen|erhöht|angehoben|zu))?"
    r"\s*(?:[.,;:!?)–]|$|\n|und die\b|und der\b)"
)
SPOKEN = re.compile(
    r"(?:\b(?:von|auf|bei|mit|rund|etwa)|\b\w*(?:nannten?|meldeten?|zählten?|nennen|melden|zählen)(?: \w+)?"
    r"|\b(?:waren|sind|seien|wären) es(?: \w+)?)\s$"
)
SAID = re.compile(r"\s+(?:angegeben|genannt|gemeldet|gezählt|geschätzt)\b")
# "Zehntausende folgten dem Aufruf": a crowd without a noun are people.
CROWD = re.compile(r"(?:(?:Hunderttau|Zehntau|Tau)sende|Hunderte|Dutzende) (?=[a-zäöüß])(?!von |der )")
# "20.000 Helfer, im Jahr davor nur 5.000"
AGAIN = re.compile(r", (?!und |die |der |das )[^,;:.]{0,40}$")
# "zwölf der einst 40 Häuser", "20 alte und 30 neue Boote": the noun stands with the next figure.
OF_ALL = re.compile(r" (?:der|von|aus|unter) (?:[\w-]+ ){0,4}?$")
LISTED = re.compile(r" [a-zäöüß]{3,}e[nr]? (?:und|oder|sowie|bis) $")
SMALLEST = Decimal(20)  # smaller ones are too often something else
LOOKBACK = 40


def counted(scene: Scene, quantity: Quantity, memory: Memory, last: Subject | None) -> Subject | None:
    """What a figure without a noun counts."""
    named = NUMBER_OF.search(scene.text, scene.start, quantity.start)
    if named:
        noun = named["noun"] or TOTALS[named["total"]]
        at = named.start("noun") if named["noun"] else named.start("total")
        return subjects.of_noun(scene, (), noun, at, at + len(named["noun"] or named["total"]), memory)
    if last and is_share(scene, quantity):
        return last
    if ELLIPSIS.match(scene.text, quantity.end, scene.end):
        return last if last and last.noun and last.noun.person else people(scene, quantity, memory)
    if quantity.rule == "quantity.vague" and CROWD.search(scene.text, quantity.start, scene.end):
        return people(scene, quantity, memory)
    if found := of_next(scene, quantity, memory):
        return found
    if (quantity.low or quantity.high or 0) < SMALLEST or not ENDS.match(scene.text, quantity.end):
        return None
    if THEIR_NUMBER.search(scene.text, scene.start, quantity.start):
        return memory.latest or memory.counted
    if last and scene.text[quantity.start].isalpha() and AGAIN.search(scene.text, last.end, quantity.start):
        return last
    spoken = SPOKEN.search(scene.text, max(scene.start, quantity.start - LOOKBACK), quantity.start)
    if not spoken and not SAID.match(scene.text, quantity.end, scene.end):
        return None
    return moved(last or memory.counted, scene, quantity, memory)


def is_share(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure tells how many of those counted before: `davon 40 in Rom`, `zwölf von ihnen`, `von 90 Gästen
    blieben elf`, `sechs weitere`."""
    before = scene.text[max(scene.start, quantity.start - LOOKBACK) : quantity.start]
    if SHARE.match(scene.text, quantity.end) or SHARE_OF.search(before):
        return True
    number = governors.token_at(scene, quantity.end - 1)
    if number is None or number.tag_ != "CARD":
        return False
    more = number.head.lower_ in {"weitere", "andere", "weiteren", "anderen"}
    return more or number.dep_ in {"nsubj", "nsubj:pass"} or number.head.pos_ == "VERB" and number.dep_ == "nummod"


def of_next(scene: Scene, quantity: Quantity, memory: Memory) -> Subject | None:
    """What the next figure counts, where the two share its noun."""
    other = next((item for item in scene.quantities if item.start > quantity.start), None)
    if other is None or other.noun is None or other.noun_start is None or other.noun_end is None:
        return None
    between = scene.text[quantity.end : other.start]
    if not OF_ALL.fullmatch(between) and not LISTED.fullmatch(between):
        return None
    return subjects.of_noun(scene, other.modifiers, other.noun, other.noun_start, other.noun_end, memory)


def is_total(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure is all of those of whom the figure before is a part (`zwölf der 40 Häuser`)."""
    before = [item for item in scene.quantities if item.end < quantity.start]
    return bool(before) and OF_ALL.fullmatch(scene.text[before[-1].end : quantity.start]) is not None


def people(scene: Scene, quantity: Quantity, memory: Memory) -> Subject:
    """A figure of people (`110 wurden verletzt`): soldiers where the article tells of the losses of a force."""
    if memory.story.suffers:
        return subjects.force_of(memory, quantity.start, quantity.end)
    subject = Subject("Menschen", None, "Menschen", lookup("Menschen"), quantity.start, quantity.end)
    return subjects.finished(scene, subject, memory, ())


def moved(subject: Subject | None, scene: Scene, quantity: Quantity, memory: Memory) -> Subject | None:
    """The subject counted before, here with the place of this clause: only people, who are counted again and again."""
    if subject is None or subject.noun is None or not subject.noun.person:
        return None
    here = Subject(subject.name, None, subject.cls, subject.noun, quantity.start, quantity.end)
    return subject if subject.noun.force else subjects.finished(scene, here, memory, ())
