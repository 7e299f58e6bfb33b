"""What a user may do, asked for once. In: a user. Out: permissions as `app.codename`, of the user and of all groups.

Django asks for those of the user and those of the groups in two queries; every page asks, so here it is one.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Model, Q


class OneQueryBackend(ModelBackend):
    """Passwords as Django checks them; permissions in one query, kept as long as the user object lives."""

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        """Return all permissions; nobody who is not active, and no single object, has any."""
        if not user_obj.is_active or isinstance(user_obj, AnonymousUser) or obj is not None:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            own = Q() if user_obj.is_superuser else Q(user=user_obj.pk) | Q(group__user=user_obj.pk)
            rows = Permission.objects.filter(own).order_by().values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in rows}
        return user_obj._perm_cache  # type: ignore[no-any-return]  # set just above
