"""Who may do what: every address, with every method that it answers, for every role and for nobody at all.

The addresses come from the urlconf itself: one that is new, or gone, and the table below differ, and that fails here.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.models import Claim
from tests.claims.stories import member, tell

pytestmark = pytest.mark.django_db
ROLES = ("", "analyst", "editor", "admin")
# From which role on; open: without logging in, where need be by a key of one's own.
OPEN, READER, EDITOR, ADMIN = 0, 1, 2, 3
Rights = dict[str, int]  # method → who may


def _rows(names: str, **rights: int) -> dict[str, Rights]:
    return dict.fromkeys(names.split(), rights)


TABLE: dict[str, Rights] = {
    **_rows(
        "claims:home claims:topics claims:topic claims:topic_export claims:chart_export claims:compare"
        " claims:arrangements claims:claim claims:precision claims:steps claims:changes claims:change_export"
        " claims:views claims:actors claims:actor_names claims:actor claims:actor_history"
        " claims:places claims:place_names claims:place claims:place_history"
        " claims:mentions claims:article_copies claims:article_list claims:article articles:copies_list"
        " articles:copies articles:versions",
        GET=READER,
    ),
    **_rows("claims:comment claims:view_save claims:view_change logout", POST=READER),
    **_rows("claims:feeds password_change", GET=READER, POST=READER),
    **_rows("claims:claim_history", GET=READER, POST=EDITOR),
    **_rows("claims:arrange claims:review claims:review_next claims:proposals claims:name_proposals", GET=EDITOR),
    **_rows(
        "claims:topic_name claims:topic_merge claims:series_name claims:series_merge claims:series_split"
        " claims:claim_move claims:claim_edit claims:claim_add claims:review_claim",
        GET=EDITOR,
        POST=EDITOR,
    ),
    **_rows(
        "claims:arrangement_undo claims:claim_undo claims:comment_settle claims:review_many claims:proposal_decide"
        " claims:step_undo claims:actor_alias claims:place_alias claims:name_decide",
        POST=EDITOR,
    ),
    **_rows("articles:batches articles:undated articles:bin articles:batch", GET=ADMIN),
    **_rows(
        "claims:reread claims:actor_edit claims:actor_merge claims:place_edit claims:place_merge claims:place_rename"
        " claims:actor_restore claims:place_restore"
        " articles:upload"
        " articles:paste articles:addresses articles:feeds articles:feed_change articles:keys articles:look"
        " articles:columns articles:notices articles:batch_delete",
        GET=ADMIN,
        POST=ADMIN,
    ),
    **_rows(
        "claims:reread_stop claims:actor_alias_withdraw claims:place_alias_withdraw articles:feed_poll"
        " articles:feed_pause articles:feed_delete articles:key_revoke articles:say articles:say_undo"
        " articles:batch_cancel articles:batch_go_on articles:batch_watch articles:batch_restore articles:batch_purge"
        " articles:batch_retry articles:batch_dates articles:item_retry articles:item_anyway articles:item_right"
        " articles:article_date",
        POST=ADMIN,
    ),
    # Open to whoever has the key in the address, or nothing to hide.
    **_rows("claims:changes_feed claims:view_feed articles:batches_feed healthz", GET=OPEN),
    **_rows("login set_language", GET=OPEN, POST=OPEN),
}
# Programs show a key in a header, and get 401 without one, whoever is logged in (`tests/articles` has who may then).
BY_KEY = {"articles:api_articles": "POST", "articles:api_batch": "GET"}


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the urlconf but those of the admin, which has rights of its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry
        elif entry.namespace != "admin":
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)


def test_the_table_has_every_address_and_no_other():
    assert {name for name, _ in addresses()} == set(TABLE) | set(BY_KEY)


def refused(response: Any) -> bool:
    asked_to_log_in = response.status_code == 302 and response["Location"].startswith(reverse("login"))
    return asked_to_log_in or response.status_code in (401, 403)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_may_what_the_table_says_and_nothing_else(role):
    claim: Claim = tell("Es sind 1.500.", "1.500", said=None)
    client, user = Client(), member(role) if role else None
    if user:
        client.force_login(user)
    wrong = []
    for name, entry in dict(addresses()).items():
        for method, least in TABLE.get(name, {}).items():
            response = client.generic(method, _address(name, entry, claim))
            allowed = ROLES.index(role) >= least
            known = response.status_code != 405 and (response.status_code < 500 or name == "healthz")
            # Whoever logs out is led to the log-in page, too.
            if not known or (refused(response) == allowed and not (name == "logout" and allowed)):
                wrong.append((name, method, response.status_code))
            if user and name == "logout":
                client.force_login(user)
    assert wrong == []


def _address(name: str, entry: URLPattern, claim: Claim) -> str:
    """An address of the claim; where it is of something else there is nothing there, which is found out later."""
    told = {"pk": claim.pk if name.startswith("claims:claim") else 0, "slug": "x", "key": uuid.uuid4()}
    return reverse(name, kwargs={each: told.get(each, 1) for each in entry.pattern.converters})


@pytest.mark.parametrize("role", ROLES)
def test_programs_need_a_key_whoever_asks(role):
    client = Client()
    if role:
        client.force_login(member(role))
    for name, method in BY_KEY.items():
        kwargs = {"pk": 1} if name.endswith("batch") else {}
        assert client.generic(method, reverse(name, kwargs=kwargs)).status_code == 401
