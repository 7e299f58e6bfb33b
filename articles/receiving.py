"""Files on their way in: a full disk is told to the sender, with all that they typed, and is no error of the program.

In: Django's upload handlers (FILE_UPLOAD_HANDLERS). Out: the request's form without the files that found no room, and
`disk_was_full(request)`.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from articles.staged.folders import FULL

KEY = "claimtrack.disk_was_full"


class RoomyFileHandler(TemporaryFileUploadHandler):
    """Writes large files to the disk as Django does; where that is full, the file is left out and the rest read on."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a file on the disk."""
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self.leave_out(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of it."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self.leave_out(error)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Write what was held back."""
        try:
            return super().file_complete(file_size)
        except OSError as error:
            if error.errno not in FULL:
                raise
            self.note()
            return None

    def leave_out(self, error: OSError) -> None:
        """Leave the file out where the disk is full; any other error stays one."""
        if error.errno not in FULL:
            raise error
        self.note()
        raise SkipFile from error

    def note(self) -> None:
        """Remember it with the request, whose form is read later."""
        if self.request is not None:
            self.request.META[KEY] = True


def disk_was_full(request: HttpRequest) -> bool:
    """Say whether a file of the request found no room."""
    return bool(request.META.get(KEY))
