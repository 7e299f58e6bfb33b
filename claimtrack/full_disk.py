"""What the browser is told where the disk is full: that, and that nothing was kept. Everything else stays a 500.

In: the exception that a request ended with. Out: a page with status 507, or Django's own for any other fault. Files
that are received, rows that PostgreSQL has no room for: both end the request, and its transaction is rolled back.
"""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import server_error as any_server_error

log = logging.getLogger(__name__)

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SQLSTATE = "53100"  # disk_full
INSUFFICIENT_STORAGE = 507


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a request that broke: `handler500` of claimtrack.urls."""
    if not is_full(sys.exc_info()[1]):
        return any_server_error(request)
    log.error("disk full", extra={"path": request.path})
    return HttpResponse(loader.get_template("507.html").render(), status=INSUFFICIENT_STORAGE)


def is_full(error: BaseException | None) -> bool:
    """Say whether the error, or one that it comes from, is for want of room on a disk."""
    return any(
        isinstance(each, OSError) and each.errno in FULL or getattr(each, "sqlstate", None) == SQLSTATE
        for each in origins(error)
    )


def origins(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and those that it comes from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
