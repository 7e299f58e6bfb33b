"""The text of a Word document (.docx), without macros, links or pictures.

In: its bytes. Out: one paragraph per paragraph, with title, author and day of its properties. A .docx is a ZIP archive
of XML (ECMA-376); only the main part, its list of relations and the core properties are ever opened.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from articles.readers import limits
from articles.readers.archives import BROKEN, Bounded, content
from articles.records import Reason, Refused

OLE = b"\xd0\xcf\x11\xe0"  # the container of old .doc files, and of .docx files with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAIN = "word/document.xml"
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
# Deleted passages, and the second version of a text box for old programs.
LEFT_OUT = {"del", "moveFrom", "Fallback"}
PROPERTIES = {"title": "title", "creator": "author", "created": "filed"}
NO_DATE = "2013-12-23"  # of python-docx's template, never of an article


def text_of(data: bytes) -> tuple[str, dict[str, str]]:
    """Return (text, fields) of a document; raises Refused.

    The day of its creation is called "filed": it is a day of publication only where nothing else says one.
    """
    if data.startswith(OLE):
        raise Refused(Reason.ENCRYPTED if ENCRYPTED in data else Reason.BAD_DOCUMENT)
    try:
        with zipfile.ZipFile(Bounded(io.BytesIO(data))) as archive:
            names = {info.filename: info for info in archive.infolist()}

            def part(name: str) -> bytes:
                return content(archive, names[name], limits.XML_BYTES) if name in names else b""

            main = part(main_part(part("_rels/.rels")))
            if not main:
                raise Refused(Reason.BAD_DOCUMENT)
            return "\n\n".join(paragraphs(main)), properties(part("docProps/core.xml"))
    except BROKEN as error:
        raise Refused(Reason.BAD_DOCUMENT) from error


def events(xml: bytes) -> Iterator[tuple[bool, str, Element]]:
    """Yield (opens, local name, element) through a document; raises Refused where it is no XML or defines entities."""
    try:
        for event, element in iterparse(io.BytesIO(xml), events=("start", "end"), forbid_dtd=True):
            yield event == "start", element.tag.rpartition("}")[2], element
    except ParseError as error:
        raise Refused(Reason.BAD_DOCUMENT) from error
    except DefusedXmlException as error:
        raise Refused(Reason.ENTITIES) from error


def main_part(relations: bytes) -> str:
    """Return the name of the part that holds the text; some programs do not call it document.xml."""
    if relations:
        for opens, tag, element in events(relations):
            if opens and tag == "Relationship" and element.get("Type", "").endswith("/officeDocument"):
                return element.get("Target", MAIN).lstrip("/")
    return MAIN


def paragraphs(xml: bytes) -> Iterator[str]:
    """Yield the paragraphs that are not empty, as the document shows them."""
    pieces: list[str] = []
    hidden = 0
    for opens, tag, element in events(xml):
        if tag in LEFT_OUT:
            hidden += 1 if opens else -1
        elif opens:
            continue
        elif tag == "t" and not hidden:
            pieces.append(element.text or "")
        elif tag in BREAKS and not hidden:
            pieces.append(BREAKS[tag])
        elif tag == "p":
            text = "".join(pieces).strip()
            pieces.clear()
            if text:
                yield text
        if not opens:
            element.clear()


def properties(xml: bytes) -> dict[str, str]:
    """Return title, author and day of the core properties; broken ones say nothing."""
    found: dict[str, str] = {}
    try:
        for opens, tag, element in events(xml) if xml else ():
            value = " ".join((element.text or "").split())
            if not opens and tag in PROPERTIES and value:
                found[PROPERTIES[tag]] = value[:2000]
    except Refused:
        return {}
    if "filed" in found:
        found["filed"] = found["filed"][:10]
        if found["filed"] == NO_DATE:
            del found["filed"]
    return found
