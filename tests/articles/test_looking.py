"""A look at an upload before anything is stored, by the pages and behind them."""

import io
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles import storing, tasks
from articles.looking import Order, follow
from articles.models import Article, Batch, BatchItem, KnownHeader, Staging
from articles.readers.tables import Table
from articles.staged import columns, folders, looks, uploads
from tests.articles.samples import FOLDER, zipped
from tests.articles.test_intake import TEXT, receive

pytestmark = pytest.mark.django_db
ROWS = f"Kopf;Stück;Tag\nErste Meldung;{TEXT};22.10.2024\nZweite;{TEXT} Dazu mehr.;gestern\n"


REAL_RUN = looks.run


def run_here(order, target):
    """Follow an order in this process, since another one takes a second to start; one test has the real one."""
    tables = {key: Table(**said) for key, said in order["tables"].items()}
    with target.open("a", encoding="ascii") as file:
        follow(Order(**{**order, "tables": tables}), lambda found: file.write(json.dumps(found) + "\n"))
    return ""


@pytest.fixture(autouse=True)
def sent(monkeypatch, settings, tmp_path):
    settings.STAGING_DIR = tmp_path / "staging"
    monkeypatch.setattr(looks, "run", run_here)
    batches: list[int] = []
    monkeypatch.setattr(tasks, "enqueue_batch", batches.append)
    return batches


def somebody(name):
    """A user who may bring batches."""
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_batch", "view_batch"]))
    return user


@pytest.fixture
def admin(client):
    client.force_login(somebody("ada"))
    return client


def look_at(client, *files, action="look", **fields):
    """Post (name, bytes or text) files to be looked at."""
    given = [SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files]
    return client.post(reverse("articles:upload"), {"uploads": given, "action": action, **fields})


def outcomes(staging):
    """Return (name, state, reason) of all that was looked at."""
    return [(found["name"], found["state"], found["reason"]) for found in looks.page(staging, "", 1, 1000)]


def test_a_look_tells_what_would_become_of_each_and_stores_nothing(admin, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(looks, "run", REAL_RUN)
    known = receive(("alt.txt", TEXT))
    storing.read_item(known.items.get().pk)
    other = f"{TEXT} Das ist neu."
    files = [
        ("a.txt", f"22.10.2024\n{other}"),
        ("b.txt", TEXT),
        ("c.zip", zipped({"d.txt": f"22.10.2024\n{other}", "e.exe": b"MZ"})),
        ("f.txt", (FOLDER / "english.txt").read_bytes()),
        ("g.txt", b""),
    ]
    response = look_at(admin, *files, outlet="Bote")
    staging = Staging.objects.get()
    assert response.url == staging.get_absolute_url()
    assert (Batch.objects.count(), Article.objects.count()) == (1, 1)
    assert outcomes(staging) == [
        ("a.txt", "stored", ""),
        ("b.txt", "duplicate", "copy"),
        ("c.zip/d.txt", "duplicate", "copy"),
        ("c.zip/e.exe", "failed", "unsupported"),
        ("f.txt", "skipped", "language"),
        ("g.txt", "failed", "empty"),
    ]
    assert staging.totals == {"stored": 1, "duplicate": 2, "skipped": 1, "failed": 2, "undated": 0}
    with django_assert_max_num_queries(8):
        page = admin.get(response.url).content.decode()
    for words in ("Nothing is stored yet.", "6 articles were looked at, which is all.", "2 already known", "UTF-8"):
        assert words in page, words
    assert "The same text as in this upload: a.txt" in page
    assert "This format cannot be read. (.exe)" in page
    assert "Oct. 22, 2024" in page
    assert "Bote" in page
    failed = admin.get(response.url, {"state": "failed"}).content.decode()
    assert "e.exe" in failed
    assert "a.txt" not in failed


def test_what_was_looked_at_is_brought_once_without_sending_it_again(admin, sent):
    address = look_at(admin, ("a.txt", TEXT), ("b.txt", f"{TEXT}!"), title="Montag").url
    staging = Staging.objects.get()
    folder = folders.folder_of(staging.pk)
    assert folder.stat().st_mode & 0o777 == 0o700
    said = {"action": "bring", "title": "Dienstag", "outlet": "Bote", "published": "2024-10-22"}
    first = admin.post(address, said)
    batch = Batch.objects.get()
    assert first.url == batch.get_absolute_url()
    assert admin.post(address, said).url == first.url  # a second click
    assert (batch.title, batch.items.count(), sent) == ("Dienstag", 2, [batch.pk])
    assert not folder.exists()
    storing.read_item(batch.items.earliest("position").pk)
    assert str(Article.objects.get().outlet) == "Bote"


def test_an_upload_is_its_senders_own(admin, client):
    address = look_at(admin, ("a.txt", TEXT)).url
    client.force_login(somebody("ben"))
    assert client.get(address).status_code == 404
    assert client.post(address, {"action": "bring"}).status_code == 404
    assert client.get(f"{address}columns/0/").status_code == 404
    assert not Batch.objects.exists()


def test_files_go_after_their_time_and_what_was_typed_stays(admin):
    address = look_at(admin, ("a.txt", TEXT), title="Montag früh", outlet="Bote").url
    staging = Staging.objects.get()
    late = timezone.now() + timedelta(hours=2)
    assert uploads.sweep(late) == 1
    assert not folders.folder_of(staging.pk).exists()
    for response in (admin.get(address), admin.post(address, {"action": "bring"})):
        assert response.status_code == 410
        page = response.content.decode()
        assert 'value="Montag früh"' in page
        assert 'value="Bote"' in page
        assert "a.txt" in page
    assert not Batch.objects.exists()
    uploads.sweep(late + timedelta(days=1, hours=1))
    assert not Staging.objects.exists()


def test_folders_that_belong_to_nothing_are_swept(admin, settings):
    look_at(admin, ("a.txt", TEXT))
    stray = settings.STAGING_DIR / "stray"
    stray.mkdir()
    settings.STAGING_SECONDS = -60
    uploads.sweep(timezone.now() - timedelta(hours=3))
    assert [folder.name for folder in settings.STAGING_DIR.iterdir()] == [Staging.objects.get().pk.hex]


def test_nobody_fills_the_disk_with_looks(admin):
    for number in range(5):
        look_at(admin, (f"{number}.txt", TEXT))
    assert Staging.objects.filter(gone=False).count() == uploads.AT_ONCE


def test_a_full_disk_is_told_and_nothing_typed_is_lost(admin, monkeypatch, settings):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "keep_one", full)
    response = look_at(admin, ("a.txt", TEXT), title="Montag früh")
    assert response.status_code == 422
    page = response.content.decode()
    assert "The server&#x27;s disk is full" in page
    assert 'value="Montag früh"' in page
    assert not Staging.objects.exists()
    assert not list(Path(settings.STAGING_DIR).iterdir())


def test_a_disk_that_is_full_while_files_come_in_is_told_too(admin, monkeypatch, settings):
    class Full:
        def __init__(self, *args):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", Full)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    response = look_at(admin, ("a.txt", TEXT), title="Montag früh")
    assert response.status_code == 422
    page = response.content.decode()
    assert "The server&#x27;s disk is full" in page
    assert 'value="Montag früh"' in page


def test_typed_errors_of_the_look_page_keep_what_was_typed(admin):
    address = look_at(admin, ("a.txt", TEXT)).url
    response = admin.post(address, {"action": "bring", "title": "Montag", "published": "2999-01-01"})
    assert response.status_code == 422
    assert 'value="Montag"' in response.content.decode()
    assert not Batch.objects.exists()


def test_a_look_again_counts_what_is_said_now(admin):
    address = look_at(admin, ("a.txt", TEXT)).url
    assert Staging.objects.get().totals["undated"] == 1
    admin.post(address, {"action": "again", "published": "2024-10-22"})
    assert Staging.objects.get().totals["undated"] == 0
    assert "given by an admin" in admin.get(address).content.decode()
    assert admin.post(address, {"action": "discard"}).url == reverse("articles:upload")
    assert not Staging.objects.exists()


def test_a_look_ends_in_time_says_so_and_goes_on_from_there(admin, settings):
    settings.LOOK_SECONDS = 0
    files = [(f"{number}.txt", f"{TEXT} Nummer {number}.") for number in range(3)]
    address = look_at(admin, *files).url
    staging = Staging.objects.get()
    assert (staging.ended, staging.totals["stored"]) == ("time", 1)
    page = admin.get(address).content.decode()
    assert "The first 1 article was looked at in the time there is for it." in page
    assert "Look further" in page
    settings.LOOK_SECONDS = 20
    admin.post(address, {"action": "further"})
    staging.refresh_from_db()
    assert (staging.ended, staging.totals["stored"]) == ("all", 3)
    assert [name for name, _, _ in outcomes(staging)] == ["0.txt", "1.txt", "2.txt"]


def test_an_article_that_ends_the_process_is_named_and_left_behind(admin, monkeypatch):
    address = look_at(admin, ("a.txt", TEXT), ("b.txt", TEXT)).url
    staging = Staging.objects.get()

    def killed(order, target):
        target.write_text('{"at": "a.txt"}\n{"item"', encoding="ascii")
        return "slow"

    monkeypatch.setattr(looks, "run", killed)
    looks.look(staging)
    assert staging.ended == "broken"
    assert outcomes(staging) == [("a.txt", "failed", "slow")]
    assert "ended the look" in admin.get(address).content.decode()


def test_a_table_that_nobody_knows_leads_to_its_columns_even_without_a_look(admin, sent):
    response = look_at(admin, ("a.csv", ROWS), action="bring")
    staging = Staging.objects.get()
    address = reverse("articles:columns", args=[staging.pk, 0])
    assert response.url == address
    assert not Batch.objects.exists()
    page = admin.get(address).content.decode()
    assert "Zweite" in page
    assert "“gestern” is no date" not in page  # a column that holds other things, too, is not proposed as the day
    refused = admin.post(address, {**dialect(";"), "signature": signature(page), "action": "save"})
    assert refused.status_code == 422
    assert "Say which column holds the text." in refused.content.decode()
    chosen = {"column-0": "title", "column-1": "text", "column-2": "published"}
    tried = admin.post(
        address,
        {**dialect(";"), **chosen, "signature": signature(page)},
        headers={"HX-Request": "true", "HX-Target": "columns"},
    )
    assert "<html" not in tried.content.decode()
    assert "Oct. 22, 2024" in tried.content.decode()
    assert "“gestern” is no date" in tried.content.decode()
    saved = admin.post(address, {**dialect(";"), **chosen, "signature": signature(page), "action": "save"})
    assert saved.url == staging.get_absolute_url()
    staging.refresh_from_db()
    assert staging.totals["stored"] == 2
    admin.post(saved.url, {"action": "bring"})
    item = BatchItem.objects.earliest("position")
    assert item.metadata["read_as"]["columns"] == {"Kopf": "title", "Stück": "text", "Tag": "published"}
    assert item.metadata["fields"] == {"title": "Erste Meldung", "published": "22.10.2024"}


@pytest.mark.parametrize(
    ("name", "data", "asked"),
    [
        ("a.csv", ROWS.encode(), True),
        ("a.csv", f"titel;text\nEins;{TEXT}\n".encode(), False),
        ("a.jsonl", b'{"kopf": "Eins", "inhalt2": "x"}\n', True),
        ("a.json", b'[{"kopf": "Eins"}]', True),
        ("a.json", b'[{"kopf": "%s"}]' % (b"x" * 5_000_000), False),  # too large to be read twice
        ("a.json", b'{"text": "abgebrochen', False),
        ("a.csv", b"", False),
        ("a.txt", b"kopf;x\n", False),
    ],
)
def test_which_files_ask_for_somebody(name, data, asked):
    file = io.BytesIO(data)
    assert columns.asked_for([(name, file)]) is asked
    assert file.tell() == 0


def test_an_assignment_is_proposed_again_for_the_same_header(admin):
    assigned = {"Kopf": "title", "Stück": "text", "Tag": ""}
    look_at(admin, ("a.csv", ROWS))
    first = Staging.objects.get()
    KnownHeader.objects.create(user=first.user, signature=first.met[0]["signature"], columns=assigned)
    address = look_at(admin, ("b.csv", "Tag;Kopf;Stück\n1.5.2024;Titel;Der Text.\n")).url
    page = admin.get(address).content.decode()
    assert "proposed as you assigned them then" in page
    assert re.findall(r'value="(\w+)" selected', page.split("columns-table")[1]) == ["title", "text"]


def test_another_delimiter_shows_other_columns(admin):
    data = "a|b;c\nEins|Zwei;Drei\n"
    address = look_at(admin, ("a.csv", data)).url
    first = admin.get(address).content.decode()
    assert '<label for="id_column-0">a|b</label>' in first
    other = admin.post(address, {**dialect("|"), "signature": signature(first)}).content.decode()
    assert '<label for="id_column-1">b;c</label>' in other
    chosen = {"column-0": "title", "column-1": "text"}
    admin.post(address, {**dialect("|"), **chosen, "signature": signature(other), "action": "save"})
    staging = Staging.objects.get()
    assert staging.tables["a.csv"] == {"columns": {"a": "title", "b;c": "text"}, "delimiter": "|", "encoding": ""}


def test_a_script_is_told_in_json_where_to_go_or_what_is_wrong(admin, settings):
    given = SimpleUploadedFile("a.txt", TEXT.encode())
    headers = {"Accept": "application/json"}
    answer = admin.post(reverse("articles:upload"), {"uploads": [given], "action": "bring"}, headers=headers)
    assert answer.json() == {"location": Batch.objects.get().get_absolute_url()}
    settings.UPLOAD_LIMIT = 10
    given.seek(0)
    small = SimpleUploadedFile("b.txt", b"x")
    answer = admin.post(reverse("articles:upload"), {"uploads": [small, given], "published": "x"}, headers=headers)
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"uploads", "published"}
    assert list(answer.json()["files"]) == ["1"]


def test_files_of_a_folder_keep_their_place_and_lead_nowhere_else(admin):
    names = ["a.txt", "b.txt", "c.txt"]
    given = [SimpleUploadedFile(name, f"{TEXT} {name}".encode()) for name in names]
    paths = json.dumps(["ordner/a.txt", "../../b.txt", "anders.txt"])
    admin.post(reverse("articles:upload"), {"uploads": given, "paths": paths})
    assert [item.name for item in BatchItem.objects.order_by("position")] == ["ordner/a.txt", "b.txt", "c.txt"]


def dialect(delimiter):
    """Return the fields of the table's reading as the page sends them."""
    return {"delimiter": delimiter, "encoding": "utf-8"}


def signature(page):
    """Return the hidden field that says which columns a page was made for."""
    return page.split('name="signature" value="')[1].split('"')[0]
