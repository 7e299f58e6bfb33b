"""Every admin page of claims opens, and what was read cannot be changed there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from claims.models import Actor, Change, Claim, Series, Topic
from tests import factories as make

MODELS = ["actor", "place", "topic", "series", "arrangement", "claim", "extractionrun", "change"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_lists_open_and_can_be_searched(admin, stored, model):
    stored(make.record(), make.location("Kursk"))
    assert admin.get(reverse(f"admin:claims_{model}_changelist"), {"q": "Nordkorea"}).status_code == 200


@pytest.mark.parametrize("model", [Actor, Claim, Change, Topic, Series])
def test_what_was_read_can_be_seen_and_not_changed(admin, stored, model):
    stored(make.record())
    address = reverse(f"admin:claims_{model._meta.model_name}_change", args=[model.objects.first().pk])
    assert admin.get(address).status_code == 200
    assert admin.post(address, {}).status_code == 403
