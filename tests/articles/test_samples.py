"""What becomes of each sample file, format by format and fault by fault."""

import pytest

from articles.readers.expansion import ARCHIVES, SUFFIXES, suffix_of
from articles.records import Reason
from tests.articles import hostile
from tests.articles.making import samples
from tests.articles.samples import FOLDER, OUTCOMES, outcome, parts, tarred, zipped

FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "outcomes.toml")


@pytest.mark.parametrize("name", FILES)
def test_each_sample_becomes_what_the_table_says(name):
    assert [outcome(part) for part in parts(name, (FOLDER / name).read_bytes())] == OUTCOMES[name]


def test_the_table_has_no_entry_without_a_file():
    assert sorted(OUTCOMES) == FILES


def test_all_samples_in_one_archive_become_the_same():
    plain = [name for name in FILES if suffix_of(name) not in ARCHIVES]
    members = {name: (FOLDER / name).read_bytes() for name in plain}
    rows = [row for name in plain for row in OUTCOMES[name]]
    assert [outcome(part) for part in parts("alles.zip", zipped(members))] == rows
    assert [outcome(part) for part in parts("alles.tar.gz", tarred(members))] == rows


def test_archives_in_archives_are_not_opened():
    packed = [name for name in FILES if suffix_of(name) in ARCHIVES]
    found = parts("alles.zip", zipped({name: (FOLDER / name).read_bytes() for name in packed}))
    assert [(part.name, part.reason) for part in found] == [(f"alles.zip/{name}", Reason.NESTED) for name in packed]


def test_each_format_has_a_sample_that_is_read():
    ends = {(suffix_of(name), row[0] == "stored") for name in FILES for row in OUTCOMES[name]}
    same = {".text", ".markdown", ".htm", ".ndjson", ".mht"}  # other names of formats that have theirs
    for suffix in set(SUFFIXES) - same - {".gz"}:
        assert (suffix, True) in ends, suffix
    assert len(FILES) >= 60


def test_the_made_samples_are_those_that_are_stored():
    made = samples() | hostile.samples()
    unequal = [name for name in made if (FOLDER / name).read_bytes() != made[name]]
    # Compression and the cipher's random key may differ from one version of a library to the next.
    assert set(unequal) <= {name for name in made if name.endswith((".gz", ".tgz", ".zip", ".docx", ".pdf"))}
    assert not [name for name in unequal if name in {"meldung.pdf", "bilder.pdf"}]
