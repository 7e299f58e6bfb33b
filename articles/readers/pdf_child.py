"""Reads one PDF in a process of its own: bytes on standard input, one JSON object on standard output.

In: {"text", "title", "author", "filed"} comes out, or {"reason", "detail"}. A PDF is a program of sorts: whatever one
does to the process that reads it, time and memory end here and not in a worker. Run as a file, by `pdfs`, and it
imports nothing of ours, so that it starts quickly and needs no path.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError

# Names that programs put into the title of their own accord.
NO_TITLE = re.compile(
    r"^(?:microsoft word - .*|untitled.*|unbenannt.*|.*\.(?:docx?|odt|indd|qxp|pdf|rtf|pages))$", re.I
)


def limit(memory: int, seconds: int) -> None:
    """Bound the memory and the processor time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the clock that the parent keeps must do
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def result_of(data: bytes, pages: int, most: int) -> dict[str, str]:
    """Return the text and properties of a PDF, or the reason why there are none; `most` characters at most."""
    if not data.lstrip(b"\x00\t\r\n\f ").startswith(b"%PDF"):
        return {"reason": "bad_document"}
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"reason": "encrypted"}
        count = len(reader.pages)
        if count > pages:
            return {"reason": "too_many_pages", "detail": f"{count} > {pages}"}
        text = text_of(reader, most)
        if not any(character.isalpha() for character in text):
            return {"reason": "scanned" if count else "empty"}
        if len(text) > most:
            return {"reason": "too_large"}
        return {"text": text, **properties(reader)}
    except DependencyError:  # a cipher that pypdf leaves to others
        return {"reason": "encrypted"}
    except Exception as error:
        # pypdf raises whatever broken objects lead to; the sender sees the document refused with the error's name.
        return {"reason": "bad_document", "detail": type(error).__name__}


def text_of(reader: PdfReader, most: int) -> str:
    """Return the text of all pages, hyphens at line ends undone; no more pages once it is too long."""
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > most:
            break
    joined = "\n\n".join(pages).replace("\x00", "").replace("\xad\n", "")
    return re.sub(r"(?<=[a-zäöüß])-\n(?=[a-zäöüß])", "", joined)


def properties(reader: PdfReader) -> dict[str, str]:
    """Return title, author and day of the document's information, where somebody wrote them."""
    try:
        info: Any = reader.metadata
        if not info:
            return {}
        title, author, created = clean(info.title), clean(info.author), info.creation_date
    except Exception:  # broken properties say nothing; the text is what counts
        return {}
    found = {"title": "" if NO_TITLE.match(title) else title, "author": author}
    return found | {"filed": created.date().isoformat() if created else ""}


def clean(value: object) -> str:
    """Return a property as one line."""
    return " ".join(str(value or "").replace("\x00", "").split())[:2000]


def main(pages: int, most: int, memory: int, seconds: int) -> None:
    """Read standard input, write the result."""
    logging.disable(logging.CRITICAL)  # pypdf tells of every flaw; the text may be fine all the same
    data = sys.stdin.buffer.read()
    limit(memory, seconds)
    result = json.dumps(result_of(data, pages, most))  # ASCII: lone surrogates come through as such
    sys.stdout.write(result)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:5]))
