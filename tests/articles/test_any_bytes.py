"""Any bytes under any name end in articles or named faults: never an exception, in bounded time and memory."""

import resource
import time
from unittest import mock

from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.readers import limits, pdfs
from articles.readers.expansion import SUFFIXES
from articles.readers.pdf_child import result_of
from tests.articles.promises import check
from tests.articles.samples import FOLDER, parts

SAMPLES = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.name != "outcomes.toml"}
SECONDS = 20  # on a busy machine; what is quadratic takes minutes
MEMORY = 400 * 1024  # of the whole test process, in kB, beyond what it had


@st.composite
def damaged(draw):
    """Draw a sample, cut off, overwritten or doubled in places, under its own name or that of another format."""
    name = draw(st.sampled_from(sorted(SAMPLES)))
    data = bytearray(SAMPLES[name][:20_000])
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 64)))
        data[start:end] = draw(st.one_of(st.binary(max_size=8), st.just(bytes(data[start:end] * 2)), st.just(b"")))
    if draw(st.booleans()):
        data = data[: draw(st.integers(0, len(data)))]
    return draw(st.one_of(st.just(name), st.sampled_from([f"a{suffix}" for suffix in SUFFIXES]))), bytes(data)


@settings(max_examples=30, deadline=None)
@example(("a.pdf", b"%PDF-1.4\ntrailer\n<< /Root 1 0 R >>"))
@given(damaged())
def test_damaged_samples_end_in_articles_or_named_faults(found):
    name, data = found
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # In this process: a damaged PDF must not lean on being read in one that may die.
    with mock.patch.object(pdfs, "answer", lambda data: result_of(data, limits.PAGES, limits.ITEM_BYTES)):
        check(parts(name, data))
    assert time.monotonic() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([*SUFFIXES, ".bin", ""]), st.binary(max_size=400))
def test_no_bytes_make_the_readers_raise(suffix, data):
    check(parts(f"a{suffix}", data))


STRUCTURE = '{}[]",:\n\t;|<>/-#&*!\\ 0'
FRAGMENTS = [
    "text",
    "Titel",
    "---\n",
    "title: ",
    "\\u0000",
    "\\ud800",
    "null",
    "&#0;",
    "<p>",
    "</p>",
    "<html>",
    "ä",
    "\u2028",
]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SUFFIXES), st.lists(st.sampled_from([*STRUCTURE, *FRAGMENTS]), max_size=40))
def test_no_half_made_structure_makes_them_raise(suffix, pieces):
    check(parts(f"a{suffix}", "".join(pieces).encode()))
