"""An editor puts a claim right beside a timeline: the form, the saved card, the conflict with somebody faster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.corrections import Conflict, Correction, correct
from claims.forms.correction import CorrectionForm, initial_of, known_sources, texts, typed_over
from claims.models import Claim, Proposal
from claims.placing import places_of
from claims.reviewing.asking import propose
from claims.revisions import at_version
from claims.views.fresh import saved
from claimtrack.http import render_page


@dataclass(frozen=True)
class Outcome:
    """What became of a form: done, proposed to another editor, or the form to show again.

    conflict: (label, stored by now, typed) where another editor was faster; empty where nothing typed differs.
    """

    form: CorrectionForm
    done: Correction | None = None
    status: int = 200
    conflict: tuple[tuple[str, str, str], ...] | None = None
    proposed: Proposal | None = None
    decided: str = ""  # accepted or rejected, which was not stored


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("claims.change_claim", raise_exception=True)
def claim_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form, or save it: 422 where a field is wrong, 409 where the claim has another version by now."""
    claim = get_object_or_404(claims_to_edit(), pk=pk)
    if request.method != "POST":
        return _form(request, Outcome(CorrectionForm(claim)))
    assert isinstance(request.user, User)  # the permission was checked
    outcome = decide(claim, request.POST, request.user)
    if outcome.proposed is not None:
        messages.success(request, gettext("Another editor has to look at it before it counts."))
    elif outcome.done is None:
        return _form(request, outcome)
    return saved(request, pk, outcome.done)


def claims_to_edit() -> Any:
    """Claims with what the form and its page show; texts come where they are asked for."""
    rows = Claim.objects.visible().select_related("source", "article__outlet", "series", "gone")
    return rows.defer("article__text", "article__raw")


def decide(claim: Claim, data: QueryDict, user: User) -> Outcome:
    """Save what was typed or decided (`review`, with `rejected_for` and `note`); the outcome says what to show."""
    form = CorrectionForm(claim, data)
    decision = data.get("review", "")
    if not decision and not form.is_valid():
        return Outcome(form, status=422)
    try:
        changes = _decision(data) if decision else form.changes()
        if settings.FOUR_EYES and changes:
            return Outcome(form, proposed=propose(claim, _version(data), changes, user))
        done = correct(claim.pk, _version(data), changes, user)
    except Conflict as conflict:
        return _conflict(conflict.current, data)
    except ValidationError as error:
        form.full_clean()
        form.add_errors(error)
        return Outcome(form, status=422)
    return Outcome(form, done)


def _decision(data: QueryDict) -> dict[str, str]:
    """Accepted, or rejected for a reason."""
    decision = data["review"]
    if decision != Claim.Review.REJECTED:
        return {"review": str(decision)}
    said: dict[str, str] = {"review": str(decision), "note": data.get("note", "")[:300]}
    said["rejected_for"] = data.get("rejected_for") or Claim.Rejection.NO_CLAIM.value
    return said


def _version(data: QueryDict) -> int:
    version = data.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0


def _conflict(current: Claim, data: QueryDict) -> Outcome:
    """Keep what was typed, show what is stored by now, and let the editor save on top of it knowingly."""
    base = at_version(current.pk, _version(data))
    was = initial_of(*base) if base else {}
    typed = typed_over(current, was, {name: data.get(name, "") for name in data})
    form = CorrectionForm(current, typed)
    now = texts(initial_of(current, places_of(current.pk)))
    differing = [name for name in form.fields if name not in ("version", "quote_from") and typed[name] != now[name]]
    sides = tuple((str(form.fields[name].label), readable(form, name, now[name]), readable(form, name, typed[name]))
                  for name in differing)  # fmt: skip
    return Outcome(form, status=409, conflict=sides, decided=data.get("review", ""))


def readable(form: CorrectionForm, name: str, value: str) -> str:
    """A value as the form's choices word it."""
    choices = getattr(form.fields[name], "choices", ())
    return str(dict(choices).get(value, value))


def _form(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    context = {
        "form": outcome.form,
        "claim": outcome.form.claim,
        "sources": known_sources(),
        "conflict": outcome.conflict,
        "decided": outcome.decided,
        "reasons": Claim.Rejection.choices,
        "reason": request.POST.get("rejected_for", ""),
        "note": request.POST.get("note", "")[:300],
    }
    fragments = {"claim": "claims/_claim_edit.html"}
    return render_page(request, "claims/claim_edit.html", context, fragments=fragments, status=outcome.status)
