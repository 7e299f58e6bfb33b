"""Archives: what is in them, and every way in which they can be broken or hostile."""

import stat
import struct
import zipfile

import pytest

from articles.readers import limits
from articles.records import Fault, RawItem, Reason
from tests.articles.samples import parts, zipped

TEXT = ("Ein Artikel, der lang genug ist, um einer zu sein. " * 3).encode()


def faults(archive):
    """Return (name, reason) of each fault in an archive."""
    return [(part.name, part.reason) for part in parts("a.zip", archive) if isinstance(part, Fault)]


def test_members_are_named_below_their_archive():
    found = parts("a.zip", zipped({"b.txt": TEXT, "ordner/c.txt": TEXT}))
    assert [(type(part), part.name) for part in found] == [(RawItem, "a.zip/b.txt"), (RawItem, "a.zip/ordner/c.txt")]


def test_what_the_senders_system_put_in_is_ignored():
    members = {"__MACOSX/._b.txt": b"x", ".DS_Store": b"x", "a/.git/x.txt": TEXT, "Thumbs.db": b"x", "a/": b""}
    assert [part.name for part in parts("a.zip", zipped({**members, "b.txt": TEXT}))] == ["a.zip/b.txt"]


def test_one_bad_member_leaves_the_others():
    members = {
        "a.txt": TEXT,
        "b.jsonl": b"{\n",
        "c.exe": b"MZ",
        "d.txt": b"",
        "e.zip": zipped({"x.txt": TEXT}),
        "f.txt": TEXT,
    }
    archive = zipped(members)
    assert faults(archive) == [
        ("a.zip/b.jsonl#1", Reason.BAD_JSON),
        ("a.zip/c.exe", Reason.UNSUPPORTED),
        ("a.zip/d.txt", Reason.EMPTY),
        ("a.zip/e.zip", Reason.NESTED),
    ]
    assert len(parts("a.zip", archive)) == 6


@pytest.mark.parametrize("name", ["../b.txt", "/etc/b.txt", "C:\\b.txt", "x\\..\\..\\b.txt", "a/../../b.txt"])
def test_names_that_lead_outside_are_refused(name):
    assert [reason for _, reason in faults(zipped({zipfile.ZipInfo(name): TEXT}))] == [Reason.UNSAFE_NAME]


def test_links_are_refused():
    link = zipfile.ZipInfo("b.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert faults(zipped({link: b"/etc/passwd"})) == [("a.zip/b.txt", Reason.NOT_A_FILE)]


def test_encrypted_members_are_refused():
    data = bytearray(zipped({"b.txt": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        struct.pack_into("<H", data, at, struct.unpack_from("<H", data, at)[0] | 1)
    assert faults(bytes(data)) == [("a.zip/b.txt", Reason.ENCRYPTED)]


def test_a_compression_that_nobody_knows_is_refused():
    data = bytearray(zipped({"b.txt": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(mark) + offset, 97)
    assert faults(bytes(data)) == [("a.zip/b.txt", Reason.UNSUPPORTED)]


def test_what_unpacks_to_many_times_its_size_is_not_opened(monkeypatch):
    bomb = zipped({"b.txt": b"a" * limits.RATIO_FROM * 4})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *args, **kwargs: pytest.fail("opened"))
    assert faults(bomb) == [("a.zip/b.txt", Reason.BOMB)]


def test_too_many_members_and_too_many_bytes(monkeypatch):
    archive = zipped({f"{n}.txt": TEXT for n in range(4)})
    monkeypatch.setattr(limits, "MEMBERS", 3)
    assert faults(archive) == [("a.zip", Reason.TOO_MANY)]
    monkeypatch.setattr(limits, "MEMBERS", 10)
    monkeypatch.setattr(limits, "EXPANDED_BYTES", len(TEXT) * 3)
    assert faults(archive) == [("a.zip", Reason.TOO_LARGE)]


def test_empty_and_broken_archives():
    whole = zipped({"b.txt": TEXT, "c.txt": TEXT})
    assert faults(zipped({})) == [("a.zip", Reason.EMPTY)]
    assert faults(b"") == [("a.zip", Reason.BAD_ARCHIVE)]
    assert faults(whole[:-30]) == [("a.zip", Reason.BAD_ARCHIVE)]
    damaged = bytearray(whole)
    damaged[45:60] = b"\xff" * 15
    assert faults(bytes(damaged)) == [("a.zip/b.txt", Reason.BAD_ARCHIVE)]
