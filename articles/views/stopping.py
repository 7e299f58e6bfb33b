"""A batch cancelled, taken up again, watched: each a button on its page."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import cancelling, mailing, tasks
from articles.models import Batch
from articles.views.permissions import brings, looks


@brings
@require_POST
def batch_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """End what nobody has read yet; what is read stays."""
    shown = get_object_or_404(Batch, pk=pk)
    count = cancelling.cancel(pk, timezone.now())
    words = ngettext("%(count)d item will not be read.", "%(count)d items will not be read.", count)
    messages.success(request, words % {"count": count} if count else _("All items were read already."))
    return redirect(shown)


@brings
@require_POST
def batch_go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Read on what was cancelled."""
    shown = get_object_or_404(Batch, pk=pk)
    count = cancelling.go_on(pk, timezone.now())
    tasks.enqueue_batch(pk)
    words = ngettext("%(count)d item is read after all.", "%(count)d items are read after all.", count)
    messages.success(request, words % {"count": count} if count else _("There was nothing to read on."))
    return redirect(shown)


@looks
@require_POST
def batch_watch(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the user by e-mail when the batch is finished, or (`off`) not."""
    shown, user = get_object_or_404(Batch, pk=pk), cast(User, request.user)
    if "off" in request.POST:
        mailing.unwatch(shown, user)
        messages.success(request, _("You get no e-mail about this batch."))
    else:
        mailing.watch(shown, user, request.build_absolute_uri(shown.get_absolute_url()), get_language() or "")
        messages.success(request, _("You get an e-mail when this batch is finished."))
    return redirect(shown)
