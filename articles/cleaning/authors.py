"""Who wrote the article: names, without places, roles, agencies and initials.

In: an author field, or the lines at the top of a text. Out: "Anna Beispiel, Bert Muster".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.cleaning import agencies, phrases
from articles.records import Noise

LONGEST = 300
PARTICLES = "von|van|de|der|den|zu|zum|zur|al|el|di|da|dos|du|le|la|bin|ibn|ten|ter|vom|und zu"
CAPITAL = r"[A-ZÄÖÜÀ-ÖØ-ÞĀ-Ž]"
WORD = rf"{CAPITAL}[\w'’.-]*"
NAME = rf"{WORD}(?:\s+(?:{PARTICLES}))*(?:\s+(?:(?:{PARTICLES})\s+)?{WORD}){{1,4}}"
KINDS = (
    "Kommentar|Analyse|Bericht|Gastbeitrag|Interview|Reportage|Leitartikel|Kolumne|Essay|Glosse|Beitrag|Artikel|Text"
)
LEAD = (
    rf"(?:(?i:ein(?:e[nr]?)?\s+(?:{KINDS})\s+von|autor(?:in|en|innen)?|(?:{KINDS})(?:\s+von)?|von|by)(?:\s*:\s*|\s+))"
)
# What may stand behind the names of a byline: place, date, time, role, agency.
BYLINE = re.compile(
    rf"(?:{LEAD})(?P<names>{NAME}(?:\s*(?:,|und|&|/|;)\s*{NAME}){{0,5}})(?P<rest>\s*(?:[,|(/·–-].{{0,60}})?|\s+(?:aus|in)\s.{{0,40}})$"
)
JUNK = re.compile(r"<[^<>]{0,200}>|https?://\S+|\S+@\S+\.\S+|(?<!\w)@\w+|\((?:[^()]{0,60})\)")
PICTURES = re.compile(r"\((?:fotos?|bilder?|grafik|video|illustration)[^()]{0,30}\)", re.IGNORECASE)
BETWEEN = re.compile(r"\s*[;|/]\s*|\s*,\s*|\s+(?:und|and|&)\s+", re.IGNORECASE)
ROLES = re.compile(
    r"\s*[-–,]?\s*\b\w*(?:korrespondent|redakteur|reporter|volontär|studio|büro|ressort|redaktion|autor|journalist|"
    r"leiter|chef|experte|mitarbeiter)\w*\b.*",
    re.IGNORECASE,
)
PLACE = re.compile(r"\s+(?:aus|in|für|zzt\.|z\. ?Zt\.|derzeit)\s+.*")


def clean(written: str) -> str:
    """Return the names in an author field, "" where it has none but agencies, roles or the newsroom."""
    if PICTURES.search(written):  # "Anna Beispiel (Text) und Bert Muster (Fotos)"
        written = BETWEEN.sub(";", written)
        written = ";".join(part for part in written.split(";") if not PICTURES.search(part))
    text = " ".join(JUNK.sub(" ", written).split())
    text = re.sub(rf"^{LEAD}", "", text).strip(" ,;|/-–")
    parts = [name for part in BETWEEN.split(text) if (name := name_of(part))]
    if len(parts) == 2 and "," in text and not any(" " in part for part in parts):
        parts = [f"{parts[1]} {parts[0]}"]  # "Beispiel, Anna"
    return ", ".join(dict.fromkeys(parts))[:LONGEST]


def name_of(part: str) -> str:
    """Return one name without what is around it, or "" where the part is none."""
    part = PLACE.sub("", ROLES.sub("", part)).strip(" .,:-–")
    known = part.casefold()
    if (
        not part
        or len(part) > 60
        or known in agencies.codes()
        or known in phrases.places()
        or any(map(str.isdigit, part))
    ):
        return ""
    if part.isupper() and len(part) > 5:
        part = "-".join(word.title() for word in part.split("-"))
    return part if re.fullmatch(rf"{NAME}|{CAPITAL}[\w'’-]{{2,}}", part) else ""


def byline(line: str) -> str:
    """Return the names of a line that says nothing but who wrote the article, else ""."""
    if len(line) > 140 or line.endswith(("?", "!", ":")):
        return ""
    match = BYLINE.fullmatch(line)
    return clean(match["names"]) if match else ""


def of_text(text: str, marks: Sequence[Noise]) -> str:
    """Return the names in the byline that was marked at the top of a text, "" without one."""
    return next((byline(text[mark.start : mark.end]) for mark in marks if mark.reason == "byline"), "")
