"""News agencies: whose report an article prints (agencies.toml).

In: datelines, credit lines and author fields. Out: codes, "dpa" or "AFP/dpa". Pictures have agencies of their own:
"Foto: dpa" says nothing about the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

LONGEST = 60
# Who edits a report signs with initials, outlets with "Red."; neither is an agency.
INITIALS = r"[a-zäöü]{2,5}|[A-Z]{2,3}|red\.?|redaktion|agenturen"
BETWEEN = r"\s*[/,;&+|·]\s*|\s+(?:und|and|mit|via)\s+|\s+[-–]\s+"
LEAD = (
    r"(?:(?:quellen?|text|agentur(?:en)?|herkunft|urheber|©|copyright|veröffentlicht von|original(?:text)? von|von|"
    r"(?:mit|unter verwendung von)?\s*(?:material|informationen|angaben|inhalten|agenturmaterial)\s+(?:von|der|durch))"
    r"\s*:?\s*(?:der |den )?)"
)
SPLIT = re.compile(r"[/,;()\[\]|·&+:\s]+")


@cache
def table() -> list[dict[str, Any]]:
    """Return the agencies as the file has them."""
    content = tomllib.loads(files("articles.cleaning").joinpath("agencies.toml").read_text(encoding="utf-8"))
    agencies: list[dict[str, Any]] = content["agency"]
    return agencies


@cache
def codes() -> dict[str, str]:
    """Return every way of writing an agency, in lower case, to its code."""
    return {
        written.lower(): entry["code"]
        for entry in table()
        for written in (entry["code"], *entry["short"], *entry["names"])
    }


@cache
def one() -> str:
    """Return a pattern for one agency however it is written, the longest first."""
    return "|".join(re.escape(written) for written in sorted(codes(), key=len, reverse=True))


@cache
def several() -> str:
    """Return a pattern for agencies with initials among them: "dpa/AFP", "cha/wa, dpa", "dpa/lby"."""
    return rf"(?:(?:{INITIALS})(?:{BETWEEN}))*(?i:{one()})(?:(?:{BETWEEN})(?:(?i:{one()})|{INITIALS}))*"


@cache
def whole_line() -> re.Pattern[str]:
    """Return the pattern of a line that only says where the report comes from."""
    number = r"(?:\s*,?\s*(?:dpa|apa|sda|afp|epd|kna)[:-]?\s?[\d/-]{5,40})?"
    editors = rf"(?:(?:{INITIALS})(?:/(?:{INITIALS}))*\s*)?"
    return re.compile(
        rf"(?i:{LEAD})?{editors}[(\[]?(?i:©\s*)?(?:{several()})[)\]]?{number}\s*[.|]?\s*(?i:\(ots\))?|"
        rf"(?i:(?:\(?mit )?agenturmaterial\)?)"
    )


@cache
def at_end() -> re.Pattern[str]:
    """Return the pattern of agencies in brackets, or with a stroke, behind the last sentence."""
    return re.compile(
        rf"(?<=[.!?“”\"»«)])\s*(?:[(\[]\s*(?:{several()})\s*[)\]]|(?:{INITIALS}|(?i:{one()}))/(?:{several()}))\s*$"
    )


def mentioned(written: str) -> list[str]:
    """Return the codes of the agencies that a dateline, credit line or author field names, in their order."""
    low = written.lower()
    parts = [part.strip(".") for part in SPLIT.split(low)]
    found = {code: low.find(name) for name, code in codes().items() if name in parts or (" " in name and name in low)}
    if "dpa-AFX" in found:
        found.pop("dpa", None) if "dpa" not in parts else None
    return sorted(found, key=lambda code: (found[code], code))


def joined(found: Iterable[str]) -> str:
    """Return codes as the article keeps them, each once."""
    return "/".join(dict.fromkeys(found))[:LONGEST]
