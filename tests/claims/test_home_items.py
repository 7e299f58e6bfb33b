"""What the first page tells admins of items that wait or failed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import BatchItem
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client):
    client.force_login(member("admin"))
    return lambda: client.get(reverse("claims:home"))


def failed(days=0, retryable=False):
    """A failed item of a batch of its own, so many days old."""
    item = make.item(make.article(), "extracted")
    old = timezone.now() - timedelta(days=days)
    values = {"state": "failed", "reason": "bad_json", "retryable": retryable, "updated_at": old}
    BatchItem.objects.filter(pk=item.pk).update(**values)
    return item


def test_a_failure_that_nobody_can_try_again_is_told_for_a_week(home):
    item = failed(days=8)
    assert "could not be read" not in home().content.decode()
    BatchItem.objects.update(updated_at=timezone.now() - timedelta(days=6))
    page = home().content.decode()
    assert "1 could not be read." in page
    assert f"{item.batch.get_absolute_url()}?state=failed" in page


def test_one_that_can_be_tried_again_stays(home):
    failed(days=80, retryable=True)
    assert "1 could not be read." in home().content.decode()


def test_failures_of_several_batches_lead_to_their_list(home):
    failed()
    failed()
    page = home().content.decode()
    assert "2 could not be read." in page
    assert "state=failed" not in page
    assert home().context["items"].batch == 0


def test_what_waits_leads_to_the_list(home):
    make.item(make.article())
    page = home().content.decode()
    assert "1 article is still being read." in page
    assert "See uploads" in page
