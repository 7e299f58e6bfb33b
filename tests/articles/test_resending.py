"""A form sent twice brings its files once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import binning, tasks
from articles.models import Batch
from articles.resending import mark_of
from tests.articles.test_intake import TEXT


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """Enqueue nothing."""
    monkeypatch.setattr(tasks, "enqueue_batch", lambda pk: None)


@pytest.fixture
def ada(db):
    user = User.objects.create_user("ada")
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_batch", "view_batch"]))
    return user


def send(user, key, *texts):
    browser = Client()
    browser.force_login(user)
    files = [SimpleUploadedFile(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    return browser.post(reverse("articles:upload"), {"uploads": files, "sent_as": str(key)})


def test_the_form_has_a_key_of_its_own_each_time_it_is_shown(ada, client):
    client.force_login(ada)
    keys = {client.get(reverse("articles:upload")).context["form"]["sent_as"].value() for _ in range(2)}
    assert len(keys) == 2


def test_a_form_sent_again_leads_to_the_batch_that_it_became(ada):
    key = uuid4()
    first, again = send(ada, key, TEXT), send(ada, key, TEXT)
    assert first.url == again.url
    assert Batch.objects.count() == 1
    assert Batch.objects.get().items.count() == 1


def test_other_files_another_form_or_another_user_make_another_batch(ada):
    key = uuid4()
    send(ada, key, TEXT)
    send(ada, key, TEXT + "!")
    send(ada, key, TEXT, TEXT)
    send(ada, uuid4(), TEXT)
    other = User.objects.create_superuser("ben")
    assert Batch.objects.count() == 4
    send(other, key, TEXT)  # nobody learns of a batch by another's key
    assert Batch.objects.count() == 5


def test_what_was_deleted_can_be_brought_again(ada):
    key = uuid4()
    send(ada, key, TEXT)
    binning.delete(Batch.objects.get().pk, ada, timezone.now())
    send(ada, key, TEXT)
    assert Batch.objects.count() == 1
    assert Batch.everything.count() == 2


def test_marks_tell_files_apart_and_leave_them_at_their_beginning():
    key, user = uuid4(), User(pk=1)

    def mark(content, name="a.txt"):
        file = SimpleUploadedFile(name, content)
        found = mark_of(key, user, [(name, file)])
        assert file.tell() == 0
        return found

    long = b"x" * 200_000
    unlike = (long, long + b"y", b"y" + long[1:], long[:-1] + b"y", b"")
    marks = [*map(mark, unlike), mark(long, "b.txt")]
    assert len(set(marks)) == len(marks)
    assert mark(long) == mark(long)
    assert mark_of(None, user, [("a", SimpleUploadedFile("a", b""))]) is None


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_batch(monkeypatch):
    user, key = User.objects.create_superuser("ada"), uuid4()

    def sent(_):
        try:
            return send(user, key, TEXT, TEXT + " zwei").url
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        addresses = set(threads.map(sent, range(4)))
    assert len(addresses) == 1
    assert Batch.objects.count() == 1
    assert Batch.objects.get().items.count() == 2
