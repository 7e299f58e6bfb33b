"""What must be in place before the first page: tables, static files, an admin who can log in.

In: a running database. Out: the same, ready; and the admin's password when the account was just made.
"""

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import transaction

ADMIN = "admin"
# No letters and digits that are mistaken for one another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def migrate() -> None:
    """Bring the tables in step with the code."""
    call_command("migrate", interactive=False, verbosity=0)


def collect_static(note: Path) -> None:
    """Copy, compress and name static files by content, when any of them changed since the last start."""
    state = _fingerprint()
    if note.is_file() and note.read_text(encoding="ascii") == state and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    note.write_text(state, encoding="ascii")


def first_admin() -> str | None:
    """Make the first admin when nobody could administer this installation; return the password, kept nowhere else."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists() or users.filter(username=ADMIN).exists():
        return None
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    with transaction.atomic():
        admin = users.create_superuser(ADMIN, password=password)
        admin.groups.add(*Group.objects.filter(name="admin"))
    return password


def _fingerprint() -> str:
    """How files are stored, and name, size and time of every one, in one hash: a start for debugging stores others."""
    stored = settings.STORAGES["staticfiles"]["BACKEND"]
    digest = hashlib.sha256(f"{settings.STATIC_ROOT} {stored}".encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            info = Path(storage.path(path)).stat()
            digest.update(f"{path} {info.st_size} {info.st_mtime_ns}\n".encode())
    return digest.hexdigest()
