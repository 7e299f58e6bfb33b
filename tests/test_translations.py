"""The German interface is complete, current and compiled."""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override

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
    """A singular may do without its number ("one more place"); nothing else is dropped, and nothing invented."""

    def names(text: str) -> set[tuple[str, str]]:
        return set(re.findall(r"%\((\w+)\)|\{(\w+)\}", text))

    broken = []
    for message in catalog():
        if not message.id:
            continue
        plural = isinstance(message.id, (tuple, list))
        wanted = set().union(*map(names, message.id)) if plural else names(message.id)
        if any(names(text) - wanted or (wanted - names(text) and not plural) for text in texts(message)):
            broken.append(message.id)
    assert broken == []


def test_the_compiled_catalog_is_in_step():
    """Compile anew and compare what both hold; the bytes differ with the compiler."""

    def content(file) -> list[str]:
        return sorted(repr((m.context, m.id, m.string)) for m in read_mo(file) if m.id)

    fresh = BytesIO()
    write_mo(fresh, catalog())
    fresh.seek(0)
    with PO.with_suffix(".mo").open("rb") as file:
        assert content(file) == content(fresh)


def test_pages_find_the_german_catalog():
    with override("de"):
        assert gettext("cannot confirm") == "kann nicht bestätigen"
        assert ngettext("%(n)s claim", "%(n)s claims", 2) % {"n": 2} == "2 Aussagen"


@pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="GNU gettext is not installed, so messages cannot be collected"
)
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
    command = "makemessages -l de --no-obsolete --no-wrap --add-location file"
    subprocess.run([sys.executable, "manage.py", *command.split()], cwd=tmp_path, check=True, capture_output=True)
    after = {(str(m.id), m.context) for m in catalog(copy) if m.id}
    assert after - before == set()


@pytest.mark.parametrize(
    ("retired", "word"),
    [("Zeitverlauf", "Zeitleiste"), ("gebilligt", "genehmigt"), ("gescheitert", "fehlgeschlagen"), ("Typ", "Art")],
)
def test_one_thing_has_one_word(retired, word):
    used = [text for message in catalog() if message.id for text in texts(message)]
    assert [text for text in used if re.search(rf"\b{retired}\b", text)] == []
    assert any(word in text for text in used)


def test_texts_and_claims_have_a_fassung_and_programs_a_version():
    of_programs = {"version of the rules", "version of the model", "By version"}
    of_programs |= {"what the present version has not read", "only what an older version read"}
    of_programs |= {"what an older version had read"}
    said = {message.id for message in catalog() if message.id and re.search(r"\bVersion(en)?\b", str(message.string))}
    assert said == of_programs
