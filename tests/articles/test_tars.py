"""Tar archives and gzip: what is in them, and every way in which they can be broken or hostile."""

import gzip
import io
import random
import tarfile

import pytest

from articles.readers import limits
from articles.readers.members import Budget
from articles.readers.packed import Unpacked
from articles.records import Fault, RawItem, Reason
from tests.articles.samples import parts, tarred, zipped

TEXT = ("Ein Artikel, der lang genug ist, um einer zu sein. " * 3).encode()


def special(name, kind, **values):
    """Return a member that is no regular file."""
    info = tarfile.TarInfo(name)
    info.type = kind
    for key, value in values.items():
        setattr(info, key, value)
    return info


def faults(archive, name="a.tar.gz"):
    """Return (name, reason) of each fault in an archive."""
    return [(part.name, part.reason) for part in parts(name, archive) if isinstance(part, Fault)]


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz", "A.TAR.GZ"])
def test_members_are_named_below_their_archive(name):
    found = parts(name, tarred({"b.txt": TEXT, "ordner/c.txt": TEXT, "ordner/._c.txt": b"x"}))
    assert [(type(part), part.name) for part in found] == [
        (RawItem, f"{name}/b.txt"),
        (RawItem, f"{name}/ordner/c.txt"),
    ]


def test_an_archive_that_is_not_packed_is_read_too():
    assert [part.payload for part in parts("a.tar", gzip.decompress(tarred({"b.txt": TEXT})))] == [TEXT]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.CONTTYPE]
)
def test_links_and_devices_are_never_opened(kind):
    link = special("b.txt", kind, linkname="/etc/passwd", devmajor=1, devminor=5)
    archive = tarred({link: b"", "c.txt": TEXT})
    expected = [] if kind == tarfile.CONTTYPE else [("a.tar.gz/b.txt", Reason.NOT_A_FILE)]
    assert [fault for fault in faults(archive) if fault[1] is not Reason.EMPTY] == expected
    assert [part.name for part in parts("a.tar.gz", archive) if isinstance(part, RawItem)] == ["a.tar.gz/c.txt"]


@pytest.mark.parametrize("name", ["../b.txt", "/etc/b.txt", "C:\\b.txt", "x\\..\\..\\b.txt", "a/../../b.txt"])
def test_names_that_lead_outside_are_refused(name):
    assert [reason for _, reason in faults(tarred({name: TEXT}))] == [Reason.UNSAFE_NAME]


def test_one_bad_member_leaves_the_others():
    members = {"a.txt": TEXT, "b.jsonl": b"{\n", "c.exe": b"MZ", "d.txt": b"", "e.zip": zipped({"x.txt": TEXT})}
    archive = tarred({**members, "f.gz": gzip.compress(TEXT), "g.txt": TEXT})
    assert faults(archive) == [
        ("a.tar.gz/b.jsonl#1", Reason.BAD_JSON),
        ("a.tar.gz/c.exe", Reason.UNSUPPORTED),
        ("a.tar.gz/d.txt", Reason.EMPTY),
        ("a.tar.gz/e.zip", Reason.NESTED),
        ("a.tar.gz/f.gz", Reason.NESTED),
    ]
    assert len(parts("a.tar.gz", archive)) == 7


def test_what_breaks_off_keeps_what_came_before():
    noise = random.Random(6).randbytes(60_000)
    whole = tarred({"a.txt": TEXT, "b.bin": noise, "c.bin": noise[::-1]})
    found = parts("a.tar.gz", whole[: len(whole) - 100])
    assert [part.name for part in found] == ["a.tar.gz/a.txt", "a.tar.gz/b.bin", "a.tar.gz"]
    assert found[-1].reason is Reason.TRUNCATED
    plain = gzip.decompress(whole)
    assert faults(plain[:30_000], "a.tar") == [("a.tar", Reason.TRUNCATED)]


@pytest.mark.parametrize(
    "data", [b"", b"kein Archiv", b"\x1f\x8b\x07" + bytes(20), gzip.compress(b"kein Archiv" * 100, mtime=0)]
)
def test_what_is_no_archive_is_refused(data):
    assert faults(data) == [("a.tar.gz", Reason.BAD_ARCHIVE)]


def test_what_unpacks_to_many_times_its_size_is_left_unread():
    bomb = gzip.compress(bytes(limits.RATIO_FROM * 6))
    assert faults(bomb, "a.txt.gz") == [("a.txt.gz/a.txt", Reason.BOMB)]
    assert faults(tarred({"b.txt": bytes(limits.RATIO_FROM * 20)})) == [("a.tar.gz", Reason.BOMB)]


def test_a_head_that_wants_memory_is_refused():
    long_name = special("././@LongLink", tarfile.GNUTYPE_LONGNAME, size=limits.HEADER_BYTES + 1)
    data = long_name.tobuf(tarfile.GNU_FORMAT) + b"a" * limits.HEADER_BYTES * 2
    assert [reason for _, reason in faults(data, "a.tar")] == [Reason.BAD_ARCHIVE]


def test_too_many_members_and_too_many_bytes(monkeypatch):
    archive = tarred({f"{n}.txt": TEXT for n in range(4)})
    monkeypatch.setattr(limits, "MEMBERS", 3)
    assert faults(archive) == [("a.tar.gz", Reason.TOO_MANY)]
    monkeypatch.setattr(limits, "MEMBERS", 10)
    monkeypatch.setattr(limits, "EXPANDED_BYTES", len(TEXT) * 3)
    assert [reason for _, reason in faults(archive)] == [Reason.TOO_LARGE]
    monkeypatch.setattr(limits, "COLLECTION_BYTES", len(TEXT) - 1)
    assert [reason for _, reason in faults(gzip.decompress(archive), "a.tar")] == [Reason.TOO_LARGE] * 4


def test_one_packed_file_is_read_under_its_own_name():
    [part] = parts("meldung.txt.gz", gzip.compress(TEXT))
    assert (part.name, part.payload) == ("meldung.txt.gz/meldung.txt", TEXT)
    rows = gzip.compress(b'{"text": "Eins"}\n{"text": "Zwei"}\n')
    assert [part.name for part in parts("a.jsonl.gz", rows)] == ["a.jsonl.gz/a.jsonl#1", "a.jsonl.gz/a.jsonl#2"]


def test_gzip_that_is_broken_off_damaged_or_packed_twice():
    packed = gzip.compress(TEXT)
    damaged = packed[:-6] + b"\x00" * 6
    assert faults(packed[:-20], "a.txt.gz") == [("a.txt.gz/a.txt", Reason.TRUNCATED)]
    assert faults(damaged, "a.txt.gz") == [("a.txt.gz/a.txt", Reason.BAD_ARCHIVE)]
    assert faults(TEXT, "a.txt.gz") == [("a.txt.gz/a.txt", Reason.BAD_ARCHIVE)]
    assert faults(gzip.compress(packed), "a.txt.gz.gz") == [("a.txt.gz.gz/a.txt.gz", Reason.NESTED)]
    assert faults(packed, "a.gz") == [("a.gz/a", Reason.UNSUPPORTED)]


def test_unpacking_holds_only_what_is_asked_for():
    file = Unpacked(io.BytesIO(gzip.compress(TEXT)), Budget())
    assert (file.read(3), file.tell()) == (TEXT[:3], 3)
    file.seek(0)
    assert file.read() == TEXT
