"""Word documents and PDFs: their text, and every way in which they can be broken or hostile."""

import io
import zipfile

import pytest

from articles.readers import documents, limits, pdfs
from articles.readers.pdf_child import result_of
from articles.records import Reason, Refused
from tests.articles import making

BOLD = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'


def refusal(read, data):
    """Return (reason, detail) with which a document is refused."""
    with pytest.raises(Refused) as caught:
        read(data)
    return caught.value.reason, caught.value.detail


def word(body):
    """Return a Word document with this markup in its body."""
    main = f'<?xml version="1.0"?><w:document xmlns:w="{making.WORD}"><w:body>{body}</w:body></w:document>'
    return making.docx([], **{"word/document.xml": main.encode()})


def test_a_word_document_is_read_paragraph_by_paragraph():
    text, fields = documents.text_of(making.docx(["Eins", "", "Zwei &amp; drei"], "Titel", "2024-05-01"))
    assert text == "Eins\n\nZwei & drei"
    assert fields == {"title": "Titel", "author": "Redaktion", "filed": "2024-05-01"}


def test_runs_tabs_and_breaks_are_joined_and_deleted_passages_left_out():
    runs = BOLD.format("1.") + BOLD.format("200") + "<w:r><w:tab/><w:br/></w:r>" + BOLD.format("Menschen")
    gone = f"<w:del>{BOLD.format('weg')}</w:del><w:moveFrom>{BOLD.format('weg')}</w:moveFrom>"
    assert documents.text_of(word(f"<w:p>{runs}{gone}</w:p>"))[0] == "1.200\t\nMenschen"


def test_the_main_part_may_have_another_name():
    relations = making.RELATIONS.replace("word/document.xml", "/word/document2.xml").encode()
    other = making.docx(["Aus dem zweiten"])
    with zipfile.ZipFile(io.BytesIO(other)) as archive:
        main = archive.read("word/document.xml")
    data = making.docx(["Aus dem ersten"], **{"_rels/.rels": relations, "word/document2.xml": main})
    assert documents.text_of(data)[0] == "Aus dem zweiten"


def test_what_is_no_word_document_is_refused(monkeypatch):
    whole = making.docx(making.lines(1))
    assert refusal(documents.text_of, b"kein Dokument")[0] is Reason.BAD_DOCUMENT
    assert refusal(documents.text_of, whole[:-50])[0] is Reason.BAD_DOCUMENT
    assert refusal(documents.text_of, word("<w:p>"))[0] is Reason.BAD_DOCUMENT
    assert refusal(documents.text_of, making.docx(["&c;"], before=making.BOMB))[0] is Reason.ENTITIES
    assert refusal(documents.text_of, making.archive({"x": b""}))[0] is Reason.BAD_DOCUMENT
    monkeypatch.setattr(limits, "XML_BYTES", 300)
    assert refusal(documents.text_of, whole)[0] is Reason.TOO_LARGE


def test_a_word_document_that_unpacks_to_many_times_its_size_is_refused():
    padding = b"<w:p/>" * (limits.RATIO_FROM // 2)
    main = making.archive({"word/document.xml": padding})
    assert refusal(documents.text_of, main)[0] is Reason.BOMB


def test_broken_properties_say_nothing():
    data = making.docx(["Text"], **{"docProps/core.xml": b"<cp:coreProperties"})
    assert documents.text_of(data) == ("Text", {})


def test_a_pdf_is_read_page_by_page():
    data = making.pdf(["Erste Seite (eins)", "Trenn-", "ung"], ["Zweite"], title="Titel", created="20240501")
    text, fields = pdfs.text_of(data)
    assert text.split("\n\n")[1].strip() == "Zweite"
    assert "Erste Seite (eins)\nTrennung" in text
    assert fields == {"title": "Titel", "filed": "2024-05-01"}


@pytest.mark.parametrize("title", ["Microsoft Word - a.doc", "artikel_final.indd", "Unbenannt-1", ""])
def test_titles_that_a_program_wrote_are_none(title):
    assert not result_of(making.pdf(["Ein Text"], title=title, created="20240501"), 9, 999)["title"]


def test_what_is_no_readable_pdf_is_refused(monkeypatch):
    whole = making.pdf(["Ein Text"], ["Noch einer"])
    assert refusal(pdfs.text_of, b"kein PDF") == (Reason.BAD_DOCUMENT, "")
    assert refusal(pdfs.text_of, b"%PDF-1.4\n1 0 obj")[0] is Reason.BAD_DOCUMENT
    assert refusal(pdfs.text_of, making.pdf([], [])) == (Reason.SCANNED, "")
    assert refusal(pdfs.text_of, making.locked_pdf(whole)) == (Reason.ENCRYPTED, "")
    monkeypatch.setattr(limits, "PAGES", 1)
    assert refusal(pdfs.text_of, whole) == (Reason.TOO_MANY_PAGES, "2 > 1")


def test_a_pdf_without_a_password_for_reading_is_read():
    assert pdfs.text_of(making.locked_pdf(making.pdf(["Nur gegen Drucken geschützt"]), ""))[0].strip()


def test_a_pdf_that_takes_too_long_or_too_much_is_ended(monkeypatch, tmp_path):
    data = making.pdf(["Ein Text"])
    child = tmp_path / "child.py"
    monkeypatch.setattr(pdfs, "CHILD", child)
    child.write_text("import time\ntime.sleep(60)")
    monkeypatch.setattr(limits, "PDF_SECONDS", 1)
    assert refusal(pdfs.text_of, data) == (Reason.SLOW, "")
    monkeypatch.setattr(limits, "PDF_SECONDS", 60)
    child.write_text("raise MemoryError")
    assert refusal(pdfs.text_of, data) == (Reason.BAD_DOCUMENT, "exit 1")


def test_the_memory_of_the_reading_process_is_bounded(monkeypatch):
    monkeypatch.setattr(limits, "PDF_MEMORY", 16 * 1024 * 1024)
    assert refusal(pdfs.text_of, making.pdf(["Ein Text"] * 50))[0] is Reason.BAD_DOCUMENT
