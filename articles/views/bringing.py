"""Upload and paste: a form in, the new batch's page out, or the page that shows what would become of it."""

from __future__ import annotations

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import intake, resending, tasks
from articles.forms import PasteForm, UploadForm, known_outlets
from articles.models import Batch
from articles.models.staging import Staging
from articles.receiving import disk_was_full
from articles.staged import arriving, columns, looks, uploads
from articles.staged.folders import NoRoom
from articles.views.permissions import brings


@brings
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in; the answer is the new batch's page, or of a look first the page of what was found."""
    # An upload of which nothing arrived is a form that was sent, too.
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if disk_was_full(request):
        form.add_error(None, no_room())  # before any of the others is taken in
    if request.method == "POST" and form.is_valid():
        try:
            return gone_to(request, taken(request, form))
        except NoRoom:
            form.add_error(None, no_room())
    return upload_page(request, form)


def taken(request: HttpRequest, form: UploadForm) -> str:
    """Bring the files, or keep them to be looked at: where that was asked, or where columns have to be assigned."""
    user, files = cast(User, request.user), form.named()
    streams = [(name, cast(BinaryIO, file.file)) for name, file in files]
    if request.POST.get("action") == "look" or columns.asked_for(streams):
        staging = uploads.stage(user, files, form.said())
        return looked_at(staging, user)
    mark = resending.mark_of(form.cleaned_data.get("sent_as"), user, files)
    batch = resending.brought_before(user, mark) or brought(form, streams, user, mark)
    tasks.enqueue_batch(batch.pk)
    return batch.get_absolute_url()


def brought(form: UploadForm, streams: list[tuple[str, BinaryIO]], user: User, mark: UUID | None) -> Batch:
    """Make the files a batch; where another request has just brought the same delivery, return that one's.

    Large ones are only kept, and a worker makes items of them. Raises NoRoom where the disk is full.
    """
    title, given = form.cleaned_data["title"], form.given()
    try:
        if arriving.is_large(sizes := [(name, file.size or 0) for name, file in form.named()]):
            files = [file for _, file in form.named()]
            return arriving.keep(files, sizes, user=user, title=title, given=given, sent_as=mark)
        return intake.receive(streams, user=user, origin=Batch.Origin.UPLOAD, title=title, given=given, sent_as=mark)
    except IntegrityError:
        if (before := resending.brought_before(user, mark)) is None:
            raise
        return before


def looked_at(staging: Staging, user: User) -> str:
    """Look at an upload; return the address that goes on: of the first table that needs somebody, else what was found.

    Raises NoRoom where the disk is full; the upload is then thrown away.
    """
    try:
        looks.look(staging)
    except NoRoom:
        uploads.discard(staging)
        raise
    return next_step(staging, user)


def next_step(staging: Staging, user: User) -> str:
    """Return the address of the first table whose columns somebody has to assign, else of the look."""
    needed = next((sheet for sheet in columns.sheets(staging, user) if sheet.needed), None)
    return columns_address(staging.pk, needed.number) if needed else staging.get_absolute_url()


def columns_address(key: UUID, number: int) -> str:
    """Return the page on which the columns of a table are assigned."""
    return reverse("articles:columns", args=[key, number])


@brings
def paste(request: HttpRequest) -> HttpResponse:
    """Take one pasted article in; the answer is its batch's page."""
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        batch = intake.receive_text(
            form.cleaned_data["text"],
            user=cast(User, request.user),
            origin=Batch.Origin.PASTE,
            fields=form.fields_given(),
        )
        tasks.enqueue_batch(batch.pk)
        return redirect(batch)
    return form_page(request, "articles/paste.html", form)


def form_page(request: HttpRequest, page: str, form: Form, **more: Any) -> HttpResponse:
    """Show a form, or show it again with what was typed and what is wrong with it."""
    context = {"form": form, "outlets": known_outlets(), **more}
    return render(request, page, context, status=422 if form.is_bound else 200)


def upload_page(request: HttpRequest, form: UploadForm) -> HttpResponse:
    """Show the upload form; a script that asked for JSON gets the errors, each with the field or file it is of."""
    if form.is_bound and wants_json(request):
        fields = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
        return JsonResponse({"errors": fields, "files": form.too_large()}, status=422)
    return form_page(request, "articles/upload.html", form)


def gone_to(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser on; a script that asked for JSON is told where to."""
    return JsonResponse({"location": address}) if wants_json(request) else redirect(address)


def wants_json(request: HttpRequest) -> bool:
    """Say whether the upload was sent by our script, which shows progress and errors itself."""
    return request.headers.get("Accept", "") == "application/json"


def no_room() -> str:
    """Say that the disk is full."""
    return _("The server's disk is full: nothing was kept. Tell whoever runs it, then send the files again.")
