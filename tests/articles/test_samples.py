"""What becomes of each sample file, format by format and fault by fault."""

import pytest

from tests.articles.samples import FOLDER, OUTCOMES, outcome, parts, zipped

FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "outcomes.toml")


@pytest.mark.parametrize("name", FILES)
def test_each_sample_becomes_what_the_table_says(name):
    assert [outcome(part) for part in parts(name, (FOLDER / name).read_bytes())] == OUTCOMES[name]


def test_the_table_has_no_entry_without_a_file():
    assert sorted(OUTCOMES) == FILES


def test_all_samples_in_one_archive_become_the_same():
    archive = zipped({name: (FOLDER / name).read_bytes() for name in FILES})
    assert [outcome(part) for part in parts("alles.zip", archive)] == [row for name in FILES for row in OUTCOMES[name]]
