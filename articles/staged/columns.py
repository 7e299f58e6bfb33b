"""Tables of an upload whose columns somebody assigns: shown, tried on the first rows, remembered.

In: a Staging with the tables that its look met. Out: sheets as a page shows them; what was said, in the Staging and,
for the next table with this header, in KnownHeader.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.contrib.auth.models import User

from articles.cleaning import stamps
from articles.models.staging import KnownHeader, Staging
from articles.readers import expand, rows
from articles.readers.expansion import COLLECTIONS, suffix_of
from articles.readers.guessing import guess
from articles.readers.tables import HEAD_BYTES, Met, Table, Tables, renamed, signature_of
from articles.records import Fault, Reason, Refused
from articles.staged import folders

REMEMBERED = 200  # headers of one person
WHOLE_JSON = 4 * 1024 * 1024  # bytes of a JSON document that is read before it is brought, to see its keys


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, or several with the same columns: what was found and what is proposed.

    how: where the proposal comes from: said, remembered, name or guessed. needed: nobody knows which column is the
    text.
    """

    number: int
    names: tuple[str, ...]
    kind: str
    encoding: str
    delimiter: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    known: bool
    columns: dict[str, str] = field(default_factory=dict)
    how: str = ""

    @property
    def signature(self) -> str:
        return signature_of(self.labels)

    @property
    def needed(self) -> bool:
        return not self.known and self.how != "said"

    @property
    def samples(self) -> list[tuple[str, list[str]]]:
        """Each label with its first three filled values."""
        found = []
        for number, label in enumerate(self.labels):
            filled = [row[number] for row in self.rows if number < len(row) and row[number].strip()]
            found.append((label, filled[:3]))
        return found


@dataclass(frozen=True, slots=True)
class Tried:
    """One of the first rows under an assignment: our fields, the day as it is understood, or why it has no article."""

    fields: Mapping[str, str]
    day: Any = None
    precision: str = ""
    reason: str = ""


def sheets(staging: Staging, user: User) -> list[Sheet]:
    """Return all tables that the look met, with what is proposed for their columns; one query."""
    signatures = [met["signature"] for met in staging.met]
    kept = dict(KnownHeader.objects.filter(user=user, signature__in=signatures).values_list("signature", "columns"))
    return [sheet_of(staging, number, met, kept) for number, met in enumerate(staging.met)]


def sheet_of(staging: Staging, number: int, met: Mapping[str, Any], kept: Mapping[str, dict[str, str]]) -> Sheet:
    """Return one table as it was met."""
    plain = {key: met[key] for key in ("kind", "encoding", "delimiter", "known")}
    labels, shown = tuple(met["labels"]), tuple(tuple(row) for row in met["rows"])
    columns, how = proposed(staging.tables, met["names"], labels, shown, kept, known=met["known"])
    names = tuple(met["names"])
    return Sheet(number, names, labels=labels, rows=shown, columns=columns, how=how, **plain)


def proposed(
    said: Mapping[str, Mapping[str, Any]],
    names: Iterable[str],
    labels: Sequence[str],
    shown: Sequence[Sequence[str]],
    kept: Mapping[str, dict[str, str]],
    *,
    known: bool,
) -> tuple[dict[str, str], str]:
    """Return (which column means what, where that comes from): said of this upload, remembered, or guessed."""
    signature = signature_of(labels)
    for key in (*names, f"#{signature}"):
        if said.get(key, {}).get("columns") is not None:
            return dict(said[key]["columns"]), "said"
    if signature in kept:
        return {label: kept[signature].get(label, "") for label in labels}, "remembered"
    return guess(labels, shown), "name" if known else "guessed"


def under(staging: Staging, sheet: Sheet, user: User, delimiter: str, encoding: str) -> Sheet:
    """Return the sheet as it is under another delimiter or encoding: its first bytes are read again."""
    if (delimiter, encoding) == (sheet.delimiter, sheet.encoding) or sheet.kind != "csv":
        return sheet
    head = head_of(staging, sheet.number)
    met: list[Met] = []
    tables = Tables({sheet.names[0]: Table(None, delimiter, encoding)}, met.append)
    with suppress(Refused, StopIteration):
        next(rows.from_csv(sheet.names[0], io.BytesIO(head), tables))
    if not met:
        return sheet
    found = met[0]
    kept = dict(KnownHeader.objects.filter(user=user, signature=found.signature).values_list("signature", "columns"))
    columns, how = proposed(staging.tables, (), found.labels, found.rows, kept, known=found.known)
    return Sheet(
        sheet.number,
        sheet.names,
        sheet.kind,
        encoding,
        delimiter,
        found.labels,
        found.rows,
        found.known,
        columns,
        how,
    )


def head_of(staging: Staging, number: int) -> bytes:
    """Return the first bytes of a delimited table; none where they were not kept."""
    path: Path = folders.folder_of(staging.pk) / f"head-{number}"
    return path.read_bytes() if path.exists() else b""


def tried(sheet: Sheet, columns: Mapping[str, str]) -> list[Tried]:
    """Return the first rows as they come out under an assignment."""
    return [try_row(dict(zip(sheet.labels, row, strict=False)), columns) for row in sheet.rows]


def try_row(row: Mapping[str, str], columns: Mapping[str, str]) -> Tried:
    """Return one row as it comes out."""
    found = renamed(row, columns)
    day, precision = stamps.parse(str(found.get("published", "")))
    if not (found.get("text") or found.get("html")):
        return Tried(found, day, precision, Reason.NO_TEXT_FIELD)
    return Tried({**found, "text": found.get("html") or found["text"]}, day, precision)


def say(staging: Staging, user: User, sheet: Sheet, columns: Mapping[str, str]) -> None:
    """Keep what the columns mean, for this upload and for the next table with this header of the same person.

    sheet: under the delimiter and encoding that count. Where these are not those that were found, they hold for the
    tables of this name only, else the columns hold for every table with this header.
    """
    met = staging.met[sheet.number]
    before = staging.tables.get(sheet.names[0], {})
    own = {
        "delimiter": sheet.delimiter if sheet.delimiter != met["delimiter"] else before.get("delimiter", ""),
        "encoding": sheet.encoding if sheet.encoding != met["encoding"] else before.get("encoding", ""),
    }
    chosen = {label: columns.get(label, "") for label in sheet.labels}
    if any(own.values()):
        staging.tables |= {name: {"columns": chosen, **own} for name in sheet.names}
    else:
        staging.tables[f"#{sheet.signature}"] = {"columns": chosen, **own}
    staging.save(update_fields=["tables"])
    KnownHeader.objects.update_or_create(user=user, signature=sheet.signature, defaults={"columns": chosen})
    old = KnownHeader.objects.filter(user=user).order_by("-used_at").values("pk")[REMEMBERED:]
    KnownHeader.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()


def asked_for(files: Iterable[tuple[str, BinaryIO]]) -> bool:
    """Say whether one of the files is a table of which nobody knows which column holds the text; they are rewound."""
    return any(suffix_of(name) in COLLECTIONS and is_unknown(name, file) for name, file in files)


def is_unknown(name: str, file: BinaryIO) -> bool:
    """Say whether a table has columns, but none that is known to hold the text.

    Its first bytes tell, so that a large upload is not read twice; a JSON document has to be read whole, and a large
    one is taken as it is: its articles then say that no field holds the text.
    """
    met: list[Met] = []
    file.seek(0)
    head = file.read(HEAD_BYTES if suffix_of(name) != ".json" else WHOLE_JSON + 1)
    file.seek(0)
    if suffix_of(name) == ".json" and len(head) > WHOLE_JSON:
        return False
    first = next(expand(name, io.BytesIO(head), Tables(note=met.append)), None)
    refused = isinstance(first, Fault) and first.reason is Reason.NO_TEXT_FIELD
    return bool(met) and not met[0].known and refused
