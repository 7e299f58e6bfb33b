"""Dates and outlets said of many articles at once, and taken back."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from articles import saying, tasks
from articles.dated_names import day_in
from articles.models import Article, Batch, BatchItem, Saying
from tests import factories

pytestmark = pytest.mark.django_db
State = BatchItem.State
NAMES = ["2024-10-22_a.txt", "sonst.txt", "archiv/23.10.2024/b.txt"]


@pytest.fixture(autouse=True)
def _nothing_sent(monkeypatch):
    monkeypatch.setattr(tasks, "send", lambda *args: True)


@pytest.fixture
def user():
    ada = User.objects.create_user("ada")
    ada.user_permissions.set(Permission.objects.filter(codename__in=["add_batch", "view_batch"]))
    return ada


@pytest.fixture
def admin(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def batch():
    """A batch of three undated articles and a dated one."""
    batch = Batch.objects.create(title="Lieferung", origin=Batch.Origin.UPLOAD)
    for position, name in enumerate([*NAMES, "alt.txt"], start=1):
        article = factories.article(published=date(2020, 1, 1) if name == "alt.txt" else None)
        values = {"name": name, "state": State.EXTRACTED, "article": article}
        BatchItem.objects.create(batch=batch, position=position, **values)
    return batch


def articles_of(batch):
    return [item.article for item in batch.items.select_related("article").order_by("position")]


def days(batch):
    return [(article.published_on, article.published_precision) for article in articles_of(batch)]


def say(admin, batch, **fields):
    return admin.post(reverse("articles:say"), {"batch": batch.pk, "which": "undated", "action": "apply", **fields})


@pytest.mark.parametrize(
    ("name", "pattern", "expected"),
    [
        ("2024-10-22_meldung.txt", "auto", (date(2024, 10, 22), "day")),
        ("22.10.2024.html", "auto", (date(2024, 10, 22), "day")),
        ("20241022-dpa.json#3", "auto", (date(2024, 10, 22), "day")),
        ("a.zip/2024-10/bericht.txt", "auto", (date(2024, 10, 1), "month")),
        ("2023-01-01/2024-10-22.txt", "auto", (date(2024, 10, 22), "day")),
        ("241022.txt", "auto", None),
        ("241022.txt", "short", (date(2024, 10, 22), "day")),
        ("120241022.txt", "auto", None),
        ("2024-13-45.txt", "ymd", None),
        ("2999-01-01.txt", "auto", None),
        ("22.10.2024.txt", "ymd", None),
    ],
)
def test_days_in_names_of_files(name, pattern, expected):
    assert day_in(name, pattern) == expected


def test_a_date_is_said_of_all_undated_articles_with_its_precision(admin, batch):
    say(admin, batch, published="Oktober 2024")
    assert days(batch) == [(date(2024, 10, 1), "month")] * 3 + [(date(2020, 1, 1), "day")]
    assert articles_of(batch)[0].published_found == "given"
    assert Saying.objects.get().before[0][1]["day"] == ""
    assert set(batch.items.values_list("state", flat=True)[:3]) == {State.STORED}  # their claims are read again


def test_names_of_files_tell_the_days_of_those_that_have_one(admin, batch):
    say(admin, batch, pattern="auto")
    assert [day for day, _ in days(batch)] == [date(2024, 10, 22), None, date(2024, 10, 23), date(2020, 1, 1)]


def test_what_would_change_is_shown_before_it_is_said(admin, batch):
    address = reverse("articles:say")
    start = admin.post(address, {"batch": batch.pk, "which": "undated"}).content.decode()
    assert "3 articles are chosen." in start
    page = admin.post(address, {"batch": batch.pk, "which": "undated", "action": "preview", "pattern": "auto"})
    assert page.status_code == 200
    assert "2 of 3 would change:" in page.content.decode()
    assert "Set for 2 articles" in page.content.decode()
    assert days(batch)[0] == (None, "unknown")


def test_only_ticked_articles_are_meant(admin, batch):
    first, second, *_ = articles_of(batch)
    say(admin, batch, which="ticked", article=[second.pk], published="2024")
    assert days(batch)[:2] == [(None, "unknown"), (date(2024, 1, 1), "year")]


def test_known_dates_stay_unless_asked_for(admin, batch):
    say(admin, batch, which="all", published="2024-10-22")
    assert days(batch)[3] == (date(2020, 1, 1), "day")
    say(admin, batch, which="all", published="2024-10-22", over="on")
    assert days(batch)[3] == (date(2024, 10, 22), "day")


def test_an_outlet_is_said_of_many(admin, batch):
    say(admin, batch, which="all", outlet="Neuer Bote", over="on")
    assert {str(article.outlet) for article in Article.objects.select_related("outlet")} == {"Neuer Bote"}


def test_it_can_be_taken_back_for_some_minutes_but_not_over_the_head_of_others(admin, user, batch):
    page = say(admin, batch, published="2024-10-22")
    said = Saying.objects.get()
    assert page.url == f"{batch.get_absolute_url()}?said={said.pk}"
    first = articles_of(batch)[0]
    Article.objects.filter(pk=first.pk).update(published_on=date(2024, 5, 5))
    admin.post(reverse("articles:say_undo", args=[said.pk]), {"batch": batch.pk, "which": "ticked"})
    assert [day for day, _ in days(batch)] == [date(2024, 5, 5), None, None, date(2020, 1, 1)]
    assert articles_of(batch)[1].published_found == "unknown"
    assert saying.undo(said.pk, user, timezone.now()) is None  # only once


def test_taking_back_ends_after_its_time_and_is_the_persons_own(user, batch):
    rows = saying.foreseen(Article.objects.all(), saying.Wish(day=date(2024, 10, 22)))
    said = saying.say(user, rows)
    late = timezone.now() + saying.UNDO_FOR + timedelta(seconds=1)
    assert saying.undo(said.pk, User.objects.create_user("ben"), timezone.now()) is None
    assert saying.undo(said.pk, user, late) is None
    assert saying.undo(said.pk, user, timezone.now()) == 3
    saying.forget(late)
    assert not Saying.objects.exists()


def test_who_changed_a_date_while_it_was_looked_at_is_left_alone(user, batch):
    rows = saying.foreseen(Article.objects.all(), saying.Wish(day=date(2024, 10, 22)))
    first = articles_of(batch)[0]
    dated = {"published_on": date(2024, 5, 5), "published_precision": "day", "published_found": "given"}
    Article.objects.filter(pk=first.pk).update(**dated)
    assert len(saying.say(user, rows).before) == 2
    assert days(batch)[0] == (date(2024, 5, 5), "day")


def test_what_makes_no_sense_is_refused_with_all_that_was_typed(admin, batch):
    for fields, words in (
        ({"published": "demnächst"}, "This is no day, month or year"),
        ({"published": "2999-01-01"}, "This is no day, month or year"),
        ({"published": "2024", "pattern": "auto"}, "Say either a date or how"),
        ({}, "Say a date or an outlet."),
    ):
        page = say(admin, batch, **fields)
        assert page.status_code == 422, fields
        assert words in page.content.decode(), fields
        assert f'value="{fields.get("published", "")}"' in page.content.decode() or not fields.get("published")
        assert f'name="batch" value="{batch.pk}"' in page.content.decode()
    idle = say(admin, batch, pattern="short").content.decode()
    assert "None of the chosen articles would change." in idle
    assert say(admin, batch, which="ticked", published="2024").url == batch.get_absolute_url()


def test_the_list_of_all_that_wait_for_a_date(admin, batch, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = admin.get(reverse("articles:undated")).content.decode()
    assert page.count('name="article"') == 3
    assert batch.get_absolute_url() in page
    narrowed = admin.get(reverse("articles:undated"), {"q": "sonst"}).content.decode()
    assert narrowed.count('name="article"') == 1
    admin.post(reverse("articles:say"), {"which": "undated", "q": "sonst", "published": "2024", "action": "apply"})
    assert days(batch)[:2] == [(None, "unknown"), (date(2024, 1, 1), "year")]
