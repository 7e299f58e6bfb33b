"""`python -m claims.extraction --emit claims|dates|statements [FILE.jsonl]`, and `--explain FILE` for a person.

In: JSON Lines {"doc", "text", "published", "title"} from a file or standard input, the last two if known. Out: JSON
Lines, written as they are read, each claim with the version that read it. A line that is no article is named on
standard error; the others go on, and the exit code is 1.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TextIO

from spacy.tokens import Doc

from claims.extraction import code_version, export, model_version
from claims.extraction.explain import explain
from claims.extraction.pipeline import analyse
from claims.extraction.progress import Progress
from claims.extraction.rowreader import Entry, LineError, entries


def claim_rows(doc: Doc) -> list[export.Row]:
    version = f"{code_version()} {model_version()}"
    return [export.row(claim) | {"version": version} for claim in export.normalise(doc)]


EMITTERS: dict[str, Callable[[Doc], list[export.Row]]] = {
    "claims": claim_rows,
    "dates": export.date_rows,
    "statements": export.statement_rows,
}


def write(lines: Iterable[str | bytes], emit: str, out: TextIO, progress: Progress) -> bool:
    """Write the rows of all documents, one document at a time; whether every line was one."""
    good = True
    for number, size, found in entries(lines):
        error = found if isinstance(found, LineError) else write_one(found, emit, out)
        if error:
            good = False
            progress.clear()
            print(f"line {number}: {error}", file=sys.stderr)
        progress.advance(size)
    progress.clear()
    return good


def write_one(entry: Entry, emit: str, out: TextIO) -> ValueError | None:
    """Write the rows of one document; returns what hindered it, such as its length."""
    try:
        doc = analyse(entry.text, entry.published, entry.title)
    except ValueError as error:
        return error
    for row in EMITTERS[emit](doc):
        out.write(json.dumps({"doc": entry.doc, **row}, ensure_ascii=False) + "\n")
    out.flush()
    return None


def parser() -> ArgumentParser:
    main = ArgumentParser(prog="python -m claims.extraction", description=__doc__)
    task = main.add_mutually_exclusive_group(required=True)
    task.add_argument("--emit", choices=sorted(EMITTERS))
    task.add_argument("--explain", metavar="FILE", type=Path, help="a plain text file")
    main.add_argument("--published", type=date.fromisoformat, help="publication date for --explain")
    main.add_argument("--title", help="headline for --explain")
    main.add_argument("file", nargs="?", type=Path, help="JSON Lines; standard input where absent")
    return main


def emitted(options: Namespace) -> bool:
    """Read the file or standard input; a bar shows only where rows do not."""
    watched = sys.stderr.isatty() and not sys.stdout.isatty()
    if options.file is None:
        source: Iterable[str | bytes] = getattr(sys.stdin, "buffer", sys.stdin)
        return write(source, options.emit, sys.stdout, Progress(sys.stderr, None, watched))
    with options.file.open("rb") as lines:
        size = options.file.stat().st_size
        return write(lines, options.emit, sys.stdout, Progress(sys.stderr, size, watched))


def main(arguments: list[str] | None = None) -> int:
    """0, or 1 where a line was no article or nobody reads on, or 2 where the file cannot be read."""
    options = parser().parse_args(arguments)
    try:
        if options.explain is None:
            return 0 if emitted(options) else 1
        text = options.explain.read_text(encoding="utf-8-sig")
        sys.stdout.write(explain(analyse(text, options.published, options.title)))
        return 0
    except BrokenPipeError:  # such as `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"{options.explain or options.file}: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
