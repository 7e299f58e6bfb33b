"""E-mails: the letter, what is attached, and every way in which they can be broken or hostile."""

import pytest

from articles.readers import limits, read
from articles.records import Fault, Format, RawItem, Reason
from tests.articles import making
from tests.articles.samples import parts, zipped

HEAD = b"From: a@b.example\nSubject: Titel\nDate: Mon, 03 Jun 2024 18:30:00 +0200\n"


def named(found):
    """Return (name, reason or format) of each part."""
    return [(part.name, part.reason if isinstance(part, Fault) else part.format) for part in found]


def test_subject_day_and_sender_are_fields():
    [part] = parts("a.eml", making.eml(1))
    assert dict(part.fields) == {
        "title": "Hochwasser: 1.1 Menschen in Notunterkünften",
        "published": "2024-06-03",
        "author": "Nachrichtenbüro",
    }
    assert "\n\n".join(making.lines(1)[1:]) in read(part).content


def test_html_is_read_where_the_plain_text_is_a_stub():
    assert named(parts("a.eml", making.eml(1, html=making.page(1)))) == [("a.eml", Format.TEXT)]
    assert named(parts("a.eml", making.eml(1, html=making.page(1), plain=False))) == [("a.eml", Format.HTML)]


def test_attachments_are_members():
    inner = making.eml(2, c_txt=making.text(3))
    data = making.eml(1, b_txt=making.text(2), logo_exe=b"MZ", d_zip=zipped({"e.txt": making.text(4)}), f_eml=inner)
    assert named(parts("a.eml", data)) == [
        ("a.eml", Format.TEXT),
        ("a.eml/b.txt", Format.TEXT),
        ("a.eml/logo.exe", Reason.UNSUPPORTED),
        ("a.eml/d.zip/e.txt", Format.TEXT),
        ("a.eml/f.eml", Format.TEXT),
        ("a.eml/f.eml/c.txt", Format.TEXT),
    ]


def test_names_of_attachments_lead_nowhere():
    data = making.eml(1, **{"../../x_txt": making.text(2)})
    assert parts("a.eml", data)[1].name == "a.eml/.._.._x.txt"


def test_forwarded_letters_and_logos():
    body = b"--g\n\n" + making.lines(1)[1].encode() + b"\n"
    forwarded = b"--g\nContent-Type: message/rfc822\n\n" + HEAD + b"\nEin weitergeleiteter Brief.\n"
    logo = b"--g\nContent-Type: image/png\nContent-ID: <x>\n\nPNG\n--g--\n"
    data = HEAD + b"Content-Type: multipart/mixed; boundary=g\n\n" + body + forwarded + logo
    assert named(parts("a.eml", data)) == [("a.eml", Format.TEXT), ("a.eml/1.eml", Format.TEXT)]


def test_letters_in_letters_end_somewhere():
    data = making.eml(0)
    for _ in range(limits.NESTING + 1):
        data = making.eml(0, x_eml=data)
    assert named(parts("a.eml", data))[-1] == ("a.eml" + "/x.eml" * limits.NESTING, Reason.NESTED)


def test_archives_below_an_archive_are_not_opened_by_way_of_a_letter():
    letter = making.eml(1, d_zip=zipped({"e.txt": making.text(4)}))
    assert named(parts("z.zip", zipped({"a.eml": letter})))[1] == ("z.zip/a.eml/d.zip", Reason.NESTED)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"Kein Brief, nur Text.\n", Reason.BAD_DOCUMENT),
        (HEAD + b"\n", Reason.EMPTY),
        (HEAD + b"Content-Type: text/plain; " + b"a=b; " * 9000 + b"\n\nText", Reason.BAD_DOCUMENT),
        (HEAD + b"Content-Type: message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * 5000, Reason.BAD_DOCUMENT),
        (HEAD + b"Content-Type: multipart/mixed; boundary=g\n\n" + b"--g\n\n" * 20_000, Reason.TOO_MANY),
    ],
)
def test_what_is_no_letter_or_hostile_is_refused(data, reason):
    assert named(parts("a.eml", data)) == [("a.eml", reason)]


def test_a_letter_without_an_end_of_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "DOCUMENT_BYTES", 100)
    assert named(parts("a.eml", making.eml(1))) == [("a.eml", Reason.TOO_LARGE)]


@pytest.mark.parametrize("charset", ["unbekannt-8", "utf-8", "idna", "base64", "x" * 300])
def test_charsets_that_nobody_knows_lose_signs_and_not_the_letter(charset):
    data = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + "Größer\n".encode("cp1252")
    [part] = parts("a.eml", data)
    assert isinstance(part, RawItem)


def test_heads_that_are_broken_say_nothing():
    data = b"From: \xff\xfe<<>>,;\nSubject: =?utf-8?b?////?=\nDate: gestern\n\nEin Text.\n"
    [part] = parts("a.eml", data)
    assert "published" not in part.fields
    for value in part.fields.values():
        value.encode()
