"""E-mails and the feed of finished batches: counts and failures, no headlines."""

import io
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from articles import binning, cancelling, intake, mailing, tasks
from articles.models import Batch, BatchItem, Notices, Watch
from articles.records import Reason
from tests.articles.test_intake import TEXT

pytestmark = pytest.mark.django_db
State = BatchItem.State


@pytest.fixture(autouse=True)
def configured(settings, monkeypatch):
    """A mail server is named; what waits for the commit runs at once."""
    settings.MAIL_CONFIGURED = True
    monkeypatch.setattr(transaction, "on_commit", lambda work, using=None, robust=False: work())
    monkeypatch.setattr("claims.receivers.send", lambda *args: None)


@pytest.fixture
def ada(db):
    """An admin with an address."""
    user = User.objects.create_user("ada", "ada@zeitung.example")
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_batch", "view_batch"]))
    return user


def finished(user=None, title="Montag"):
    """Return a batch with one item read and one failed."""
    files = [(f"{title}{n}.txt", io.BytesIO(f"{TEXT} {title} {n}".encode())) for n in range(2)]
    batch = intake.receive(files, user=user, origin=Batch.Origin.UPLOAD, title=title)
    batch.items.filter(position=1).update(state=State.EXTRACTED)
    batch.items.filter(position=2).update(state=State.FAILED, reason=Reason.SLOW, retryable=True)
    return batch


def test_who_asked_gets_one_e_mail_with_counts_and_reasons(ada):
    batch = finished()
    mailing.watch(batch, ada, "https://claims.example/batches/1/", "de")
    tasks.tell_finished()
    tasks.tell_finished()
    [letter] = mail.outbox
    assert letter.to == ["ada@zeitung.example"]
    assert "Montag" in letter.subject
    assert "https://claims.example/batches/1/" in letter.body
    with translation.override("de"):
        assert f"{State.EXTRACTED.label}: 1" in letter.body
        assert f"{State.FAILED.label}: 1" in letter.body
    assert "NIS" not in letter.body
    assert Watch.objects.get().told_at


def test_nothing_is_sent_before_the_end_nor_from_the_bin(ada):
    batch = finished()
    batch.items.filter(position=1).update(state=State.RECEIVED)
    mailing.watch(batch, ada, "", "en")
    tasks.tell_finished()
    cancelling.cancel(batch.pk, timezone.now())
    binning.delete(batch.pk, None, timezone.now())
    tasks.tell_finished()
    assert mail.outbox == []
    binning.restore(batch.pk)
    tasks.tell_finished()
    assert len(mail.outbox) == 1


def test_a_server_that_refuses_is_asked_again_ever_more_rarely(ada, monkeypatch):
    batch = finished()
    mailing.watch(batch, ada, "", "en")
    now = timezone.now()
    Batch.objects.update(finished_at=now)

    def refuse(*args, **kwargs):
        raise SMTPServerDisconnected("busy")

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "send_mail", refuse)
        assert mailing.send_due(now) == 0
        assert mailing.send_due(now + timedelta(seconds=61)) == 0
    row = Watch.objects.get()
    assert (row.tries, row.told_at) == (2, None)
    assert mailing.send_due(now + timedelta(seconds=100)) == 0
    assert mailing.send_due(now + timedelta(seconds=200)) == 1
    assert len(mail.outbox) == 1


def test_without_a_mail_server_nobody_is_promised_one(ada, settings, client):
    settings.MAIL_CONFIGURED = False
    Notices.objects.create(user=ada, by_mail=True)
    batch = finished(user=ada)
    assert not Watch.objects.exists()
    mailing.watch(batch, ada, "", "en")
    tasks.tell_finished()
    assert mail.outbox == []
    client.force_login(ada)
    batch.items.filter(position=1).update(state=State.RECEIVED)
    assert reverse("articles:batch_watch", args=[batch.pk]) not in client.get(batch.get_absolute_url()).content.decode()


def test_a_user_may_hear_of_each_own_batch(ada, client):
    client.force_login(ada)
    client.post(reverse("articles:notices"), {"mail": "on"})
    finished(user=ada, title="Eigene")
    finished(title="Fremde")
    tasks.tell_finished()
    assert [letter.subject.count("Eigene") for letter in mail.outbox] == [1]
    client.post(reverse("articles:notices"), {"mail": "off"})
    finished(user=ada, title="Stille")
    tasks.tell_finished()
    assert len(mail.outbox) == 1


def test_a_title_of_many_lines_makes_no_headers(ada):
    batch = finished(title="Zeile\r\nBcc: alle@example.org")
    mailing.watch(batch, ada, "", "en")
    tasks.tell_finished()
    assert mail.outbox[0].subject.startswith("claimtrack: Zeile Bcc: alle@example.org")


def test_the_feed_tells_finished_batches_to_whoever_holds_its_key(ada, client):
    client.force_login(ada)
    client.post(reverse("articles:notices"), {"make": "1"})
    token = Notices.objects.get().token
    batch, open_one = finished(), finished(title="Offen")
    open_one.items.update(state=State.RECEIVED, reason="", retryable=False)
    tasks.tell_finished()
    client.logout()
    address = f"{reverse('articles:batches_feed')}?token={token}&lang=en"
    answer = client.get(address)
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert text.count("<entry>") == 1
    assert "Montag – 1 of 2 read, 1 failed" in text
    assert batch.get_absolute_url() in text
    binning.delete(batch.pk, None, timezone.now())
    assert "<entry>" not in client.get(address).content.decode()
    assert client.get(f"{reverse('articles:batches_feed')}?token={'x' * 32}").status_code == 404
    assert client.get(reverse("articles:batches_feed")).status_code == 404
    client.force_login(ada)
    client.post(reverse("articles:notices"), {"revoke": "1"})
    assert client.get(address).status_code == 404


def test_the_feed_ends_with_the_right_to_look(ada, client):
    Notices.objects.create(user=ada, token="t" * 32)
    address = f"{reverse('articles:batches_feed')}?token={'t' * 32}"
    assert client.get(address).status_code == 200
    ada.user_permissions.clear()
    assert client.get(address).status_code == 404
