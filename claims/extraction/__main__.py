"""`python -m claims.extraction --emit claims|dates|statements [FILE.jsonl]`, and `--explain FILE` for a person.

In: JSON Lines {"doc", "text", "published"} from a file or standard input. Out: JSON Lines, written as they are read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TextIO

from spacy.tokens import Doc

from claims.extraction import export
from claims.extraction.explain import explain
from claims.extraction.pipeline import analyse

EMITTERS: dict[str, Callable[[Doc], list[export.Row]]] = {
    "claims": lambda doc: [export.row(claim) for claim in export.normalise(doc)],
    "dates": export.date_rows,
    "statements": export.statement_rows,
}


def rows(lines: Iterable[str], emit: str) -> Iterator[export.Row]:
    """The rows of all documents, one document at a time."""
    for line in lines:
        if line.strip():
            article = json.loads(line)
            doc = analyse(article["text"], day(article.get("published")), article.get("title"))
            for found in EMITTERS[emit](doc):
                yield {"doc": article["doc"], **found}


def day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None


def write(lines: Iterable[str], emit: str, out: TextIO) -> None:
    for found in rows(lines, emit):
        out.write(json.dumps(found, ensure_ascii=False) + "\n")
        out.flush()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m claims.extraction", description=__doc__)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--emit", choices=sorted(EMITTERS))
    task.add_argument("--explain", metavar="FILE", type=Path, help="a plain text file")
    parser.add_argument("--published", type=date.fromisoformat, help="publication date for --explain")
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines; standard input where absent")
    options = parser.parse_args(arguments)
    if options.explain:
        text = options.explain.read_text(encoding="utf-8")
        sys.stdout.write(explain(analyse(text, options.published)))
    elif options.file:
        with options.file.open(encoding="utf-8") as lines:
            write(lines, options.emit, sys.stdout)
    else:
        write(sys.stdin, options.emit, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
