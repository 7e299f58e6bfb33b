"""What would become of each article of an upload, without a database and without storing anything.

In: files with what was said of them. Out: a Foreseen for each article, and each table that was met. The web server has
hostile bytes looked at by a process of its own, with bounds on its time and memory: `python -m articles.looking` takes
an Order as JSON on standard input and writes a JSON object per line: {"at": name} before each article, {"item": …},
{"met": …} for a table, and {"end": "all" | "time" | "most"} at last.
"""

from __future__ import annotations

import base64
import json
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from articles.alike.shingles import FEWEST_WORDS, unmarked, words
from articles.cleaning import clean
from articles.fingerprints import content_hash
from articles.readers import expand, read
from articles.readers.encoding import encoding_of
from articles.readers.tables import Met, Table, Tables
from articles.records import CleanArticle, Fault, Format, RawItem, Reason, Refused

START = 200  # characters of the text that are shown
TABLES, HEADS = 1000, 50  # tables that are told of, and how many of them with their first bytes
MEMORY = 2 * 1024**3  # address space of the process
DECODED = {Format.TEXT, Format.MARKDOWN, Format.HTML}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one article.

    state: stored, skipped or failed; whether it is known already, only the database can say, by `digest`. day: ISO, or
    "". found, precision: as in FoundDate. marked: how many of its `chars` characters are marked as no news text.
    own: the text without these, packed, for finding near copies; "" where it is too short to have any.
    """

    name: str
    state: str
    reason: str = ""
    detail: str = ""
    format: str = ""
    encoding: str = ""
    title: str = ""
    outlet: str = ""
    day: str = ""
    precision: str = ""
    found: str = ""
    language: str = ""
    chars: int = 0
    marked: int = 0
    start: str = ""
    digest: str = ""
    url: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What to look at: (name, path) of files, what was said of them, how many articles were looked at before.

    seconds: for how long; most: how many articles at most.
    """

    files: list[tuple[str, str]]
    given: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    skip: int = 0
    seconds: float = 8.0
    most: int = 100_000


def foresee(part: RawItem | Fault, given: Mapping[str, str]) -> Foreseen:
    """Return what would become of a part; nothing that it holds makes this fail."""
    if isinstance(part, Fault):
        return Foreseen(part.name, "failed", part.reason, part.detail[:500])
    known: dict[str, Any] = {"format": str(part.format), "encoding": encoding_found(part)}
    try:
        return told(part.name, clean(read(part), given), known)
    except Refused as refusal:
        state = "skipped" if refusal.reason is Reason.LANGUAGE else "failed"
        if refusal.reason is Reason.BINARY:  # neither its first bytes nor an encoding tell anything
            return Foreseen(part.name, "failed", refusal.reason, refusal.detail[:500])
        seen: dict[str, Any] = {**known, "title": part.fields.get("title", "")[:500], "start": start_of(part)}
        language = refusal.detail if state == "skipped" else ""
        return Foreseen(part.name, state, refusal.reason, refusal.detail[:500], language=language, **seen)
    except Exception as error:
        # As a worker would: the sender sees the article as failed, with the error's name.
        return Foreseen(part.name, "failed", Reason.INTERNAL, type(error).__name__, **known)


def told(name: str, article: CleanArticle, known: Mapping[str, Any]) -> Foreseen:
    """Return what is shown of an article that would be stored."""
    published = article.published
    return Foreseen(
        name,
        "stored",
        title=article.title[:500],
        outlet=article.outlet or article.domain,
        day=published.day.isoformat() if published.day else "",
        precision=published.precision,
        found=published.found,
        language=article.language,
        chars=len(article.text),
        marked=sum(mark.end - mark.start for mark in article.noise),
        start=shortened(article.text),
        digest=content_hash(article.text),
        url=article.url,
        own=packed(unmarked(article.text, [(mark.start, mark.end) for mark in article.noise])),
        **known,
    )


def packed(own: str) -> str:
    """Return a text in a third of its length, as one word of ASCII; "" where it is too short to have copies."""
    if len(words(own)) < FEWEST_WORDS:
        return ""
    return base64.b64encode(zlib.compress(own.encode("utf-8", "surrogatepass"), 1)).decode("ascii")


def unpacked(text: str) -> str:
    """Return what was packed."""
    return zlib.decompress(base64.b64decode(text)).decode("utf-8", "surrogatepass")


def encoding_found(item: RawItem) -> str:
    """Return the name of the encoding that the item's file was read in; "" for formats that have none."""
    if item.read_as.get("encoding"):
        return str(item.read_as["encoding"])
    return encoding_of(item.payload, page=item.format is Format.HTML) if item.format in DECODED else ""


def start_of(item: RawItem) -> str:
    """Return how a text begins that would not be stored, so that its sender knows which it is; of pages nothing."""
    if item.format not in (Format.TEXT, Format.MARKDOWN):
        return ""
    return shortened(item.payload[: START * 8].decode("utf-8", "replace").replace("\x00", ""))


def shortened(text: str) -> str:
    """Return how a text begins, in whole words where it has any; with … where it goes on."""
    words_of_it = " ".join(text[: START * 2].split())
    if len(words_of_it) <= START and len(text) <= START * 2:
        return words_of_it
    whole = words_of_it[:START].rpartition(" ")[0] or words_of_it[:START]
    return f"{whole} …"


def foreseen(
    files: Iterable[tuple[str, BinaryIO]],
    given: Mapping[str, str],
    tables: Tables,
    at: Callable[[str], None] = lambda name: None,
) -> Iterator[Callable[[], Foreseen]]:
    """Yield for each article what looks at it when called, so that whoever has looked before can leave it out."""
    for name, file in files:
        for part in expand(name, file, tables):

            def one(part: RawItem | Fault = part) -> Foreseen:
                at(part.name)
                return foresee(part, given)

            yield one


def follow(order: Order, write: Callable[[Mapping[str, Any]], None]) -> None:
    """Do what the order says and write what is found, until all is looked at or the time is over."""
    end = float("inf")
    met: list[str] = []

    def note(table: Met) -> None:
        if order.skip == 0 and len(met) < TABLES:
            write({"met": as_json(table, with_head=len(met) < HEADS)})
            met.append(table.name)

    tables = Tables(order.tables, note)
    looks = foreseen(opened(order.files), order.given, tables, at=lambda name: write({"at": name}))
    for number, look in enumerate(looks):
        if number < order.skip:
            continue
        if number >= order.most or time.monotonic() > end:
            write({"end": "most" if number >= order.most else "time"})
            return
        write({"item": asdict(look())})
        if number == order.skip:  # loading what reads takes its time, too, and only once
            end = time.monotonic() + order.seconds
    write({"end": "all"})


def opened(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, BinaryIO]]:
    """Yield each file open, one at a time."""
    for name, path in files:
        with Path(path).open("rb") as file:
            yield name, file


def as_json(met: Met, *, with_head: bool) -> dict[str, Any]:
    """Return a table that was met as JSON can hold it."""
    head = base64.b64encode(met.head if with_head else b"").decode("ascii")
    return {**asdict(met), "head": head, "signature": met.signature}


def bound(seconds: float) -> None:
    """Bound the memory and processor time of this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 30, int(seconds) + 35))


def main() -> None:
    """Follow the order on standard input."""
    asked = json.load(sys.stdin)
    tables = {key: Table(**said) for key, said in asked.pop("tables", {}).items()}
    order = Order(**{**asked, "files": [tuple(pair) for pair in asked["files"]], "tables": tables})
    bound(order.seconds)
    follow(order, lambda found: print(json.dumps(found), flush=True))  # ASCII: lone surrogates come through as such


if __name__ == "__main__":
    main()
