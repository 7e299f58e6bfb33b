"""Sample files and what they become without a database.

In: names and bytes. Out: rows as in tests/samples/outcomes.toml.
"""

import io
import tarfile
import tomllib
import zipfile
from pathlib import Path

from articles.cleaning import clean
from articles.readers import expand, read
from articles.records import Fault, Reason, Refused

FOLDER = Path(__file__).resolve().parent.parent / "samples"
OUTCOMES = tomllib.loads((FOLDER / "outcomes.toml").read_text(encoding="utf-8"))


def parts(name, data):
    """Return what a file of these bytes, or an open file, expands to."""
    return list(expand(name, io.BytesIO(data) if isinstance(data, bytes | bytearray) else data))


def outcome(part):
    """Return one part's row of the table."""
    if isinstance(part, Fault):
        return ["failed", str(part.reason)]
    try:
        article = clean(read(part))
    except Refused as refusal:
        return ["skipped" if refusal.reason is Reason.LANGUAGE else "failed", str(refusal.reason)]
    published = article.published
    return ["stored", published.day.isoformat() if published.day else "", published.precision, article.title]


def zipped(members, **options):
    """Return a ZIP archive of {name or ZipInfo: bytes}."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(members, mode="w:gz"):
    """Return a tar archive of {name or TarInfo: bytes}."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in members.items():
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()
