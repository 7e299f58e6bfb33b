"""The text of a PDF, read by a process of its own.

In: its bytes. Out: text with title, author and day of its properties, or Refused: with a password, of pictures only,
broken, too long, or too slow.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from articles.readers import limits
from articles.records import Reason, Refused

CHILD = Path(__file__).with_name("pdf_child.py")


def text_of(data: bytes) -> tuple[str, dict[str, str]]:
    """Return (text, fields) of a PDF; the day of its creation is called "filed", as with Word documents."""
    found = answer(data)
    if "reason" in found:
        raise Refused(Reason(found["reason"]), found.get("detail", ""))
    text = printable(found.pop("text"))
    return text, {key: printable(value) for key, value in found.items() if value}


def answer(data: bytes) -> dict[str, str]:
    """Return what the child says of the document; raises Refused where it dies or does not end."""
    if not data.lstrip(b"\x00\t\r\n\f ").startswith(b"%PDF"):
        raise Refused(Reason.BAD_DOCUMENT)  # not worth a process
    bounds = (limits.PAGES, limits.ITEM_BYTES, limits.PDF_MEMORY, limits.PDF_SECONDS)
    # -I: neither the environment nor the folder of the script have a say in what it imports.
    command = [sys.executable, "-I", str(CHILD), *map(str, bounds)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.PDF_SECONDS, check=True)
    except subprocess.TimeoutExpired as error:
        raise Refused(Reason.SLOW) from error
    except subprocess.CalledProcessError as error:  # out of memory, or killed
        raise Refused(Reason.BAD_DOCUMENT, f"exit {error.returncode}") from error
    return {str(key): str(value) for key, value in json.loads(done.stdout).items()}


def printable(text: str) -> str:
    """Return text that UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
