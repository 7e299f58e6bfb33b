"""Upload and paste: a form in, the new batch's page out."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles import intake, tasks
from articles.forms import PasteForm, UploadForm, known_outlets
from articles.models import Batch
from articles.views.permissions import brings


@brings
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in; the answer is the new batch's page."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [(file.name or "?", file.file) for file in form.cleaned_data["uploads"]]
        batch = intake.receive(
            files,
            user=cast(User, request.user),
            origin=Batch.Origin.UPLOAD,
            title=form.cleaned_data["title"],
            given=form.given(),
        )
        tasks.enqueue_batch(batch.pk)
        return redirect(batch)
    return form_page(request, "articles/upload.html", form)


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


def form_page(request: HttpRequest, page: str, form: Form) -> HttpResponse:
    """Show a form, or show it again with what was typed and what is wrong with it."""
    context = {"form": form, "outlets": known_outlets()}
    return render(request, page, context, status=422 if form.is_bound else 200)
