"""One raw item to one raw article.

In: a RawItem as expanded. Out: its text decoded, its front matter taken off and mapped to our field names.
"""

from __future__ import annotations

import re
import tomllib

import frontmatter
import yaml

from articles.readers import documents, fields, pdfs
from articles.readers.encoding import decode
from articles.records import Format, RawArticle, RawItem, Reason, Refused

# Front matter: a line of three dashes, at most 16 kB of YAML, a line of three dashes.
FRONT_MATTER = re.compile(r"\A\s{0,100}---[ \t]*\n(.{0,16384}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
# As Hugo writes it: three plus signs, and TOML.
TOML_MATTER = re.compile(r"\A\s{0,100}\+\+\+[ \t]*\n(.{0,16384}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
LOOKS_SET = re.compile(r"^\w[\w-]{0,40}[ \t]*=", re.MULTILINE)
LOOKS_LIKE_FIELDS = re.compile(r"^\w[\w -]{0,40}:", re.MULTILINE)

DOCUMENTS = {Format.PDF: pdfs.text_of, Format.DOCX: documents.text_of}


def read(item: RawItem) -> RawArticle:
    """Return the article of an item; raises Refused where it is no text, or the document or front matter is broken."""
    if item.format in DOCUMENTS:
        content, found = DOCUMENTS[item.format](item.payload)
        return RawArticle(content, Format.TEXT, {**found, **item.fields}, item.name)
    content = decode(item.payload, page=item.format is Format.HTML)
    if item.format is Format.HTML:
        return RawArticle(content, item.format, dict(item.fields), item.name)
    body, head = split(content, strict=item.format is Format.MARKDOWN)
    return RawArticle(body, item.format, {**head, **item.fields}, item.name)


def split(content: str, *, strict: bool) -> tuple[str, dict[str, str]]:
    """Return (text, fields of its front matter); text without front matter comes back unchanged.

    strict: refuse front matter that is no YAML; else, as in plain text, three dashes may be just that.
    """
    if toml := TOML_MATTER.match(content):
        return split_toml(content, toml, strict=strict)
    match = FRONT_MATTER.match(content)
    if not match or not LOOKS_LIKE_FIELDS.search(match[1]):
        return content, {}
    try:
        # python-frontmatter's YAML handler uses yaml's safe loader: no objects are ever built.
        metadata, _ = frontmatter.parse(match[0])
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        if not strict:
            return content, {}
        mark = getattr(error, "problem_mark", None)
        raise Refused(Reason.BAD_FRONT_MATTER, f"#{mark.line + 2}" if mark else "") from error
    found = fields.mapped(metadata)
    return (content[match.end() :].lstrip("\n"), found) if found else (content, {})


def split_toml(content: str, match: re.Match[str], *, strict: bool) -> tuple[str, dict[str, str]]:
    """Return (text, fields) where the front matter is TOML; the tables in it say nothing of ours."""
    try:
        found = fields.mapped(tomllib.loads(match[1]))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        if strict and LOOKS_SET.search(match[1]):
            raise Refused(Reason.BAD_FRONT_MATTER) from error
        return content, {}
    return (content[match.end() :].lstrip("\n"), found) if found else (content, {})
