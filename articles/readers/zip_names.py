"""What the names in a ZIP archive say: in letters, and about which files belong to a page that a browser saved.

In: the archive's directory. Out: readable names; the members that are a saved page's pictures, styles and scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from zipfile import ZipInfo

UTF8_FLAG = 0x800
# Without that flag a name is in code page 437, says the format; programs write what their system speaks.
TRIED = ("utf-8", "cp850", "cp1252")
LETTERS = set("äöüÄÖÜßáàâéèêëíîïóôúûçñÁÀÂÉÈÊÍÓÔÚÇÑ§€–—„“”‚‘’…°´`")
# How browsers name the folder beside "Seite.html", in German and English.
SAVED = re.compile(r"(.+)(?:_files|_Dateien|-Dateien|\.files)", re.IGNORECASE)
PAGES = (".html", ".htm")


def readable(info: ZipInfo) -> str:
    """Return a member's name in the encoding under which every sign of it is one of German texts."""
    name = info.filename
    if not info.flag_bits & UTF8_FLAG and not name.isascii():
        name = next((found for found in decodings(name) if is_german(found)), name)
    return unicodedata.normalize("NFC", name)


def decodings(name: str) -> Iterable[str]:
    """Yield a name that was read as code page 437 as it reads in other encodings."""
    for encoding in TRIED:
        try:
            yield name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue


def is_german(name: str) -> bool:
    """Say whether every letter beyond ASCII is one that German texts use."""
    return all(letter.isascii() or letter in LETTERS for letter in unicodedata.normalize("NFC", name))


def parts_of_pages(names: Iterable[str]) -> set[str]:
    """Return the names of files that lie in the folder of a page which was saved "complete" and is there as well."""
    paths = [PurePosixPath(name) for name in names]
    pages = {str(path.with_suffix("")) for path in paths if path.suffix.lower() in PAGES}
    return {str(path) for path in paths if any(belongs(folder, pages) for folder in path.parents)}


def belongs(folder: PurePosixPath, pages: set[str]) -> bool:
    """Say whether a folder holds the parts of one of the pages."""
    match = SAVED.fullmatch(folder.name)
    return match is not None and str(folder.with_name(match[1])) in pages
