"""Bytes under any name through readers and cleaning, led by the coverage that they reach (atheris, libFuzzer).

Run: `pip install -e '.[fuzz]'`, then `python -m tests.fuzz.readers [--minutes 10] [--folder build/fuzz]`. In: the
samples of tests/samples as first inputs, and the corpus that earlier runs left in the folder. Out: figures in the end;
an input that crashes, hangs (25 s) or takes more than 2 GB lies in the folder, and the exit status is not 0.

An input is one byte that chooses the ending of the file's name, then the file. `python -m tests.fuzz.readers FILE` runs
one input alone. What was found becomes a sample or a test beside the readers, never only a fixed line.

PDFs are read in this process, under a clock of two seconds for the child's twenty-five: pypdf may loop without end on
what is broken, which is why claimtrack reads them in a process of its own. What the clock ends counts as read.
"""

import argparse
import io
import logging
import signal
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["articles", "warcio", "pypdf", "frontmatter", "htmldate", "courlan"]):
    from articles.readers import expand, limits, pdf_child, pdfs
    from articles.readers.expansion import SUFFIXES, suffix_of
    from tests.articles.promises import check

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PDF_SECONDS = 2
LONGEST = 20_000  # bytes of an input; what is long and hostile has tests of its own


class OutOfTime(BaseException):
    """The clock of a PDF; no `except Exception` may swallow it."""


def ring(*_):
    raise OutOfTime


def answer(data):
    """Stand in for the process that reads a PDF."""
    signal.setitimer(signal.ITIMER_REAL, PDF_SECONDS)
    try:
        return pdf_child.result_of(data, limits.PAGES, limits.ITEM_BYTES)
    except OutOfTime:
        return {"reason": "slow"}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def one_input(data):
    """Read one input as a file; whatever is raised is a finding."""
    if data:
        suffix = SUFFIXES[data[0] % len(SUFFIXES)]
        check(list(expand(f"datei{suffix}", io.BytesIO(data[1:]))))


def write_seeds(folder):
    """Write the samples as inputs; those that are too long are of no use to the fuzzer."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in SAMPLES.iterdir():
        suffix = suffix_of(path.name)
        if suffix in SUFFIXES and path.stat().st_size < LONGEST:
            (folder / path.name).write_bytes(bytes([SUFFIXES.index(suffix)]) + path.read_bytes())


def main():
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", help="inputs to run alone")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    options = parser.parse_args()
    corpus, seeds = options.folder / "corpus", options.folder / "seeds"
    corpus.mkdir(parents=True, exist_ok=True)
    write_seeds(seeds)
    logging.disable(logging.CRITICAL)  # pypdf tells of every flaw
    pdfs.answer = answer
    signal.signal(signal.SIGALRM, ring)
    libfuzzer = [
        f"-max_total_time={round(options.minutes * 60)}",
        f"-max_len={LONGEST}",
        "-timeout=25",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        f"-artifact_prefix={options.folder}/",
        f"-dict={Path(__file__).with_name('words.dict')}",
    ]
    atheris.Setup([sys.argv[0], *(options.inputs or [*libfuzzer, str(corpus), str(seeds)])], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
