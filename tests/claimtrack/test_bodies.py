"""Bodies that are too large are refused by what their head says, before they are read."""

import io

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
LARGE = 20 * 1024 * 1024


class Unread(io.BytesIO):
    """A body of which nobody may read a byte."""

    def __init__(self, length):
        super().__init__(b"x")
        self.length = length

    def __len__(self):
        return self.length

    def read(self, *_):
        raise AssertionError("the body was read")


def post(client, length, **headers):
    """Send a form whose head says that it has this length."""
    return client.generic(
        "POST",
        reverse("articles:upload"),
        b"",
        content_type="multipart/form-data; boundary=x",
        headers=headers,
        **{"CONTENT_LENGTH": str(length), "wsgi.input": Unread(length)},
    )


def test_nobody_fills_the_disk_without_being_allowed_to_upload():
    client = Client(enforce_csrf_checks=True)
    assert post(client, LARGE).status_code == 413
    client.force_login(User.objects.create_user("analyst"))
    assert post(client, LARGE).status_code == 413


def test_an_upload_is_refused_by_its_length_in_the_form_that_was_asked_for(settings, admin_client):
    settings.UPLOAD_LIMIT = LARGE
    answer = post(admin_client, LARGE * 2, accept="application/json")
    assert answer.status_code == 413
    assert "20.0" in answer.json()["errors"]["__all__"][0]
    assert post(admin_client, LARGE * 2).content.decode().startswith("Together")


def test_a_length_that_is_none_is_left_to_django(client):
    answer = client.generic("GET", reverse("login"), **{"CONTENT_LENGTH": "²"})
    assert answer.status_code in (200, 400)
