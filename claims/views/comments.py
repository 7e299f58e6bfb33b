"""What readers say of a claim: it reaches the queue of review, and stays on the card until an editor settles it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.models import Claim, Comment
from claims.views.fresh import saved

LONGEST = 1000  # characters


@require_POST
@permission_required("claims.add_comment", raise_exception=True)
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what a reader says of the claim, and show its card with it."""
    assert isinstance(request.user, User)  # the permission was checked
    claim = get_object_or_404(Claim.objects.only("pk"), pk=pk)
    text = " ".join(request.POST.get("text", "").replace("\0", " ").split())
    if not text or len(text) > LONGEST:
        messages.warning(request, gettext("A comment needs some words, but not more than 1,000 characters."))
    else:
        Comment.objects.create(claim=claim, user=request.user, text=text)
    return saved(request, pk)


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a comment: somebody has looked."""
    assert isinstance(request.user, User)  # the permission was checked
    row = get_object_or_404(Comment, pk=pk)
    Comment.objects.filter(pk=pk, settled_at__isnull=True).update(settled_at=timezone.now(), settled_by=request.user)
    return saved(request, row.claim_id)
