"""Who is signed out in the middle of a form loses nothing that was typed.

In: a request of nobody for a page behind the login. Out: the login page; it carries a form that was sent, sealed, and
after the login that form is shown to be sent again. A part of a page asked for by HTMX is refused with 401 instead,
which leaves the page and what is typed in it as they are, and `static/js/claimtrack.js` says what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import LoginView
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

SEAL = "claimtrack.kept-form"
KEPT_FOR = 12 * 3600  # seconds between the form and the login that brings it back
LONGEST = 500_000  # characters of a form that the login page carries
OWN = "csrfmiddlewaretoken"


class LoginRequired(LoginRequiredMiddleware):
    """Django's own, but nothing typed is thrown away."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseBase:  # type: ignore[override]
        """Refuse a part of a page, keep a form that was sent, else lead to the login."""
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        kept = seal(request)
        if not kept:
            return super().handle_no_permission(request, view_func)
        return SignIn.as_view(kept=kept, http_method_names=["post"], asked=True)(request)


class SignIn(LoginView):
    """The login page. `kept` is a form to be shown again after it; `asked`: it stands in place of that form's page."""

    redirect_authenticated_user = True
    kept = ""
    asked = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in; in place of another page nothing has been filled in yet."""
        if not self.asked:
            return super().post(request, *args, **kwargs)
        page = self.render_to_response(self.get_context_data(form=self.form_class(request)), status=401)
        add_never_cache_headers(page)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Carry the kept form on, over as many wrong passwords as there are."""
        kept = self.kept or self.request.POST.get("kept", "")
        return super().get_context_data(**kwargs) | {"kept": kept if unseal(kept) else ""}

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to the page that was asked for, or show the kept form, to be sent again by who signed in."""
        onward = super().form_valid(form)
        kept = unseal(self.request.POST.get("kept", ""))
        if kept is None:
            return onward
        address, fields = kept
        page = render(self.request, "registration/kept.html", {"address": address, "fields": fields})
        add_never_cache_headers(page)
        return page


def seal(request: HttpRequest) -> str:
    """The form that was sent, as a text that only this installation writes; '' where there is none to be kept.

    Files cannot be carried, and no password stands in a page.
    """
    if request.method != "POST" or OWN not in request.POST or request.FILES:
        return ""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != OWN]
    secret = any("password" in name for name, _ in fields)
    if not fields or secret or sum(len(name) + len(str(value)) for name, value in fields) > LONGEST:
        return ""
    return signing.dumps([request.get_full_path(), fields], salt=SEAL, compress=True)


def unseal(kept: str) -> tuple[str, list[list[str]]] | None:
    """(address, fields) of a form kept by `seal`; None where that is over, or none of ours."""
    if not kept:
        return None
    try:
        address, fields = signing.loads(kept, salt=SEAL, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return address, fields
