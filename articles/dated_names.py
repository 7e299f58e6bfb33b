"""Days in the names of files, as archives write them: 2024-10-22_meldung.txt, 22.10.2024.html, 20241022-dpa.json.

In: a name, and which way of writing is meant. Out: a day with its precision, or nothing where the calendar has none.
"""

from __future__ import annotations

import re
from datetime import date

from articles.cleaning import stamps

AUTO = "auto"
APART = r"(?<!\d)", r"(?!\d)"  # a day is no part of a longer number
# Code of the pattern: how it is written, and the order of its parts.
PATTERNS: dict[str, tuple[str, str]] = {
    "ymd": (r"(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})", "ymd"),
    "dmy": (r"(\d{1,2})[-_.](\d{1,2})[-_.](\d{4})", "dmy"),
    "compact": (r"(\d{4})(\d{2})(\d{2})", "ymd"),
    "short": (r"(\d{2})(\d{2})(\d{2})", "ymd"),
    "ym": (r"(\d{4})[-_.](\d{1,2})", "ym"),
}
# What is tried in turn where nobody says which: six digits may be anything, a month only where there is no day.
TRIED = ("ymd", "dmy", "compact", "ym")


def day_in(name: str, pattern: str = AUTO) -> tuple[date, str] | None:
    """Return (day, precision) of the last part of a path that has one; of a month its first day."""
    for part in reversed(re.split(r"[/\\]", name)):
        for code in TRIED if pattern == AUTO else (pattern,):
            if found := written(part, code):
                return found
    return None


def written(part: str, code: str) -> tuple[date, str] | None:
    """Return the first day in a part of a name that is written this way."""
    shape, order = PATTERNS[code]
    for match in re.finditer(f"{APART[0]}{shape}{APART[1]}", part):
        values = dict(zip(order, match.groups(), strict=True))
        year = values["y"] if len(values["y"]) == 4 else f"20{values['y']}"
        day = stamps.day(year, values["m"], values.get("d", 1))
        if day:
            return day, "day" if "d" in values else "month"
    return None
