"""Files that somebody made to do harm, and files that look as if: small enough to be kept as samples.

In: nothing. Out: {name: bytes}, the same on every run.
"""

import io
import json
import stat
import struct
import zipfile
import zlib

from tests.articles.making import BOMB, archive, docx, eml, lines, linked, packed, page, text
from tests.articles.samples import FOLDER

KERNEL = 300_000  # bytes that the members of the overlapping archive share


def named(name, data, encoding):
    """Return a ZIP archive whose one name is in an old encoding, without the flag that says UTF-8."""
    raw = name.encode(encoding)
    whole = archive({"x" * len(raw): data})
    return whole.replace(b"x" * len(raw), raw)


def overlapping(members=40):
    """Return a ZIP archive of which all members share the same packed bytes (David Fifield, "A better zip bomb")."""
    content = bytes(range(256)) * (KERNEL // 256)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(content) + packer.flush()
    sizes = (zlib.crc32(content), len(kernel), len(content), 5, 0)
    out = bytearray(struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, *sizes) + b"0.txt" + kernel)
    start, directory = len(out), bytearray()
    for number in range(members):
        name = b"%d.txt" % (number % 10)
        head = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, *sizes[:3], 5, 0, 0, 0, 0, 0, 0)
        directory += head + name
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, members, members, len(directory), start, 0)
    return bytes(out + directory + end)


def link(name, target):
    """Return a ZIP archive with a symbolic link beside an article."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr(info, target)
        out.writestr(zipfile.ZipInfo("b.txt"), text(401))
    return buffer.getvalue()


def pdf_of(*objects):
    """Return a PDF of these objects and an empty information."""
    return linked([*objects, b"<< >>"])


def circle():
    """Return a PDF whose pages are their own parents' children."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
    )


def stream_bomb():
    """Return a PDF whose page unpacks to 60 MB, packed twice."""
    inner = zlib.compress(b"BT (a) Tj ET " * 5_000_000, 9)
    data = zlib.compress(inner, 9)
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(data) + data + b"\nendstream",
    )


def letters_in_letters(depth):
    """Return an e-mail that was forwarded as an attachment so many times."""
    letter = eml(410)
    for _ in range(depth):
        head = b"From: a@b.example\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=g"
        boundary = b"%d" % len(letter)
        part = b"\r\nContent-Type: message/rfc822\r\n\r\n" + letter
        letter = head + boundary + b"\r\n\r\n--g" + boundary + part + b"\r\n--g" + boundary + b"--\r\n"
    return letter


def parts_in_parts(depth):
    """Return an e-mail of parts within parts within parts."""
    head = b"From: a@b.example\nMIME-Version: 1.0\n"
    levels = b"".join(b"Content-Type: multipart/mixed; boundary=g%d\n\n--g%d\n" % (n, n) for n in range(depth))
    return head + levels + b"Content-Type: text/plain\n\nEnde\n"


def saved(number):
    """Return a page as a browser saves it in one file."""
    body = page(number).encode().hex(" ").upper().split()
    quoted = "".join(f"={code}" + ("=\r\n" if n % 24 == 23 else "") for n, code in enumerate(body))
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bote.example/a\r\nSubject: Seite\r\n"
        "Date: Wed, 5 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="grenze"\r\n\r\n'
        "--grenze\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://bote.example/a\r\n\r\n{quoted}\r\n"
        "--grenze\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n--grenze--\r\n"
    ).encode()


def records():
    """Return JSON documents that are hardly any."""
    article = json.dumps("\n".join(lines(420)))
    return {
        "doppelt.json": f'{{"text": "erst", "titel": "Erst", "text": {article}, "titel": "Dann"}}'.encode(),
        "unzahl.json": f'[{{"text": {article}, "titel": NaN, "datum": Infinity}}]'.replace("1.420", "1.421").encode(),
        "riesenzahl.json": f'{{"text": {article}, "nummer": {"9" * 5000}}}'.encode(),
        "riesenzahl.jsonl": (f'{{"text": "x", "nummer": {"9" * 5000}}}\n{{"text": {article}}}\n').encode(),
    }


def samples():
    """Return every sample of this kind."""
    toml = '+++\ntitle = "Pegel: Wasser steigt"\ndate = 2024-06-07\n[extra]\ntext = "nein"\n+++\n\n'
    parts = {"Seite-Dateien/stil.css": b"p{}", "Seite-Dateien/rahmen.html": b"<p>x", "Seite.html": page(430).encode()}
    strange = {f"{'l' * 10_000}.txt": text(440), "a\u202etxt.b\x07.txt": text(441), "": b"x"}
    return {
        **records(),
        "ueberlappend.zip": overlapping(),
        "verweis.zip": link("a.txt", "/etc/passwd"),
        "namen-cp437.zip": named("Müller.txt", text(402), "cp437"),
        "namen-cp1252.zip": named("Größe – für Ärzte.txt", text(403), "cp1252"),
        "namen-utf8.zip": named("Übung.txt", text(404), "utf-8"),
        "namen-seltsam.zip": archive(strange),
        "ganze-seite.zip": archive(parts),
        "kreis.pdf": circle(),
        "strom.pdf": stream_bomb(),
        "bombe.docx": docx(["a" * 3_000_000]),
        "nest.eml": letters_in_letters(5),
        "mime.eml": parts_in_parts(1500),
        "seite.mhtml": saved(431),
        "ohne-seite.mht": eml(432),
        "front-toml.md": (toml + "\n\n".join(lines(433))).encode(),
        "front-toml-kaputt.md": (toml.replace("= 2024", "= = 2024") + "\n\n".join(lines(434))).encode(),
        "entitaeten-tief.docx": docx(["&c;"] * 3, before=BOMB),
        "zweifach.jsonl.gz": packed(packed(b'{"text": "x"}\n')),
    }


if __name__ == "__main__":
    for name, data in samples().items():
        (FOLDER / name).write_bytes(data)
