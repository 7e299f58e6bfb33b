"""One line per request in the log.

In: a request and its response. Out: method, path, status, milliseconds and the user's number. Never the query, the
body or a user's name: filters and searches may hold names of people.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path

log = logging.getLogger(__name__)

LONGEST_PATH = 200
HEALTH = "/healthz"  # asked every few seconds, and it logs by itself what is wrong


class AccessLog:
    """Middleware below WhiteNoise, so that static files are not logged, and above all that can answer for a view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then log; an exception is an answer of status 500 by the time it comes here."""
        start = time.perf_counter()
        response = self.get_response(request)
        if request.path != HEALTH:
            log.info("request", extra=line(request, response, time.perf_counter() - start))
        return response


def line(request: HttpRequest, response: HttpResponseBase, seconds: float) -> dict[str, object]:
    """Return what is logged; the path is escaped, so that nobody writes lines of their own into the log."""
    return {
        "method": request.method,
        "path": escape_uri_path(request.path)[:LONGEST_PATH],
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "user": user_of(request),
    }


def user_of(request: HttpRequest) -> str | None:
    """Return the user's number from a session that the request has read anyway: the log costs no query."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed:
        return None
    user: str | None = session.get(SESSION_KEY)
    return user
