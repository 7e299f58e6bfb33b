"""The German interface is complete, current and compiled."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "claimtrack" / "locale" / "de" / "LC_MESSAGES" / "django.po"


def catalog(path: Path = PO):
    with path.open("rb") as file:
        return read_po(file, locale="de")


def texts(message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string]


def test_every_message_has_a_german_translation():
    missing = [m.id for m in catalog() if m.id and not all(texts(m))]
    assert missing == []


def test_no_translation_is_a_guess():
    assert [m.id for m in catalog() if m.id and m.fuzzy] == []


def test_translations_keep_their_placeholders():
    def names(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)|\{(\w+)\}", text))

    broken = []
    for message in catalog():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        wanted = set().union(*(names(i) for i in ids))
        if any(not names(text) <= wanted for text in texts(message)):
            broken.append(message.id)
    assert broken == []


def test_the_compiled_catalog_is_in_step():
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = {(m.id, m.context): m.string for m in read_mo(file) if m.id}
    written = {(m.id, m.context): m.string for m in catalog() if m.id}
    assert {str(k): str(v) for k, v in compiled.items()} == {str(k): str(v) for k, v in written.items()}


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed, so messages cannot be collected")
def test_the_catalog_knows_every_message_of_the_source(tmp_path):
    """Collect the messages anew in a copy of the sources and compare."""
    for name in ("claimtrack", "articles", "claims", "templates", "manage.py"):
        source = ROOT / name
        if source.is_dir():
            keep_out = shutil.ignore_patterns("__pycache__", "demo", "model", "*.tsv")
            shutil.copytree(source, tmp_path / name, ignore=keep_out)
        else:
            shutil.copy(source, tmp_path / name)
    copy = tmp_path / PO.relative_to(ROOT)
    before = {(str(m.id), m.context) for m in catalog(copy) if m.id}
    subprocess.run(
        ["django-admin", "makemessages", "-l", "de", "--no-obsolete", "--no-wrap"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env={**__import__("os").environ, "DJANGO_SETTINGS_MODULE": "", "PATH": __import__("os").environ["PATH"]},
    )
    after = {(str(m.id), m.context) for m in catalog(copy) if m.id}
    assert after - before == set()
