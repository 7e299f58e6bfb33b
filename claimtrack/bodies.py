"""Request bodies that are too large are refused before a byte of them is read.

In: a request whose head says how long its body is; Django reads no more than that. Out: 413 instead of a full disk:
uploads are written to it while they come in, and the form that checks them is asked only when they are there.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

FRAME = 1024 * 1024  # of a form around its files
UPLOADING = "articles.add_batch"


def body_gate(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let large bodies pass from those who may upload, and none that is larger than an upload may be."""

    def gate(request: HttpRequest) -> HttpResponseBase:
        length = length_of(request)
        if length > settings.UPLOAD_LIMIT + FRAME:
            return refused(request, settings.UPLOAD_LIMIT)
        if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE + FRAME and not request.user.has_perm(UPLOADING):
            return refused(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return get_response(request)

    return gate


def length_of(request: HttpRequest) -> int:
    """Return how long the body says it is; 0 where it says nothing, since Django then reads none."""
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0


def refused(request: HttpRequest, limit: int) -> HttpResponse:
    """Answer in words, to scripts as they get the errors of forms."""
    words = _("Together the files may have at most %(limit)s.") % {"limit": filesizeformat(limit)}
    if request.headers.get("Accept", "") == "application/json":
        return JsonResponse({"errors": {"__all__": [words]}, "files": {}}, status=413)
    return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
