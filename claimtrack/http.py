"""One view answers page and fragment: the asked-for HTMX target picks which.

In: a request and a context. Out: the whole page, or only the fragment named by `HX-Target`, and `Vary` on both so that
no cache ever hands one out for the other. A history restore always gets the page.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme


def render_page(
    request: HttpRequest,
    page: str,
    context: Mapping[str, Any],
    *,
    fragments: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render `page`, or the template that `fragments` names for the element id in HX-Target."""
    htmx = getattr(request, "htmx", None)
    template = page
    if htmx and not htmx.history_restore_request and htmx.target in (fragments or {}):
        template = (fragments or {})[htmx.target]
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target", "HX-History-Restore-Request"])
    return response


def back_to(request: HttpRequest, otherwise: str | Model) -> str:
    """The address where the posted form stood (`next`), if that is one of ours, else that of `otherwise`."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else resolve_url(otherwise)
