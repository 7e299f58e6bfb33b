"""An editor adds a claim that the machine missed: words selected in the article fill the form."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from articles.models import Article
from claims.forms.correction import CorrectionForm, known_sources
from claims.forms.filters import read_number
from claims.models import Claim
from claims.reviewing.adding import add_claim, blank, foresee_claim
from claims.reviewing.asking import propose_adding
from claims.timeline.article import Span, paragraphs


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("claims.change_claim", raise_exception=True)
def claim_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form, filled by the rules from `quote`, or store the claim: 422 where a field is wrong."""
    article = get_object_or_404(Article.objects.select_related("outlet").defer("raw"), pk=pk)
    if request.method != "POST":
        return _form(request, article, _filled(request, article))
    assert isinstance(request.user, User)  # the permission was checked
    form = CorrectionForm(blank(article), {**request.POST.dict(), "version": "1"})
    if not form.is_valid():
        return _form(request, article, form, status=422)
    values: dict[str, Any] = form.values()
    try:
        if settings.FOUR_EYES:
            propose_adding(pk, values, values["places"], request.user)
            messages.success(request, gettext("Another editor has to look at it before it counts."))
            return redirect(article)
        done = add_claim(pk, values, values["places"], request.user)
    except ValidationError as error:
        form.add_errors(error)
        return _form(request, article, form, status=422)
    messages.success(request, gettext("The claim was added."))
    return redirect(f"{article.get_absolute_url()}?claim={done.claim.pk}#claim-{done.claim.pk}")


def _filled(request: HttpRequest, article: Article) -> CorrectionForm:
    """The form with what the rules read in the selected words; bare, with a word on why, where they stand nowhere."""
    quote = request.GET.get("quote", "").replace("\0", " ").strip()
    if not quote:
        return CorrectionForm(blank(article))
    try:
        claim, places, source = foresee_claim(article, quote, read_number(request.GET, "from") or 0)
    except ValueError:
        messages.warning(request, gettext("These words do not stand in the article like this."))
        return CorrectionForm(blank(article))
    claim.source_said = source  # type: ignore[attr-defined]  # named, not looked up: the form only shows it
    return CorrectionForm(claim, places=places)


def _form(request: HttpRequest, article: Article, form: CorrectionForm, *, status: int = 200) -> HttpResponse:
    rows = Claim.objects.standing().filter(article=article).values_list("pk", "start", "end")
    text = paragraphs(article.text, [Span(*row) for row in rows], [tuple(passage) for passage in article.noise])
    context = {"article": article, "form": form, "text": text, "sources": known_sources(), "conflict": None}
    return render(request, "claims/claim_add.html", context, status=status)
