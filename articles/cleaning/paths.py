"""Days in addresses and in names of files.

In: an address, or the name of an item ("a.zip/2024-10-25-titel.txt"). Out: (day, precision), or None. Only where the
name is built around the day, as newsrooms and archives build them: at its beginning or end, or as folders.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from articles.cleaning import stamps

YEAR = r"(?:19[4-9]|20[0-9])\d"
FOLDERS = re.compile(rf"(?:^|/)({YEAR})[/-](\d{{1,2}})[/-](\d{{1,2}})(?=/|$)")
MONTHS = re.compile(rf"(?:^|/)({YEAR})[/-](0[1-9]|1[0-2])/")
ISO = rf"({YEAR})([-_.]?)(\d{{2}})\2(\d{{2}})"
GERMAN = rf"(\d{{1,2}})[._-](\d{{1,2}})[._-]({YEAR})"
# Behind it stands a title, nothing, or a time of day.
START = re.compile(rf"{ISO}(?![0-9])|{GERMAN}(?![0-9])")
END = re.compile(rf"(?<![0-9A-Za-z])(?:{ISO}|{GERMAN})$")
# Here the day is that of the picture, the download or the export, not of the article.
OTHER_DAYS = re.compile(
    r"(?:scan|img|image|foto|photo|screenshot|bildschirmfoto|bildschirmaufnahme|download|export|backup|sicherung|dump|archiv|"
    r"whatsapp|unbenannt|untitled|kopie|abruf|gespeichert|crawl|warc)",
    re.IGNORECASE,
)
RECORD = re.compile(r"#\d+$")


def in_address(url: str) -> tuple[date, str] | None:
    """Return the day or month of an address whose folders are year, month and day: "/2024/10/25/titel"."""
    if not url:
        return None
    path = urlsplit(url).path
    return day_of_folders(path) or day_of_end(path.rstrip("/").rpartition("/")[2])


def in_file(name: str) -> tuple[date, str] | None:
    """Return the day in the name of a file, or of its folders; none for rows of a table and for addresses."""
    if not name or "://" in name or RECORD.search(name):
        return None
    folder, _, file = name.replace("\\", "/").rpartition("/")
    stem = re.sub(r"(?:\.[A-Za-z]\w{1,5}){1,2}$", "", file)
    if OTHER_DAYS.match(stem):
        return None
    match = START.match(stem)
    return (full(match) if match else None) or day_of_end(stem) or day_of_folders(f"{folder}/")


def day_of_folders(path: str) -> tuple[date, str] | None:
    """Return the day, else the month, that folders name."""
    if match := FOLDERS.search(path):
        found = stamps.day(*match.groups())
        return (found, "day") if found else None
    if match := MONTHS.search(path):
        found = stamps.day(match[1], match[2], 1)
        return (found, "month") if found else None
    return None


def day_of_end(stem: str) -> tuple[date, str] | None:
    """Return the day that a name ends with."""
    match = END.search(re.sub(r"\.html?$", "", stem))
    return full(match) if match else None


def full(match: re.Match[str]) -> tuple[date, str] | None:
    """Return the day of a match, written in either order."""
    year, _, month, number, german_number, german_month, german_year = match.groups()
    found = stamps.day(year or german_year, month or german_month, number or german_number)
    return (found, "day") if found else None
