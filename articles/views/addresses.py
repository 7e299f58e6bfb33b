"""A list of web addresses: typed, pasted or as a file; and an address fetched by right against its publisher's wish."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import by_address, rights, tasks
from articles.forms import known_outlets
from articles.models import BatchItem
from articles.views.permissions import brings
from articles.ways_forms import AddressesForm, RightForm


@brings
def addresses(request: HttpRequest) -> HttpResponse:
    """Take a list of addresses in; the answer is the new batch's page. Fetching them is the workers' part."""
    form = AddressesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        batch = by_address.receive(
            form.cleaned_data["listed"],
            user=cast(User, request.user),
            title=form.cleaned_data["title"],
            given=form.given(),
        )
        tasks.enqueue_batch(batch.pk)
        return redirect(batch)
    context = {"form": form, "outlets": known_outlets()}
    return render(request, "articles/addresses.html", context, status=422 if form.is_bound else 200)


@brings
@require_POST
def item_right(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetch an item that its publisher reserves, by a right that somebody names."""
    item = get_object_or_404(BatchItem.objects.select_related("batch"), pk=pk)
    form = RightForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["note"][0]))
    elif rights.use_right(pk, form.cleaned_data["note"], cast(User, request.user), timezone.now()):
        tasks.enqueue_batch(item.batch_id)
        messages.success(request, _("The page is fetched; the right of use is kept with it."))
    else:
        messages.success(request, _("There was nothing to fetch again."))
    return redirect(item.batch)
