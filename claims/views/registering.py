"""What admins set in the registry of names: values, other names, merges with a look ahead. Editors propose names."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from claims.arranging import Refused, Stale
from claims.forms.registry import ActorForm, AliasForm, MergeForm, PlaceForm, RowForm, laid_over
from claims.registry.aliases import add_alias, propose_alias, withdraw_alias
from claims.registry.editing import change
from claims.registry.foreseeing import foresee
from claims.registry.kinds import ACTORS, Named, Register
from claims.registry.offering import first_names
from claims.registry.seen import Side, seal, typed
from claims.reviewing.deeds import Deed
from claims.reviewing.named import editing
from claims.views.asking import asked
from claims.views.registry import row_answer
from claimtrack.http import render_page

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
def row_edit(request: HttpRequest, pk: int, of: Register) -> HttpResponse:
    """Set the values of an actor or a place; 409 where somebody else has set the same ones since the form was shown."""
    user = _admin(request, of)
    row = get_object_or_404(of.model.objects.select_related("parent"), pk=pk)
    kind = ActorForm if of is ACTORS else PlaceForm
    form = kind(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        stored = of.model.objects.select_related("parent").get(pk=pk)
        said = typed(stored, request.POST.get("seen", ""), form.values())
        if said.clashes:
            again = kind(laid_over(stored, kind, request.POST, said.own), instance=stored)
            return _editing(request, again, said.clashes)
        try:
            if asked(request, editing(stored, said.own)):
                return redirect(_page_of(row, of))
            change(stored, said.own, user)
        except Refused as refused:
            form.add_error(None, refused.args[0])
        else:
            messages.success(request, gettext("Saved."))
            return redirect(_page_of(row, of))
    return _editing(request, form)


def _editing(request: HttpRequest, form: RowForm, clashes: tuple[Side, ...] = ()) -> HttpResponse:
    """The form; what it shows of the row is what was seen, but where it has yet to be understood."""
    row = form.register.model.objects.get(pk=form.instance.pk)  # the form's own has what was typed
    seen = form.data.get("seen", "") if form.is_bound and not clashes else ""
    context = {
        "row": row,
        "form": form,
        "register": form.register,
        "names": first_names(form.register),
        "seen": seen or seal(row, form.columns()),
        "clashes": clashes,
    }
    status = 409 if clashes else 422 if form.is_bound else 200
    return render_page(request, "claims/registry_edit.html", context, status=status)


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def alias_add(request: HttpRequest, pk: int, of: Register) -> HttpResponse:
    """Let another name lead to the row; of an editor it waits for an admin's approval."""
    assert isinstance(request.user, User)  # the permission was checked
    row, form = get_object_or_404(of.model, pk=pk), AliasForm(request.POST)
    if not form.is_valid():
        return row_answer(request, row, of, form, status=422)
    name = form.cleaned_data["name"]
    try:
        if request.user.has_perm(of.right):
            if asked(request, Deed("add_name", {"register": of.word, "number": pk, "name": name})):
                return redirect(_page_of(row, of))
            add_alias(row, name, request.user)
            messages.success(request, gettext("“%(name)s” leads here from now on.") % {"name": name})
        elif propose_alias(row, name, request.user):
            messages.success(request, gettext("Proposed: an admin has to approve it."))
        else:
            messages.info(request, gettext("It is called so already."))
    except Refused as refused:
        form.add_error("name", refused.args[0])
        return row_answer(request, row, of, form, status=422, clash=_standing(of, row, name))
    return redirect(_page_of(row, of))


@require_POST
def alias_withdraw(request: HttpRequest, pk: int, alias: int, of: Register) -> HttpResponse:
    """Take a name away from the row."""
    user = _admin(request, of)
    row = get_object_or_404(of.model, pk=pk)
    try:
        if asked(request, Deed("withdraw_name", {"register": of.word, "number": pk, "alias": alias})):
            return redirect(_page_of(row, of))
        gone = withdraw_alias(of, alias, user)
    except Refused as refused:
        return row_answer(request, row, of, problem=refused.args[0], status=409)
    messages.success(request, gettext("“%(name)s” does not lead here any more.") % {"name": gone})
    return redirect(_page_of(row, of))


@form_methods
def row_merge(request: HttpRequest, pk: int, of: Register) -> HttpResponse:
    """Merge the row into another one: the form; what it would do (`preview`); or, done (`do`), the other's page."""
    user = _admin(request, of)
    row = get_object_or_404(of.model, pk=pk)
    data = request.POST if request.method == "POST" else request.GET
    search, chosen = data.get("q", "").replace("\0", "")[:200].strip(), data.get("into", "")[:20]
    form = MergeForm(of, row, request.POST if request.method == "POST" else None, search, chosen)
    context: dict[str, Any] = {"row": row, "form": form, "register": of, "search": search, "address": request.path}
    if request.method != "POST":
        return _merging(request, context)
    if not form.is_valid():
        return _merging(request, context, 422)
    try:
        if "do" in request.POST:
            if asked(request, form.deed()):
                return redirect(_page_of(row, of))
            made, _ = form.carry_out(user)
            words = gettext("“%(what)s” is kept with “%(into)s” from now on. It can be undone below.")
            messages.success(request, words % {"what": made.what, "into": made.into})
            return redirect(reverse(f"claims:{of.word}", args=[made.into_actor_id or made.into_place_id]))
        ahead = foresee(lambda: form.carry_out(user)) if "preview" in request.POST else None
        return _merging(request, context | {"foreseen": ahead})
    except Refused as refused:
        form.add_error(None, refused.args[0])
        return _merging(request, context, 409 if isinstance(refused, Stale) else 422)


def _merging(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    fragments = {"choices": "claims/_registry_choices.html"}
    return render_page(request, "claims/registry_merge.html", context, fragments=fragments, status=status)


def _admin(request: HttpRequest, of: Register) -> User:
    """Who asks, if that is an admin."""
    if not isinstance(request.user, User) or not request.user.has_perm(of.right):
        raise PermissionDenied
    return request.user


def _standing(of: Register, row: Named, name: str) -> Named | None:
    """The other row that stands under the name by itself: it may be merged into this one, with all it carries."""
    told = " ".join(name.split())
    found: Named | None = of.model.objects.filter(name=told, merged_into=None).exclude(pk=row.pk).first()
    return found


def _page_of(row: Named, of: Register) -> str:
    return reverse(f"claims:{of.word}", args=[row.pk])
