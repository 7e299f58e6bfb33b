"""The health page: states of all parts, for everybody, and nothing else."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from claimtrack import health
from claimtrack.models import WorkerSign

pytestmark = pytest.mark.django_db


def signs(**ages):
    """Store signs of life, {queue: seconds ago}."""
    for queue, age in ages.items():
        WorkerSign.objects.create(queue=queue, seen_at=timezone.now() - timedelta(seconds=age))


def test_all_well(client, django_assert_num_queries):
    signs(intake=3, fetch=5, extract=12)
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {
        "ok": True,
        "parts": {
            "database": "ok",
            "broker": "ok",
            "worker-intake": "ok",
            "worker-fetch": "ok",
            "worker-extract": "ok",
        },
    }
    assert "no-store" in response["Cache-Control"]


def test_a_silent_or_missing_worker_makes_it_unwell(client):
    signs(intake=61)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["parts"]["worker-intake"] == "silent"
    assert response.json()["parts"]["worker-extract"] == "missing"


def test_an_unreachable_broker_is_named_and_quick(client, settings, monkeypatch):
    signs(intake=1, fetch=1, extract=1)
    monkeypatch.setattr(health, "broker_url", lambda: "redis+socket:///nowhere/valkey.sock")
    began = timezone.now()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["parts"]["broker"] == "unreachable"
    assert timezone.now() - began < timedelta(seconds=15)


def test_an_unreachable_database_leaks_no_detail(client, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("connection to host secret.example failed for user root")

    monkeypatch.setattr(WorkerSign.objects, "values_list", fail)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["parts"] == {
        "database": "unreachable",
        "broker": "ok",
        "worker-intake": "unknown",
        "worker-fetch": "unknown",
        "worker-extract": "unknown",
    }
    assert "secret" not in response.content.decode()


def test_only_reading_is_allowed(client):
    assert client.post("/healthz").status_code == 405
