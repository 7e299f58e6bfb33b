"""Programs bring articles with a key: what they may send, what they are told, and that nothing comes twice."""

import json
import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from articles import storing, submitting, tasks, tokens
from articles.models import ApiAnswer, ApiToken, Article, Batch, BatchItem
from articles.views import api
from tests.articles.test_intake import TEXT, receive

pytestmark = pytest.mark.django_db
URL = "/api/articles/"
GOOD = {"title": "Rund 4.000 Teilnehmer", "text": TEXT, "published": "2024-06-01", "outlet": "Bote"}


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Collect the ids of enqueued batches."""
    batches: list[int] = []
    monkeypatch.setattr(tasks, "enqueue_batch", batches.append)
    return batches


def member(name="ada", *codes):
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(codename__in=codes or ["add_batch", "view_batch"]))
    return user


@pytest.fixture
def key():
    return tokens.make(member(), "Archiv")[1]


def post(body, key="", client=None, **headers):
    """Post a body as a program does: without cookies, with CSRF checks on."""
    data = body if isinstance(body, bytes | str) else json.dumps(body)
    headers = {"Authorization": f"Bearer {key}", **headers} if key else headers
    return (client or Client(enforce_csrf_checks=True)).post(URL, data, "application/json", headers=headers)


def codes(response):
    """Return (pointer, field, code) of each error."""
    return [(error["pointer"], error["field"], error["code"]) for error in response.json()["errors"]]


def test_articles_become_a_batch_that_tells_how_far_it_is(key, sent):
    response = post([GOOD, {"Titel": "Zwei", "Inhalt": TEXT + " Zwei.", "Datum": "2. Juni 2024"}], key)
    assert response.status_code == 202
    answer = response.json()
    batch = Batch.objects.get()
    assert response["Location"] == answer["url"] == f"http://testserver/api/batches/{batch.pk}/"
    assert [item["state"] for item in answer["items"]] == ["received", "received"]
    assert (answer["total"], answer["finished"], answer["counts"]) == (2, False, {"received": 2})
    assert (batch.origin, batch.created_by.username, sent) == ("api", "ada", [batch.pk])
    for item in batch.items.all():
        assert storing.read_item(item.pk) == "stored"
    assert set(Article.objects.values_list("title", flat=True)) == {"Rund 4.000 Teilnehmer", "Zwei"}
    batch.items.update(state="extracted")
    told = Client().get(answer["url"], headers={"Authorization": f"Bearer {key}"})
    assert (told.status_code, told.json()["finished"], told.json()["counts"]) == (200, True, {"extracted": 2})
    assert told.json()["items"][0]["page"].startswith("http://testserver/")
    assert told["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize("shape", [GOOD, [GOOD], {"articles": [GOOD]}])
def test_one_article_a_list_or_an_object_with_a_list(key, shape):
    assert post(shape, key).json()["total"] == 1


def test_an_address_alone_is_left_to_the_fetchers(key):
    post({"url": "https://zeitung.example/a", "outlet": "Bote"}, key)
    item = BatchItem.objects.get()
    assert (item.metadata["fetch"], item.metadata["fields"]) == ("https://zeitung.example/a", {"outlet": "Bote"})
    assert item.payload is None


def test_errors_stand_at_their_place_and_nothing_is_stored(key, sent):
    articles = [GOOD, {"title": "x"}, 5, {**GOOD, "published": "bald"}, {**GOOD, "url": "javascript:x", "Autor": True}]
    response = post({"articles": articles}, key)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert response.json()["code"] == "invalid"
    assert codes(response) == [
        ("#/articles/1", "text", "required"),
        ("#/articles/2", None, "not_an_object"),
        ("#/articles/3", "published", "bad_date"),
        ("#/articles/4", "url", "bad_url"),
        ("#/articles/4/Autor", "author", "not_a_string"),
    ]
    assert not Batch.objects.exists()
    assert sent == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b" ", "bad_json"), (b"{", "bad_json"), (b"\xff", "bad_json"), (b"[" * 100_000, "bad_json"), (b"[]", "empty"),
        (b"5", "not_a_list"), (b'{"articles": {}}', "not_a_list"), (json.dumps([{}] * 501), "too_many"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_articles(key, body, code):
    assert [error[2] for error in codes(post(body, key))] == [code]


def test_hostile_bodies_end_with_an_answer(key, settings):
    assert post({"text": TEXT + "\x00", "title": "\ud800"}, key).json()["items"][0]["reason"] == "binary"
    assert post({"text": TEXT, "a/b~": 1, "title": {"name": "T"}}, key).status_code == 202
    settings.API_LIMIT = 100
    response = post([GOOD], key)
    assert (response.status_code, response.json()["code"], response.json()["limit"]) == (413, "too_large", 100)
    response = Client().post(
        URL, "a=b", "application/x-www-form-urlencoded", headers={"Authorization": f"Bearer {key}"}
    )
    assert response.status_code == 415


@trying(max_examples=30)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.floats()
        | st.text(max_size=9)
        | st.sampled_from([TEXT, "2024-06-01", "http://a.b/"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["text", "Titel", "url", "Datum", "html", "articles", "a/~", ""]), inner)
        ),
        max_leaves=12,
    )
)
def test_whatever_is_sent_becomes_items_or_errors(value):
    try:
        items = submitting.items_of(submitting.parsed(json.dumps(value).encode()))
    except submitting.Invalid as invalid:
        assert all(error.code for error in invalid.errors) and invalid.errors  # noqa: PT017, PT018
    else:
        assert all(item.payload or item.metadata.get("fetch") or item.reason for item in items)


def test_only_a_good_key_opens_and_never_a_session(client):
    user = member()
    client.force_login(user)
    assert post([GOOD], client=client).status_code == 401
    for wrong in ("ct_", "ct_falsch", "Ä", "x" * 5000):
        response = post([GOOD], wrong)
        assert (response.status_code, response["WWW-Authenticate"][:6]) == (401, "Bearer")
    row, key = tokens.make(user, "a")
    assert tokens.revoke(user, row.pk, timezone.now())
    assert post([GOOD], key).status_code == 401
    _, key = tokens.make(user, "b")
    User.objects.update(is_active=False)
    assert post([GOOD], key).status_code == 401
    assert not Batch.objects.exists()


def test_a_key_may_what_its_user_may():
    _, reader = tokens.make(member("ben", "view_batch"), "nur lesen")
    _, nobody = tokens.make(member("cem", "view_article"), "nichts")
    batch = receive(("a.txt", TEXT))
    address = reverse("articles:api_batch", args=[batch.pk])
    assert post([GOOD], reader).status_code == 403
    for key, status in ((reader, 200), (nobody, 403)):
        assert Client().get(address, headers={"Authorization": f"Bearer {key}"}).status_code == status
    assert Client().get(address).status_code == 401
    assert Client().get("/api/batches/999999/", headers={"Authorization": f"Bearer {reader}"}).status_code == 404
    response = Client().get(URL, headers={"Authorization": f"Bearer {reader}"})
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_the_key_is_kept_as_a_digest_and_its_use_is_noted(key):
    row = ApiToken.objects.get()
    assert key not in json.dumps(list(ApiToken.objects.values()), default=str)
    assert (row.used_at, key.startswith(row.start)) == (None, True)
    post([GOOD], key)
    row.refresh_from_db()
    assert row.used_at
    assert timezone.now() - row.used_at < timedelta(minutes=1)


def test_the_same_request_gets_the_same_answer_and_another_one_none(key, sent):
    first = post([GOOD], key, **{"Idempotency-Key": "nacht-1"})
    again = post([GOOD], key, **{"Idempotency-Key": "nacht-1"})
    assert (again.status_code, again.json(), again["Idempotent-Replayed"]) == (202, first.json(), "true")
    assert (Batch.objects.count(), len(sent)) == (1, 1)
    other = post([{**GOOD, "title": "Anders"}], key, **{"Idempotency-Key": "nacht-1"})
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert post([GOOD], key, **{"Idempotency-Key": "nacht-2"}).json()["batch"] != first.json()["batch"]
    assert post([GOOD], key, **{"Idempotency-Key": "x" * 201}).status_code == 400
    _, foreign = tokens.make(member("ben"), "b")
    assert "Idempotent-Replayed" not in post([GOOD], foreign, **{"Idempotency-Key": "nacht-1"})


def test_a_refused_request_does_not_use_its_key_up(key):
    assert post([{}], key, **{"Idempotency-Key": "k"}).status_code == 422
    assert post([GOOD], key, **{"Idempotency-Key": "k"}).status_code == 202


def test_answers_are_forgotten_after_two_days(key):
    post([GOOD], key, **{"Idempotency-Key": "k"})
    assert submitting.forget(timezone.now() + timedelta(hours=47)) == 0
    assert submitting.forget(timezone.now() + timedelta(hours=49)) == 1
    assert not ApiAnswer.objects.exists()


def test_a_key_has_its_share_of_each_minute(key, settings):
    settings.API_RATE = 2
    assert [post([GOOD], key).status_code for _ in range(3)] == [202, 202, 429]
    response = post([GOOD], key)
    assert 0 < int(response["Retry-After"]) <= 61
    ApiToken.objects.update(window_at=timezone.now() - timedelta(minutes=1))
    assert post([GOOD], key).status_code == 202


def test_long_batches_are_told_in_parts(key, monkeypatch):
    monkeypatch.setattr(api, "PAGE", 3)
    batch = receive(*[(f"{number}.txt", f"{TEXT} {number}") for number in range(4)])
    headers = {"Authorization": f"Bearer {key}"}
    first = Client().get(reverse("articles:api_batch", args=[batch.pk]), headers=headers).json()
    assert (len(first["items"]), first["total"]) == (3, 4)
    second = Client().get(first["next"], headers=headers).json()
    assert ([item["number"] for item in second["items"]], second["next"]) == ([4], None)


@pytest.mark.django_db(transaction=True)
def test_two_requests_with_one_key_at_the_same_moment_bring_one_batch(key):
    answers = []

    def ask():
        answers.append(post([GOOD], key, **{"Idempotency-Key": "k"}))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["batch"] for answer in answers}) == Batch.objects.count() == 1
