"""What the three built-in groups may do.

In: nothing. Out: groups `analyst`, `editor`, `admin` with their permissions. Only ever added to: what an admin gives a
group besides stays.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

ANALYST, EDITOR, ADMIN = "analyst", "editor", "admin"
APPS = ("articles", "claims")


def grant() -> None:
    """Make the groups and add what they lack: analysts see and comment, editors correct, admins do everything."""
    everything = Permission.objects.filter(content_type__app_label__in=APPS)
    views = Q(codename__startswith="view_")
    comments = Q(content_type__app_label="claims", codename="add_comment")
    corrects = Q(content_type__app_label="claims", codename="change_claim")
    for name, may in ((ANALYST, views | comments), (EDITOR, views | comments | corrects), (ADMIN, Q())):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*everything.filter(may))
