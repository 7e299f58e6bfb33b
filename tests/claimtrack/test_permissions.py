"""Permissions in one query are those that Django finds in two."""

from __future__ import annotations

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission, User

from claimtrack.permissions import OneQueryBackend
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["analyst", "editor", "admin"])
def test_groups_and_own_permissions_are_found_at_once(name, django_assert_num_queries):
    user = member(name)
    user.user_permissions.add(Permission.objects.get(codename="add_batch"))
    wanted = ModelBackend().get_all_permissions(User.objects.get(pk=user.pk))
    fresh = User.objects.get(pk=user.pk)
    with django_assert_num_queries(1):
        assert fresh.get_all_permissions() == wanted
        assert fresh.has_perm("articles.add_batch")
        assert fresh.has_perm("claims.change_claim") is ("claims.change_claim" in wanted)


def test_a_superuser_may_do_everything_and_a_closed_account_nothing():
    root = User.objects.create_superuser("root")
    assert root.get_all_permissions() == ModelBackend().get_all_permissions(User.objects.get(pk=root.pk))
    user = member("admin")
    User.objects.filter(pk=user.pk).update(is_active=False)
    closed = User.objects.get(pk=user.pk)
    assert closed.get_all_permissions() == set()
    assert OneQueryBackend().get_all_permissions(AnonymousUser()) == set()
    assert OneQueryBackend().get_all_permissions(member("editor"), obj=user) == set()
