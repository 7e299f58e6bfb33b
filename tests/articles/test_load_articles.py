"""`manage.py load_articles`."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles import storing, tasks
from articles.models import Article, Batch, BatchItem
from tests.articles.test_intake import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    batches: list[int] = []
    monkeypatch.setattr(tasks, "enqueue_batch", batches.append)
    return batches


def load(*args, **options):
    """Run the command and return what it printed."""
    out = io.StringIO()
    call_command("load_articles", *map(str, args), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_folders_are_read_whole_and_in_order(tmp_path, sent):
    for name in ("b.txt", "a/c.txt", ".hidden/d.txt", "a/.e.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} {name}", encoding="utf-8")
    printed = load(tmp_path / "in", title="Ordner", outlet="Bote")
    batch = Batch.objects.get()
    assert (batch.title, batch.origin) == ("Ordner", "folder")
    assert [item.name for item in batch.items.order_by("position")] == ["a/c.txt", "b.txt"]
    assert sent == [batch.pk]
    assert "received        2" in printed
    storing.read_item(batch.items.earliest("position").pk)
    assert str(Article.objects.get().outlet) == "Bote"


def test_a_file_that_cannot_be_received_is_named_and_fails_the_command(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.exe").write_bytes(b"MZ")
    with pytest.raises(CommandError, match="1 could not be read") as error:
        load(tmp_path)
    assert error.value.returncode == 1
    assert BatchItem.objects.filter(state="received").count() == 1


def test_paths_that_are_not_there_bring_nothing(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        load(tmp_path / "nirgends")
    with pytest.raises(CommandError, match="No file found"):
        load(tmp_path)
    assert not Batch.objects.exists()


def test_waiting_ends_with_the_last_item_or_its_time(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def read_at_once(batch_id):
        for pk in BatchItem.objects.filter(batch_id=batch_id).values_list("pk", flat=True):
            storing.read_item(pk)
        BatchItem.objects.filter(batch_id=batch_id).update(state="extracted")

    with pytest.raises(CommandError, match="0 of 1 after 0 s"):
        load(tmp_path, wait=True, timeout=0)
    monkeypatch.setattr(tasks, "enqueue_batch", read_at_once)
    Article.objects.all().delete()
    assert "1 of 1 in a final state" in load(tmp_path, wait=True)


def test_a_dry_run_tells_what_would_become_of_each_and_stores_nothing(tmp_path, sent):
    (tmp_path / "a.txt").write_text(f"22.10.2024\n{TEXT}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"22.10.2024\n{TEXT}", encoding="utf-8")
    printed = load(tmp_path, dry_run=True, outlet="Bote")
    first, second, figures, end = printed.splitlines()
    assert first.split()[:5] == ["stored", "2024-10-22", "text", "Bote", "de"]
    assert second.startswith("duplicate")
    assert second.endswith("[a.txt]")
    assert figures == "2 looked at: 1 stored, 1 duplicate, 0 skipped, 0 failed; 0 to be stored without a date."
    assert end == "Nothing was stored."
    assert (Batch.objects.count(), Article.objects.count(), sent) == (0, 0, [])


def test_a_dry_run_for_programs_is_json_and_fails_where_something_cannot_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.exe").write_bytes(b"MZ")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 could not be read"):
        call_command("load_articles", str(tmp_path), dry_run=True, json=True, stdout=out)
    *found, last = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(row["name"], row["state"], row["reason"]) for row in found] == [
        ("a.txt", "stored", ""),
        ("b.exe", "failed", "unsupported"),
    ]
    assert last == {"totals": {"stored": 1, "duplicate": 0, "skipped": 0, "failed": 1, "total": 2, "undated": 1}}
