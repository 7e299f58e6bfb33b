"""A form sent twice brings its files once: after a connection that broke, a double click, a page loaded anew.

In: the key that the form was shown with, the files. Out: a mark of this very delivery, and the batch that it became
before. The same form with other files is another delivery.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile

from articles.models import Batch

EDGE = 64 * 1024  # bytes of each end of a file that tell it from others of its name and size


def mark_of(key: UUID | None, user: User, files: Sequence[tuple[str, UploadedFile[Any]]]) -> UUID | None:
    """Return the mark of the user's delivery, None where the form had no key; files are left at their beginning."""
    if key is None:
        return None
    digest = hashlib.sha256(str(user.pk).encode())
    for name, file in files:
        size = file.size or 0
        file.seek(max(0, size - EDGE))
        end = file.read(EDGE)
        file.seek(0)
        start = file.read(EDGE)
        file.seek(0)
        digest.update(repr((name, size)).encode("utf-8", "surrogatepass"))
        digest.update(hashlib.sha256(start).digest() + hashlib.sha256(end).digest())
    return uuid5(key, digest.hexdigest())


def brought_before(user: User, mark: UUID | None) -> Batch | None:
    """Return the batch that this delivery of the user became; what was deleted since may be brought again."""
    if mark is None:
        return None
    found = Batch.everything.filter(created_by=user, sent_as=mark).first()
    if found is not None and found.deleted_at is not None:
        Batch.everything.filter(pk=found.pk).update(sent_as=None)
        return None
    return found
