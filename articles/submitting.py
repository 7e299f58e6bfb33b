"""What programs send: JSON to a batch, checked as a whole first, answered the same when it comes again.

In: the body of a request. Out: a batch, or Invalid with every error at its place; the answer kept under the request's
Idempotency-Key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, connection, transaction

from articles import by_address, intake
from articles.cleaning import stamps
from articles.fetching import targets
from articles.models import ApiAnswer, Batch, BatchItem
from articles.readers import fields, rows
from articles.readers.addresses import Address
from articles.records import Reason, Refused

MOST = 500  # articles of one request
MOST_ERRORS = 100
TEXTS = ("text", "html")
WAIT_MS = 5000  # for a request with the same key that is being answered at this moment

Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Error:
    """One error: pointer (RFC 6901) to the article or value, the field, and a fixed code."""

    pointer: str
    field: str
    code: str


class Invalid(Exception):  # noqa: N818  (a verdict on what was sent)
    """The request cannot be taken; errors say where and why."""

    def __init__(self, *errors: Error) -> None:
        super().__init__(errors)
        self.errors = errors


class KeyReused(Exception):  # noqa: N818
    """The Idempotency-Key was used for another request."""


class InProgress(Exception):  # noqa: N818
    """A request with this Idempotency-Key is being answered at this moment."""


def parsed(body: bytes) -> dict[str, Any]:
    """Return the articles of a request by their pointers: an object, a list, or {"articles": list}."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Invalid(Error("", "", "bad_json")) from error
    before = ""
    if isinstance(document, dict):
        if "articles" not in document:
            return {"": document}
        before, document = "/articles", document["articles"]
    if not isinstance(document, list):
        raise Invalid(Error(before, "", "not_a_list"))
    if not document:
        raise Invalid(Error(before, "", "empty"))
    if len(document) > MOST:
        raise Invalid(Error(before, "", "too_many"))
    return {f"{before}/{number}": article for number, article in enumerate(document)}


def items_of(articles: Mapping[str, Any]) -> list[BatchItem]:
    """Return an unsaved item per article; raises Invalid with all errors of all articles."""
    errors = [error for pointer, article in articles.items() for error in checked(article, pointer)]
    if errors:
        raise Invalid(*errors[:MOST_ERRORS])
    return [item_of(article, number) for number, article in enumerate(articles.values(), start=1)]


def checked(article: Any, pointer: str) -> list[Error]:
    """Return what is wrong with one article."""
    if not isinstance(article, Mapping):
        return [Error(pointer, "", "not_an_object")]
    said = fields.mapped(article)
    errors = [Error(pointer, name, code) for name, code in faults(said)]
    wrong = [key for key, value in article.items() if fields.known([key]) and not is_plain(value)]
    return errors + [Error(f"{pointer}/{escaped(key)}", min(fields.known([key])), "not_a_string") for key in wrong]


def faults(said: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (field, code) of each fault among an article's fields."""
    found = []
    if not any(said.get(name) for name in (*TEXTS, "url")):
        found.append(("text", "required"))
    if said.get("published") and not stamps.parse(said["published"])[0]:
        found.append(("published", "bad_date"))
    if said.get("url") and not is_address(said["url"]):
        found.append(("url", "bad_url"))
    return found


def is_plain(value: Any) -> bool:
    """Say whether a value can stand in a field: text, number, or a list of names."""
    return value is None or (isinstance(value, str | int | float | list | Mapping) and not isinstance(value, bool))


def is_address(url: str) -> bool:
    try:
        targets.parse(url)
    except Refused as refusal:
        return refusal.reason is not Reason.BAD_ADDRESS
    return True


def escaped(key: str) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")[:100]


def item_of(article: Mapping[str, Any], number: int) -> BatchItem:
    """Return the item of a checked article: with its text, or to be fetched where only its address was sent."""
    said = fields.mapped(article)
    name = said.get("title") or said.get("url") or f"#{number}"
    if not any(said.get(key) for key in TEXTS):
        kept = {key: value for key, value in said.items() if key != "url"}
        return by_address.item_of(Address(said["url"], kept), {})
    part = rows.checked(name[:480], article, None, {})
    return next(intake.rows_of(Batch(), iter([part]), {}))


def submit(
    body: bytes, key: str, user: User, answer: Callable[[Batch], dict[str, Any]]
) -> tuple[Answer, bool, int | None]:
    """Bring what a request holds; return its answer, whether it was given before, and the new batch's id.

    key: the request's Idempotency-Key, "" where it has none. answer: makes the answer's body of a new batch.
    Raises Invalid, KeyReused, InProgress.
    """
    items = items_of(parsed(body))
    digest = hashlib.sha256(body).hexdigest()
    with transaction.atomic():
        if key and (former := reserve(key, digest, user)):
            return (former.status, former.body), True, None
        batch = bring(items, user)
        given = answer(batch)
        ApiAnswer.objects.filter(user=user, key=key).update(body=given)
    return (202, given), False, batch.pk


def reserve(key: str, digest: str, user: User) -> ApiAnswer | None:
    """Take the key for this request and return None, or the answer that it was given before.

    Two requests with one key meet at the unique index: the second waits for the first, and then finds its answer.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(WAIT_MS)])
            ApiAnswer.objects.create(user=user, key=key, request=digest)
            return None
    except OperationalError as error:
        raise InProgress from error
    except IntegrityError:
        former = ApiAnswer.objects.get(user=user, key=key)
    if former.request != digest:
        raise KeyReused
    return former


def bring(items: list[BatchItem], user: User) -> Batch:
    """Store the items as a new batch."""
    more = f" … ({len(items)})" if len(items) > 1 else ""
    batch: Batch = Batch.objects.create(title=f"{items[0].name[:280]}{more}", origin=Batch.Origin.API, created_by=user)
    by_address.add(batch, iter(items))
    intake.note(batch)
    return batch


def forget(now: datetime) -> int:
    """Delete answers that are older than programs may count on; return how many."""
    return ApiAnswer.objects.filter(created_at__lt=now - timedelta(hours=settings.API_KEPT_HOURS)).delete()[0]
