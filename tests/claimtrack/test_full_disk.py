"""A full disk is told as what it is, and leaves nothing behind."""

import os
import resource

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.urls import reverse
from psycopg import errors

from articles import inserting, intake
from articles.models import Batch, BatchItem
from claimtrack.full_disk import is_full
from tests.articles.test_intake import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("ada"))
    client.raise_request_exception = False
    return client


def send(client, content=b""):
    return client.post(reverse("articles:upload"), {"uploads": [SimpleUploadedFile("a.txt", content or TEXT.encode())]})


@pytest.fixture
def small_files(tmp_path, settings):
    """No file of this process may grow beyond 300 kB; where the test may mount, a real small disk does the same."""
    settings.FILE_UPLOAD_TEMP_DIR = os.environ.get("CLAIMTRACK_SMALL_DISK") or str(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if "CLAIMTRACK_SMALL_DISK" not in os.environ:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_upload_for_which_there_is_no_room_ends_with_a_page_that_says_so(admin, small_files):
    answer = send(admin, b"x" * 4_000_000)
    assert answer.status_code in (422, 507)
    assert "disk is full" in answer.content.decode()
    assert not Batch.objects.exists()
    assert send(admin).status_code == 302  # what fits goes on


def test_rows_for_which_the_database_has_no_room_are_rolled_back(admin, monkeypatch):
    real = inserting.insert

    def full(rows):
        real(rows)
        raise OperationalError("could not extend file") from errors.DiskFull("could not extend file")

    with monkeypatch.context() as patch:
        patch.setattr(inserting, "insert", full)
        answer = send(admin)
    assert answer.status_code == 507
    assert not Batch.objects.exists()
    assert not BatchItem.objects.exists()
    assert send(admin).status_code == 302
    assert Batch.objects.count() == 1


def test_other_faults_stay_faults_of_ours(admin, monkeypatch):
    monkeypatch.setattr(intake, "receive", lambda *args, **kwargs: 1 / 0)
    answer = send(admin)
    assert answer.status_code == 500
    assert "disk is full" not in answer.content.decode()


def test_the_sqlstate_of_postgresql_is_known():
    with connection.cursor() as cursor, pytest.raises(OperationalError) as caught:
        cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'disk_full'; END $$")
    assert is_full(caught.value)
    assert not is_full(ValueError())
    assert not is_full(None)
