"""What programs ask: articles brought as JSON, and what became of them. A key in the request, never a session.

In: a request with `Authorization: Bearer KEY`. Out: JSON; errors as problem details (RFC 9457) with a fixed code.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from articles import submitting, tasks, tokens
from articles.arrivals import receiving
from articles.models import ApiToken, Batch
from articles.progress import counts_of
from articles.states import OPEN_STATES
from articles.submitting import Error, InProgress, Invalid, KeyReused

P = ParamSpec("P")
PAGE = 500  # items of one answer
LONGEST_KEY = 200
TITLES = {
    "not_authenticated": "A valid key is missing.",
    "not_allowed": "The key's user may not do this.",
    "not_found": "There is no such batch.",
    "method_not_allowed": "The method is not allowed here.",
    "too_large": "The request is too large.",
    "not_json": "The request is no application/json.",
    "invalid": "The request holds errors; nothing was stored.",
    "bad_key": "The Idempotency-Key is empty or too long.",
    "key_reused": "The Idempotency-Key was used for another request.",
    "in_progress": "A request with this Idempotency-Key is being answered.",
    "too_many_requests": "The key has had its requests of this minute.",
}


def problem(status: int, code: str, headers: dict[str, str] | None = None, **more: Any) -> JsonResponse:
    """Return an error as problem details."""
    body = {"type": f"urn:claimtrack:problem:{code}", "title": TITLES[code], "status": status, "code": code, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def keyed(
    method: str, permission: str
) -> Callable[
    [Callable[Concatenate[HttpRequest, ApiToken, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let a view be asked by this method and with a key whose user has the permission; it gets the key's row.

    Exempt from CSRF, because it never looks at a session or cookie.
    """

    def decorate(
        view: Callable[Concatenate[HttpRequest, ApiToken, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @csrf_exempt
        @login_not_required
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method != method:
                return problem(405, "method_not_allowed", {"Allow": method})
            scheme, _, key = request.headers.get("Authorization", "").partition(" ")
            token = tokens.known(key.strip()) if scheme.lower() == "bearer" else None
            if token is None:
                return problem(401, "not_authenticated", {"WWW-Authenticate": 'Bearer realm="claimtrack"'})
            if wait := tokens.spend(token, timezone.now()):
                return problem(429, "too_many_requests", {"Retry-After": str(wait)})
            if not token.user.has_perm(permission):
                return problem(403, "not_allowed")
            return view(request, token, *args, **kwargs)

        return guarded

    return decorate


@keyed("POST", "articles.add_batch")
def articles(request: HttpRequest, token: ApiToken) -> HttpResponseBase:
    """Take articles in: 202 with the batch they became, to be read from now on."""
    if request.content_type != "application/json":
        return problem(415, "not_json")
    body = request.read(settings.API_LIMIT + 1)
    if len(body) > settings.API_LIMIT:
        return problem(413, "too_large", limit=settings.API_LIMIT)
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key := key.strip()) <= LONGEST_KEY:
        return problem(400, "bad_key")
    try:
        (status, answer), repeated, batch_id = submitting.submit(
            body, key or "", token.user, lambda batch: described(request, batch)
        )
    except Invalid as invalid:
        return problem(422, "invalid", errors=[listed(error) for error in invalid.errors])
    except KeyReused:
        return problem(422, "key_reused")
    except InProgress:
        return problem(409, "in_progress", {"Retry-After": "5"})
    if batch_id:
        tasks.enqueue_batch(batch_id)
    headers = {"Location": answer["url"], **({"Idempotent-Replayed": "true"} if repeated else {})}
    return JsonResponse(answer, status=status, headers=headers)


@keyed("GET", "articles.view_batch")
def batch(request: HttpRequest, token: ApiToken, pk: int) -> HttpResponseBase:
    """Tell how far a batch is, and of 500 items at a time what became of them (`?after=NUMBER`)."""
    found = Batch.objects.filter(pk=pk).first()
    if found is None:
        return problem(404, "not_found")
    after = request.GET.get("after", "0")
    return JsonResponse(described(request, found, int(after[:9]) if after.isascii() and after.isdecimal() else 0))


def described(request: HttpRequest, of: Batch, after: int = 0) -> dict[str, Any]:
    """Return a batch as programs see it."""
    counts = {state: number for state, number in counts_of([of.pk])[of.pk].items() if state != "total" and number}
    total = sum(counts.values())
    rows = of.items.filter(position__gt=after).order_by("position").select_related("article")
    items = list(rows.only("position", "name", "state", "reason", "detail", "retryable", "article__id")[: PAGE + 1])
    url = request.build_absolute_uri(reverse("articles:api_batch", args=[of.pk]))
    return {
        "batch": of.pk,
        "url": url,
        "page": request.build_absolute_uri(of.get_absolute_url()),
        "finished": not any(counts.get(state) for state in OPEN_STATES) and not receiving([of.pk]).exists(),
        "total": total,
        "counts": counts,
        "items": [
            {
                "number": item.position,
                "name": item.name,
                "state": item.state,
                "reason": item.reason or None,
                "detail": item.detail or None,
                "retryable": item.retryable,
                "article": item.article_id,
                "page": request.build_absolute_uri(item.article.get_absolute_url()) if item.article else None,
            }
            for item in items[:PAGE]
        ],
        "next": f"{url}?after={items[PAGE - 1].position}" if len(items) > PAGE else None,
    }


def listed(error: Error) -> dict[str, str | None]:
    return {"pointer": f"#{error.pointer}", "field": error.field or None, "code": error.code}
