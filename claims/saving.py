"""Views that readers keep under names: saved, renamed, deleted; and the key of their feeds.

In: a user and what the forms ask for. Out: rows of that user alone; `Refused` says in words why there is none.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from claims.models import FeedKey, SavedView, Topic

MOST = 200  # views of one user
LONGEST = 4000  # characters of a query


class Refused(Exception):
    """The words for the reader are the first argument."""


def save_view(user: AbstractBaseUser, name: str, topic: Topic | None, query: str) -> SavedView:
    """Keep the page of `topic`, or without one the list of changes, with the filters of `query`."""
    name = _clean(name)
    if len(query) > LONGEST:
        raise Refused(gettext("These filters are too many to be saved."))
    if SavedView.objects.filter(user=user.pk).count() >= MOST:
        raise Refused(gettext("You have as many views as fit; delete one first."))
    try:
        with transaction.atomic():
            return SavedView.objects.create(user_id=user.pk, name=name, topic=topic, query=query)
    except IntegrityError as error:
        raise Refused(_taken(name)) from error


def rename_view(view: SavedView, name: str) -> None:
    """Give the view another name."""
    view.name = _clean(name)
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError as error:
        raise Refused(_taken(view.name)) from error


def new_feed_key(user: AbstractBaseUser) -> FeedKey:
    """Make a key; the one before, and all addresses with it, stop working at once."""
    revoke_feed_key(user)
    return FeedKey.objects.create(user_id=user.pk)


def revoke_feed_key(user: AbstractBaseUser) -> None:
    """Take the key away; no feed of the user answers any more."""
    FeedKey.objects.filter(user=user.pk).delete()


def _clean(name: str) -> str:
    name = " ".join(name.replace("\0", " ").split())[:120].strip()
    if not name:
        raise Refused(gettext("A view needs a name."))
    return name


def _taken(name: str) -> str:
    return gettext("You have a view of the name “%(name)s” already.") % {"name": name}
