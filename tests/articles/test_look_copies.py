"""A look at an upload tells of each article what it is a copy of, near copies and new versions among them."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from articles import near, storing
from articles.binning import delete
from articles.looking import packed, unpacked
from articles.models import Article, Staging
from articles.staged import looks
from articles.staged.resembling import Resembling
from articles.templatetags.looks import like_words
from tests.articles.near_texts import AGENCY, INSERTED, SHORTENED
from tests.articles.test_intake import receive
from tests.articles.test_looking import admin, look_at, run_here, sent  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db


def stored(text: str, **fields) -> Article:
    """An article that is stored and looked up, as workers leave it."""
    article = Article.objects.create(title="Hochwasser", text=text, content_hash=f"{hash(text)}", **fields)
    near.find_copies()
    return article


def found() -> dict[str, dict]:
    return {row["name"]: row for row in looks.page(Staging.objects.get(), "", 1, 100)}


def test_a_near_copy_of_a_stored_article_is_told_with_its_share(admin, django_assert_max_num_queries):  # noqa: F811
    first = stored(AGENCY)
    response = look_at(admin, ("b.txt", INSERTED), ("c.txt", "Ganz anderes. " * 30))
    rows = found()
    like = rows["b.txt"]["like"]
    assert (rows["b.txt"]["state"], like["article"], like["version"]) == ("stored", first.pk, False)
    assert 70 <= like["percent"] < 100
    assert "like" not in rows["c.txt"]
    assert "own" not in rows["b.txt"]
    with django_assert_max_num_queries(8):
        page = admin.get(response.url).content.decode()
    assert f"Near copy, {like['percent']} % the same as:" in page
    assert first.get_absolute_url() in page
    assert "1 of them is a near copy of another article" in page


def test_articles_of_the_upload_are_copies_of_those_before_them(admin):  # noqa: F811
    look_at(
        admin, ("a.txt", AGENCY), ("b.txt", AGENCY.replace("\n\n", "\n")), ("c.txt", SHORTENED), ("d.txt", INSERTED)
    )
    rows = found()
    assert "like" not in rows["a.txt"]
    assert (rows["b.txt"]["state"], rows["b.txt"]["copy_of"]) == ("duplicate", "a.txt")
    assert rows["c.txt"]["like"]["name"] == "a.txt"
    assert rows["d.txt"]["like"]["name"] in ("a.txt", "c.txt")
    assert Staging.objects.get().totals["like"] == 2
    assert "in this upload:" in like_words(rows["c.txt"])


def test_another_text_at_a_known_address_is_told_as_its_version(admin):  # noqa: F811
    address = "https://bote.example/hochwasser"
    stored(AGENCY, url=address)
    look_at(admin, ("b.txt", f"---\nurl: {address}\ntitle: Donau\n---\n{INSERTED}"))
    row = found()["b.txt"]
    assert row["like"]["version"]
    with override("de"):
        assert like_words(row).startswith("Neue Fassung, zu ")


def test_what_lies_in_the_bin_is_not_told(admin):  # noqa: F811
    batch = receive(("alt.txt", AGENCY))
    storing.read_item(batch.items.get().pk)
    near.find_copies()
    assert delete(batch.pk, None, timezone.now())
    look_at(admin, ("b.txt", INSERTED))
    assert "like" not in found()["b.txt"]


def test_what_there_is_no_time_for_says_so(admin, settings):  # noqa: F811
    settings.LOOK_SECONDS = 0
    response = look_at(admin, ("a.txt", AGENCY))
    row = found()["a.txt"]
    assert row["unchecked"]
    page = admin.get(response.url).content.decode()
    assert "Not looked up whether it is a near copy." in page
    assert "Of 1 article there was no time" in page


def test_the_shell_tells_the_same(tmp_path):
    (tmp_path / "a.txt").write_text(AGENCY)
    (tmp_path / "b.txt").write_text(INSERTED)
    for options in ([], ["--json"]):
        out = io.StringIO()
        call_command("load_articles", str(tmp_path), "--dry-run", *options, stdout=out)
        if options:
            rows = [json.loads(line) for line in out.getvalue().splitlines() if '"name"' in line]
            assert rows[1]["like"]["name"] == "a.txt"
            assert not any("own" in row for row in rows)
        else:
            assert "% the same as a.txt]" in out.getvalue()


@pytest.mark.parametrize("text", [AGENCY, "ä€𝄞 " * 60, "\ud800 wort " * 60])
def test_a_packed_text_comes_back_as_it_was(text):
    assert unpacked(packed(text)) == text
    assert packed("Zu kurz.") == ""


def test_texts_beyond_what_is_kept_are_not_compared_and_say_so(monkeypatch):
    monkeypatch.setattr("articles.staged.resembling.KEPT", 1)
    rows = [
        {"name": f"{n}", "digest": f"{n}", "url": "", "own": packed(text), "state": "stored"}
        for n, text in enumerate([AGENCY, INSERTED])
    ]
    assert [row.get("unchecked") for row in Resembling().told(rows)] == [None, True]
