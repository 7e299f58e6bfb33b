"""Files of formats that no hand writes: Word documents, PDFs, web archives.

In: their text. Out: their bytes, the same on every run. `python -m tests.articles.making` writes the samples anew.
"""

import gzip
import io
import struct
import tarfile
import textwrap
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

from pypdf import PdfReader, PdfWriter

from tests.articles.samples import FOLDER, tarred, zipped

HEAD = "Hochwasser: 1.{} Menschen in Notunterkünften"
BODY = (
    "{place}, 3. Juni 2024 – In den Notunterkünften des Landkreises haben nach Angaben des Landratsamts 1.{number} "
    "Menschen die Nacht verbracht.",
    "Das sagte eine Sprecherin der Behörde am Montag. Am Vortag seien es noch 900 Menschen gewesen, fügte sie hinzu.",
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{}</dc:title><dc:creator>Redaktion</dc:creator>'
    "<dcterms:created>{}T08:00:00Z</dcterms:created></cp:coreProperties>"
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def lines(number, place="PASSAU"):
    """Return an article as its paragraphs, headline first; each number makes another text."""
    return [HEAD.format(number), *(part.format(number=number, place=place) for part in BODY)]


def text(number):
    """Return an article as plain text."""
    return "\n\n".join(lines(number)).encode()


def page(number):
    """Return an article as a web page."""
    title, *body = lines(number)
    article = "".join(f"<p>{part}</p>" for part in body * 2)
    return (
        f"<html lang='de'><head><title>{title}</title></head><body><article><h1>{title}</h1>{article}</article></html>"
    )


def docx(paragraphs, title="", created="2024-06-04", before="", **parts):
    """Return a Word document; before: what stands ahead of its XML, parts: more files of the archive."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{part}</w:t></w:r></w:p>' for part in paragraphs)
    main = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive(
        {
            "_rels/.rels": RELATIONS.encode(),
            "docProps/core.xml": CORE.format(title, created).encode(),
            "word/document.xml": main.encode(),
            **parts,
        }
    )


def archive(members):
    """Return a ZIP archive whose bytes do not depend on the clock."""
    infos = {zipfile.ZipInfo(name): data for name, data in members.items()}
    for info in infos:
        info.compress_type = zipfile.ZIP_DEFLATED
    return zipped(infos)


def pdf(*pages, title="", created=""):
    """Return a PDF of pages, each a list of lines; no lines make a page without text."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, rows in enumerate(pages):
        shown = b"".join(b"(" + escaped(row) + b") Tj T*\n" for row in rows)
        stream = b"BT /F1 10 Tf 14 TL 50 780 Td\n" + shown + b"ET" if rows else b"0 0 100 100 re f"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    objects.append(f"<< /Title ({title}) /CreationDate (D:{created}080000Z) >>".encode("cp1252"))
    return linked(objects)


def escaped(row):
    """Return a line as a string of a PDF holds it."""
    return row.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def linked(objects):
    """Return the objects as a file with its table of offsets; the last is its information."""
    data, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(data)
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{start}\n%%EOF"
    return bytes(data) + f"xref\n0 {size}\n0000000000 65535 f \n".encode() + table + trailer.encode()


def wrapped(words, width=80):
    """Return a paragraph as lines of a page."""
    return textwrap.wrap(words, width)


def locked_pdf(data, password="geheim"):
    """Return a PDF that opens with a password only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def record(kind, uri, body=b"", content_type="text/html; charset=utf-8", status="200 OK", http=True):
    """Return one WARC record, an HTTP response or what else."""
    body = body.encode() if isinstance(body, str) else body
    block = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + body if http else body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-06-05T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012d}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def eml(number, *, html=None, plain=True, **attached):
    """Return an e-mail; attached: name with "_" for the dot, and bytes."""
    title, *body = lines(number)
    message = EmailMessage(policy=SMTP)
    message["From"] = "Nachrichtenbüro <dienst@buero.example>"
    message["To"] = "redaktion@zeitung.example"
    message["Subject"] = title
    message["Date"] = "Mon, 03 Jun 2024 18:30:00 +0200"
    message.set_content("\n\n".join(body) if plain else "Diese Nachricht gibt es nur in HTML.")
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    # A fixed boundary, so that the same e-mail has the same bytes.
    for count, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"grenze{count}")
    return message.as_bytes()


def locked_zip():
    """Return a ZIP archive that says of its member that it has a password."""
    data = bytearray(archive({"meldung.txt": text(300)}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        struct.pack_into("<H", data, at, struct.unpack_from("<H", data, at)[0] | 1)
    return bytes(data)


def special(name, kind, target=""):
    """Return the head of a tar member that is no file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def packed(data):
    """Return gzip without a time stamp."""
    return gzip.compress(data, mtime=0)


def samples():
    """Return every sample of these formats: {name: bytes}."""
    tar = tarred({"a.txt": text(310), "ordner/b.jsonl": b'{"titel": "ohne Text"}\n'}, "w")
    strangers = [special("link.txt", tarfile.SYMTYPE, "/etc/hosts"), special("null.txt", tarfile.CHRTYPE)]
    hostile = tarred({"../aussen.txt": text(311), **dict.fromkeys(strangers, b"")}, "w")
    pages = [
        record("warcinfo", "", b"software: probe\r\n", http=False),
        record("request", "https://zeitung.example/a", b"GET /a HTTP/1.1\r\n\r\n", http=False),
        record("response", "https://zeitung.example/a", page(320)),
        record("response", "https://zeitung.example/bild.png", b"\x89PNG", "image/png"),
        record("response", "https://zeitung.example/weg", "weg", status="404 Not Found"),
        record("response", "https://zeitung.example/leer", b""),
    ]
    title, *body = lines(330)
    printed = [[title, "", *wrapped(body[0]), *wrapped(body[1])]]
    return {
        "meldung.txt.gz": packed(text(301)),
        "abgebrochen.txt.gz": packed(text(302))[:-30],
        "beschaedigt.txt.gz": packed(text(303))[:-8] + bytes(8),
        "zweimal.txt.gz.gz": packed(packed(text(304))),
        "zeilen.jsonl.gz": packed(b'{"text": "%s"}\n{\n' % lines(305)[1].encode()),
        "bombe.txt.gz": packed(bytes(3 * 1024 * 1024)),
        "archiv.tar.gz": packed(tar),
        "archiv.tgz": packed(tar.replace(b"1.310", b"1.312")),
        "archiv.tar": tar.replace(b"1.310", b"1.313"),
        "feindlich.tar.gz": packed(hostile),
        "abgebrochen.tar": tar[:700],
        "archiv.zip": archive({"a.txt": text(314), "b.exe": b"MZ", "c.zip": archive({"x.txt": text(1)})}),
        "passwort.zip": locked_zip(),
        "aussen.zip": archive({"../../aussen.txt": text(315)}),
        "bombe.zip": archive({"null.txt": bytes(3 * 1024 * 1024)}),
        "abgebrochen.zip": archive({"a.txt": text(316)})[:-40],
        "leer.zip": archive({}),
        "seiten.warc": b"".join(pages),
        "seiten.warc.gz": b"".join(packed(part) for part in pages[:3]),
        "ohne-seiten.warc": b"".join(pages[:2]),
        "kein-archiv.warc": text(321),
        "meldung.pdf": pdf(*printed, title="Microsoft Word - entwurf.doc", created="20240604"),
        "passwort.pdf": locked_pdf(pdf(*printed)),
        "bilder.pdf": pdf([], []),
        "kaputt.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog",
        "bild.pdf": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "meldung.docx": docx(lines(340), "Die Überschrift der Eigenschaften"),
        "undatiert.docx": docx([lines(341)[0], lines(341)[2]], created="2013-12-23"),
        "eigenschaft.docx": docx([lines(342)[0], lines(342)[2]]),
        "entitaeten.docx": docx(["&c;"], before=BOMB),
        "passwort.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200) + "EncryptedPackage".encode("utf-16-le"),
        "alt.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200),
        "ohne-inhalt.docx": archive({"_rels/.rels": RELATIONS.encode()}),
        "meldung.eml": eml(350),
        "nur-html.eml": eml(351, html=page(351), plain=False),
        "anhang.eml": eml(352, zwei_txt=text(353), drei_exe=b"MZ"),
        "kein-brief.eml": text(354),
    }


if __name__ == "__main__":
    for name, data in samples().items():
        (FOLDER / name).write_bytes(data)
