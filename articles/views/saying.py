"""A date or an outlet for many articles at once: chosen, looked at, said, and taken back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles import saying
from articles.filters import ItemFilters
from articles.forms import known_outlets
from articles.models import BatchItem
from articles.saying_forms import ChoiceOfArticlesForm, WishForm, too_many, waiting_for_a_date
from articles.views.permissions import brings
from claimtrack.http import render_page

PER_PAGE = 100
SHOWN = 60  # rows of the preview


@brings
@require_safe
def undated(request: HttpRequest) -> HttpResponse:
    """All articles that wait for a date, of all batches, the newest first."""
    words = request.GET.get("q", "").strip()[:200]
    newest = BatchItem.objects.filter(article=OuterRef("pk")).order_by("-pk")
    rows = waiting_for_a_date(words).select_related("outlet").defer("text", "raw", "noise").order_by("-pk")
    told = rows.annotate(name=Subquery(newest.values("name")[:1]), batch=Subquery(newest.values("batch")[:1]))
    context = {"page": Paginator(told, PER_PAGE).get_page(request.GET.get("page")), "q": words}
    fragments = {"undated-list": "articles/_undated_list.html"}
    return render_page(request, "articles/undated.html", context, fragments=fragments)


@brings
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Show what a date or an outlet would change in the chosen articles; say it once that is confirmed."""
    chosen = ChoiceOfArticlesForm(request.POST)
    articles = chosen.articles()
    action = request.POST.get("action", "")
    form = WishForm(request.POST if action else None)
    rows = saying.foreseen(articles, form.wish() if action else saying.Wish())
    if not rows:
        messages.error(request, _("No article was chosen."))
        return redirect(back_to(chosen))
    changing = [row for row in rows if row.changes]
    if action == "apply" and form.is_valid() and changing:
        said = saying.say(cast(User, request.user), changing)
        return told(request, chosen, said.pk, len(said.before))
    context = {
        "form": form,
        "chosen": chosen,
        "which": request.POST,
        "tickets": request.POST.getlist("article") if request.POST.get("which") == "ticked" else [],
        "rows": (changing or rows)[:SHOWN],
        "total": len(rows),
        "changing": len(changing),
        "asked": bool(action) and form.is_valid(),
        "limit": too_many(articles.count()) if len(rows) == saying.MOST else "",
        "outlets": known_outlets(),
        "back": back_to(chosen),
    }
    status = 422 if action and not form.is_valid() else 200
    fragments = {"saying": "articles/_saying.html"}
    return render_page(request, "articles/saying.html", context, fragments=fragments, status=status)


def told(request: HttpRequest, chosen: ChoiceOfArticlesForm, pk: int, count: int) -> HttpResponse:
    """Go back to the list, which says what was done and how to take it back."""
    words = ngettext("%(count)d article has got what you said.", "%(count)d articles have got what you said.", count)
    messages.success(request, words % {"count": count}, extra_tags=f"undo-{pk}" if count else "")
    return redirect(f"{back_to(chosen)}{'&' if '?' in back_to(chosen) else '?'}said={pk}")


@brings
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was said of many articles, for a few minutes."""
    count = saying.undo(pk, cast(User, request.user), timezone.now())
    if count is None:
        messages.error(request, _("This can no more be taken back; set the right date or outlet instead."))
    else:
        words = ngettext("%(count)d article is as it was before.", "%(count)d articles are as they were before.", count)
        messages.success(request, words % {"count": count})
    return redirect(back_to(ChoiceOfArticlesForm(request.POST)))


def back_to(chosen: ChoiceOfArticlesForm) -> str:
    """Return the page on which the articles were chosen."""
    chosen.is_valid()
    data = chosen.cleaned_data
    if data.get("batch"):
        page = reverse("articles:batch", args=[data["batch"]])
        query = ItemFilters(data.get("state", ""), data.get("reason", ""), data.get("q", "")).query
        return f"{page}?{query}" if query else page
    return reverse("articles:undated")
