"""An upload that lies ready, from its arrival to its end: kept, found again by who sent it, brought once, or gone.

In: uploaded files and what was typed beside them. Out: Staging rows; a Batch where it is brought.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from articles import intake
from articles.models import Batch
from articles.models.staging import Staging
from articles.readers.tables import Table, Tables
from articles.staged import arriving, folders

AT_ONCE = 3  # uploads of one person that lie ready; of a fourth one the oldest loses its files
TYPED_FOR = timedelta(days=1)  # how long what was typed outlives the files
SWEEP_LIMIT = 200


class Expired(Exception):  # noqa: N818  (what happens to what nobody brings)
    """The files are not here any more."""


def stage(user: User, files: Sequence[tuple[str, UploadedFile[Any]]], said: dict[str, str]) -> Staging:
    """Keep the files, by the names they are shown under, for STAGING_SECONDS; raises NoRoom where the disk is full."""
    expires = timezone.now() + timedelta(seconds=settings.STAGING_SECONDS)
    named = [{"name": name[:480], "size": file.size or 0} for name, file in files]
    staging = Staging(user=user, expires_at=expires, said=said, files=named)
    sweep(timezone.now())  # here, too: the clock's worker may be on another machine
    make_room(user)
    folders.keep(staging.pk, [file for _, file in files])
    staging.save(force_insert=True)
    return staging


def make_room(user: User) -> None:
    """Let nobody fill the disk: the oldest uploads of a person that still lie ready lose their files."""
    ready = Staging.objects.filter(user=user, gone=False).order_by("-created_at")
    for staging in ready[AT_ONCE - 1 :]:
        forget(staging)


def mine(user: User, key: UUID) -> Staging | None:
    """Return somebody's own upload; that of another person is as if it were not there."""
    return Staging.objects.select_related("batch").filter(user=user, pk=key).first()


def is_ready(staging: Staging) -> bool:
    """Say whether the files are still here."""
    return not staging.gone and staging.expires_at > timezone.now() and folders.folder_of(staging.pk).is_dir()


def tables_of(staging: Staging) -> Tables:
    """Return what was said of the upload's tables, as readers take it."""
    return Tables({key: Table(**said) for key, said in staging.tables.items()})


def bring(staging: Staging, user: User) -> Batch:
    """Make the upload a batch and return it; brought twice, it is the same batch. The caller enqueues it.

    Raises Expired where the files are gone.
    """
    with transaction.atomic():
        locked = Staging.objects.select_for_update().get(pk=staging.pk)
        if locked.batch is not None:
            return locked.batch
        if not is_ready(locked):
            raise Expired
        large = arriving.is_large(sizes := [(file["name"], file["size"]) for file in locked.files])
        locked.batch = left_to_a_worker(locked, sizes, user) if large else received(locked, user)
        locked.gone = True
        locked.save(update_fields=["batch", "gone"])
    if not large:
        folders.remove(staging.pk)
    return locked.batch


def left_to_a_worker(staging: Staging, sizes: list[tuple[str, int]], user: User) -> Batch:
    """Return the upload's batch, without items yet; its folder belongs to that from now on."""
    return arriving.begin(
        sizes,
        user=user,
        title=staging.said.get("title", ""),
        given=given_of(staging),
        tables=staging.tables,
        key=staging.pk,
    )


def received(staging: Staging, user: User) -> Batch:
    """Return the upload's batch with its items."""
    return intake.receive(
        opened(staging),
        user=user,
        origin=Batch.Origin.UPLOAD,
        title=staging.said.get("title", ""),
        given=given_of(staging),
        tables=tables_of(staging),
    )


def given_of(staging: Staging) -> dict[str, str]:
    """Return what was said of all articles."""
    return {key: staging.said[key] for key in ("outlet", "published") if staging.said.get(key)}


def opened(staging: Staging) -> Iterator[tuple[str, BinaryIO]]:
    """Yield (name, open file) of each file, one at a time."""
    for number, file in enumerate(staging.files):
        try:
            with (folders.folder_of(staging.pk) / str(number)).open("rb") as stream:
                yield file["name"], stream
        except FileNotFoundError as error:
            raise Expired from error


def forget(staging: Staging) -> None:
    """Delete the files; the row stays for what was typed."""
    folders.remove(staging.pk)
    Staging.objects.filter(pk=staging.pk).update(gone=True, met=[], totals={}, ended="")


def discard(staging: Staging) -> None:
    """Delete the upload and what was typed: somebody asked for it."""
    folders.remove(staging.pk)
    staging.delete()


def sweep(now: datetime) -> int:
    """Delete files that have lain long enough, rows a day later, and folders that belong to none; return how many."""
    over = Staging.objects.filter(gone=False, expires_at__lt=now)[:SWEEP_LIMIT]
    for staging in over:
        forget(staging)
    Staging.objects.filter(gone=True, expires_at__lt=now - TYPED_FOR).delete()
    arriving.forget(now)
    known = {key.hex for key in Staging.objects.filter(gone=False).values_list("pk", flat=True)} | arriving.keys()
    strays = folders.strays(known, settings.STAGING_SECONDS)
    for folder in strays:
        shutil.rmtree(folder, ignore_errors=True)
    return len(over) + len(strays)
