"""Pages as browsers save them: in one file, or with a folder beside; and the names that old ZIP programs write."""

import io
import zipfile

import pytest

from articles.readers import read
from articles.readers.zip_names import parts_of_pages, readable
from tests.articles.making import archive, page, text
from tests.articles.samples import FOLDER, parts


def test_the_address_of_a_saved_page_is_kept_and_its_day_is_not_taken():
    [item] = parts("seite.mhtml", (FOLDER / "seite.mhtml").read_bytes())
    assert dict(item.fields) == {"url": "https://bote.example/a"}
    assert "1.431 Menschen" in read(item).content


def test_a_saved_page_names_its_encoding_in_the_head_of_its_part():
    data = (FOLDER / "seite.mhtml").read_bytes()
    start = data.index(b"=3C")
    body = "<html><body><p>Größe</p></body></html>".encode("mac-roman")
    changed = data[:start] + body.hex("=").upper().encode().join([b"=", b"\r\n--grenze--\r\n"])
    [item] = parts("a.mht", changed.replace(b"text/html\r\n", b"text/html; charset=macintosh\r\n"))
    assert "Größe" in read(item).content


@pytest.mark.parametrize("folder", ["Seite_files", "Seite-Dateien", "Seite_Dateien", "Seite.files"])
def test_the_folder_of_a_saved_page_is_left_out(folder):
    members = {"x/Seite.html": page(1).encode(), f"x/{folder}/rahmen.html": b"<p>", f"x/{folder}/a/b.js": b"x"}
    assert [part.name for part in parts("a.zip", archive(members))] == ["a.zip/x/Seite.html"]


def test_a_folder_without_its_page_is_one_like_any_other():
    names = ["Seite_files/a.html", "y/Seite.html", "Andere.html", "Andere_files.html"]
    assert parts_of_pages(names) == set()
    found = parts("a.zip", archive({"Seite_files/a.txt": text(1)}))
    assert [part.name for part in found] == ["a.zip/Seite_files/a.txt"]


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "utf-8"])
@pytest.mark.parametrize("name", ["Müller.txt", "Größe.txt", "ÄÖÜ/äöüß.txt"])
def test_names_without_the_mark_of_utf8_are_read_as_german(name, encoding):
    info = zipfile.ZipInfo(name.encode(encoding).decode("cp437"))
    assert readable(info) == name


def test_a_name_that_says_utf8_is_left_as_it_is_but_composed():
    info = zipfile.ZipInfo("u\u0308bung-\u2551.txt")
    info.flag_bits = 0x800
    assert readable(info) == "übung-\u2551.txt"
    assert readable(zipfile.ZipInfo("\u2551\u2551.txt")) == "\u2551\u2551.txt", "nothing fits: as the format says"


def test_members_of_the_same_name_are_all_read():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("a.txt", text(1))
        with pytest.warns(UserWarning, match="Duplicate"):
            out.writestr("a.txt", text(2))
    assert len(parts("a.zip", buffer.getvalue())) == 2
