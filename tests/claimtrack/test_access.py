"""The line of each request: what was asked and how it went, and nothing that may name a person."""

import logging

import pytest
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db


def lines(caplog):
    return [record for record in caplog.records if record.name == "claimtrack.access"]


@pytest.fixture(autouse=True)
def listening(caplog):
    caplog.set_level(logging.INFO, logger="claimtrack.access")


def test_a_request_is_one_line_without_its_query(client, caplog):
    user = User.objects.create_user("Erika Muster")
    client.force_login(user)
    assert client.get("/changes/?source=Erika+Muster").status_code == 200
    [line] = lines(caplog)
    assert (line.method, line.path, line.status, line.user) == ("GET", "/changes/", 200, str(user.pk))
    assert line.ms >= 0
    assert "Muster" not in str(vars(line))


def test_strangers_and_errors_are_logged_too_but_not_the_health_page(client, caplog):
    assert client.post("/batches/new/").status_code == 302
    assert client.get("/nowhere/").status_code in (302, 404)
    client.get("/healthz")
    assert [(line.path, line.user) for line in lines(caplog)] == [("/batches/new/", None), ("/nowhere/", None)]


def test_a_path_writes_no_lines_of_its_own(client, caplog):
    client.get("/x%0a2024 [error] forged %1b[2J" + "y" * 500)
    [line] = lines(caplog)
    assert "\n" not in line.path
    assert "\x1b" not in line.path
    assert len(line.path) == 200
