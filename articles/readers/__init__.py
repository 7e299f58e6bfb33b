"""Bytes to raw articles, in two steps that never touch the database.

In: a file's name and its open, seekable bytes. Out: `expand` splits it into one RawItem per article, with a named
Fault for each part that cannot be read; `read` decodes one RawItem. Nothing here is written to disk or executed.
"""

from articles.readers.expansion import expand
from articles.readers.reading import read

__all__ = ["expand", "read"]
