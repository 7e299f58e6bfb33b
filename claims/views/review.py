"""The queue of review, and one claim of it: article on the left, form on the right, then the next one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Outlet
from claims.forms.correction import CorrectionForm, known_sources
from claims.forms.filters import read_number
from claims.forms.reviewing import query_of, read_wanted
from claims.models import Actor, Claim, Comment, Kind, Step, Topic, text_with
from claims.reviewing import holds, numbers
from claims.reviewing.choosing import MOST_FOUND
from claims.reviewing.queue import Place, Wanted, front, waiting_proposals
from claims.timeline.article import Span, paragraphs
from claims.timeline.asked import flag
from claims.timeline.changes import told_changes
from claims.views.correction import Outcome, claims_to_edit, decide
from claimtrack.http import render_page

CLAIMS_A_PAGE = 50
LISTED = 500  # claims that the list shows: whoever has looked at those finds the next ones there
KEYS = (
    ("a", _("read correctly, go on")), ("s", _("later, go on")), ("r", _("reject: choose why")), ("f", _("figure")),
    ("q", _("source")), ("m", _("what is counted")), ("t", _("stance")), ("d", _("said on")),
    ("w", _("when it happened")), ("p", _("places")),
    ("e", _("take the selected words as evidence")), ("b", _("move the ends of the evidence: ← and →")),
    ("u", _("undo the last act")), ("n", _("add a claim of the selected words")),
    ("Enter", _("save and go on, from any field")), ("Esc", _("leave the field")), ("?", _("these keys")),
)  # fmt: skip
corrects = permission_required("claims.change_claim", raise_exception=True)


@corrects
@require_safe
def review_queue(request: HttpRequest) -> HttpResponse:
    """List what waits for an editor, the most urgent first; ticked claims can be decided on together."""
    user = _user(request)
    wanted = read_wanted(request.GET)
    left = numbers.left(wanted)
    page = Paginator(range(min(left.claims, LISTED)), CLAIMS_A_PAGE).get_page(request.GET.get("page"))
    # Only as far as the page goes; what others hold is missing on the last one.
    places = front(wanted, user, page.end_index())[max(0, page.start_index() - 1) :]
    rows, tallies = _rows(places), numbers.tallies()
    context = {
        "page": page,
        "rows": rows,
        "listed": LISTED,
        "most": MOST_FOUND,
        "outlets": Outlet.objects.order_by("name"),
        "left": left,
        "n_proposals": waiting_proposals().count(),
        "tallies": tallies,
        "today": sum(tally.today for tally in tallies),
        "mine": sum(tally.today for tally in tallies if tally.name == user.username),
        "wanted": wanted,
        "query": query_of(wanted),
        "kinds": Kind.choices,
        "step": _step(request, user),
        **_named(wanted, rows[0][0] if rows else None),
    }
    return render_page(request, "claims/review.html", context)


@corrects
@require_safe
def review_next(request: HttpRequest) -> HttpResponse:
    """Lead to the next claim of the queue, which this editor then holds, or to the list where nothing is left."""
    wanted = read_wanted(request.GET)
    number = holds.take_next(wanted, _user(request))
    done = read_number(request.GET, "done")
    query = "&".join(filter(None, [query_of(wanted), urlencode({"done": done}) if done else ""]))
    if number is None:
        return redirect(f"{reverse('claims:review')}?{query}".rstrip("?"))
    return redirect(f"{reverse('claims:review_claim', args=[number])}?{query}".rstrip("?"))


@corrects
@require_http_methods(["GET", "HEAD", "POST"])
def review_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one claim with its article, or save it and go on: 422 where a field is wrong, 409 where it changed since."""
    claim = get_object_or_404(claims_to_edit().defer(None).defer("article__raw", "search"), pk=pk)
    user, wanted = _user(request), read_wanted(request.GET)
    if request.method != "POST":
        return _workbench(request, Outcome(CorrectionForm(claim)), wanted)
    if "skip" in request.POST:
        holds.put_off(pk, user)
        return _onward(wanted, None)
    data = request.POST.copy()
    if "accept" in data:
        data["review"] = Claim.Review.ACCEPTED
    outcome = decide(claim, data, user)
    if outcome.proposed is not None:
        messages.success(request, gettext("Another editor has to look at it before it counts."))
        return _onward(wanted, None)
    if outcome.done is None:
        return _workbench(request, outcome, wanted)
    if not outcome.done.fields and claim.review == Claim.Review.MACHINE:  # saved as it stands: somebody looked
        data["review"] = Claim.Review.ACCEPTED
        outcome = decide(claim, data, user)
    Comment.objects.filter(claim=pk, settled_at__isnull=True).update(settled_at=timezone.now(), settled_by=user)
    return _onward(wanted, outcome.done.step if outcome.done else None)


def _onward(wanted: Wanted, step: Step | None) -> HttpResponse:
    query = "&".join(filter(None, [query_of(wanted), urlencode({"done": step.pk}) if step else ""]))
    return redirect(f"{reverse('claims:review_next')}?{query}".rstrip("?"))


def _workbench(request: HttpRequest, outcome: Outcome, wanted: Wanted) -> HttpResponse:
    claim, user = outcome.form.claim, _user(request)
    mine = holds.hold(claim.pk, user)
    context = {
        "form": outcome.form,
        "claim": claim,
        "conflict": outcome.conflict,
        "decided": outcome.decided,
        "sources": known_sources(),
        "reasons": Claim.Rejection.choices,
        "text": _text(claim),
        "changes": told_changes().filter(claim=claim)[:10],
        "comments": list(claim.comments.filter(settled_at__isnull=True).select_related("user")),
        "left": numbers.left(wanted),
        "query": query_of(wanted),
        "step": _step(request, user),
        "other": "" if mine else holds.held_by_other(claim.pk, user),
        "keys": KEYS,
    }
    return render(request, "claims/review_claim.html", context, status=outcome.status)


def _step(request: HttpRequest, user: User) -> Step | None:
    """The act that led here, to be told and undone."""
    done = read_number(request.GET, "done")
    return Step.objects.filter(pk=done, user=user).first() if done else None


def _text(claim: Claim) -> list[Any]:
    """The article's paragraphs, its claims marked; of a claim gone from the text, the last version that has it."""
    article = claim.article
    if getattr(claim, "gone", None):
        return paragraphs(text_with(claim), [Span(claim.pk, claim.start, claim.end)])
    rows = Claim.objects.standing().filter(article=article).values_list("pk", "start", "end")
    spans = [Span(*row) for row in rows]
    if all(span.pk != claim.pk for span in spans):
        spans.append(Span(claim.pk, claim.start, claim.end))
    return paragraphs(article.text, spans, [tuple(passage) for passage in article.noise])


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the permission was checked
    return request.user


def _named(wanted: Wanted, claim: Claim | None) -> dict[str, Topic | Actor | None]:
    """The topic and the source that the list is narrowed to: those of a claim in it, looked up where there is none."""
    topic, source = None, None
    if wanted.topic:
        topic = claim.series.topic if claim and claim.series else Topic.objects.filter(pk=wanted.topic).first()
    if wanted.source:
        source = claim.source if claim else Actor.objects.filter(pk=wanted.source).first()
    return {"topic": topic, "source": source}


def _rows(places: list[Place]) -> list[tuple[Claim, Place, list[tuple[str, str]]]]:
    """The claims of these places, in their order, with (comment, reader) of what waits to be settled. One query."""
    said = Comment.objects.filter(claim=OuterRef("pk"), settled_at__isnull=True).order_by("pk")
    claims = Claim.objects.select_related("source", "series__topic", "article__outlet").annotate(
        said=ArraySubquery(said.values("text")), said_by=ArraySubquery(said.values("user__username")), asked=flag()
    )
    found: dict[int, Any] = claims.defer("article__text", "article__raw", "search").in_bulk([p.pk for p in places])
    rows = [(found[place.pk], place) for place in places if place.pk in found]
    return [(claim, place, list(zip(claim.said, claim.said_by, strict=True))) for claim, place in rows]
