"""Commands: the demo comes once, old articles are read again, and all is linked anew."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from articles import tasks as intake_tasks
from articles.models import Batch
from claims import tasks
from claims.models import Change, ExtractionRun
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """What was handed to the broker."""
    found: list[int] = []
    monkeypatch.setattr(tasks.extract_article, "delay", found.append)
    monkeypatch.setattr(intake_tasks.read_batch, "delay", found.append)
    return found


def run(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_demo_comes_once_and_is_only_enqueued(asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert "demo articles are being read" in run("seed_demo")
        assert "loaded before" in run("seed_demo")
    batch = Batch.objects.get(origin="demo")
    assert batch.items.count() >= 24
    assert not batch.items.exclude(state="received").exists()
    assert set(asked) == {batch.pk}


def test_the_demo_is_its_articles_and_nothing_beside_them():
    run("seed_demo")
    names = list(Batch.objects.get(origin="demo").items.values_list("name", flat=True))
    assert all(name[0].isdigit() for name in names), names


def test_the_demo_is_named_in_the_language_of_the_reader(client):
    with translation.override("de"):
        run("seed_demo")
    batch = Batch.objects.get(origin="demo")
    client.force_login(member("admin"))
    for language, title in (("de", "Demo-Artikel"), ("en", "Demo articles")):
        for page in (reverse("articles:batches"), batch.get_absolute_url()):
            body = client.get(page, headers={"accept-language": language}).content.decode()
            assert title in body, (language, page)
            assert ("Demo articles" in body) is (language == "en")


def test_one_article_or_all_are_read_again(asked):
    first, second = make.article(), make.article()
    make.run(first, state="done")
    run("reextract", "--article", str(first.pk))
    assert ExtractionRun.objects.filter(state="waiting").get().article == first
    run("reextract", "--all")
    assert set(asked) == set(ExtractionRun.objects.filter(state="waiting").values_list("pk", flat=True))
    assert {r.article for r in ExtractionRun.objects.filter(state="waiting")} == {first, second}


def test_what_the_present_rules_have_read_is_not_outdated(asked):
    from claims.extraction import code_version, model_version

    current, old = make.article(), make.article()
    make.run(current, state="done", code_version=code_version(), model_version=model_version())
    make.run(old, state="done", code_version="rules-0")
    run("reextract", "--outdated")
    assert ExtractionRun.objects.get(state="waiting").article == old


def test_an_unknown_article_is_named():
    with pytest.raises(CommandError, match="4711"):
        run("reextract", "--article", "4711")


def test_relinking_makes_lost_changes_anew(stored):
    stored(make.record())
    Change.objects.all().delete()
    assert "1 articles linked: 1 changes came, 0 went" in run("relink")
    assert Change.objects.get().what == "first"
