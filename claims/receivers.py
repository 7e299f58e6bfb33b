"""What claims do when articles come and go.

In: the signals of `articles.signals`, and Django's of deleted articles. Out: an open run with its task on the way; no
quote left of an article that is gone; claims out of sight with their article, and back with it.

A broker that is down stops nothing: the run is in the database, and the sweeper takes it up.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from django.dispatch import receiver

from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.signals import articles_hidden, articles_moving, articles_ready, articles_shown, articles_weighed
from articles.tasks import send
from claims import hiding, roles, tasks
from claims.actors import stock_listed
from claims.locks import lock_arrangements
from claims.models import Claim, ClaimPlace, Step
from claims.registry.gleaning import glean
from claims.runs import open_runs


@receiver(articles_ready, dispatch_uid="claims.read_articles")
def read_articles(article_ids: list[int], **_: Any) -> None:
    """Ask for the articles to be read; open runs serve, finished ones do not."""
    runs = open_runs(article_ids)
    if len(runs) > 1:
        transaction.on_commit(partial(send, tasks.hand_out, *runs))
    elif runs:
        transaction.on_commit(partial(send, tasks.extract_article, *runs))


@receiver(pre_delete, sender=Article, dispatch_uid="claims.note_series")
def note_series(instance: Article, **_: Any) -> None:
    """Remember which series lose claims, before the claims are gone."""
    claims = Claim.objects.filter(article=instance, series__isnull=False)
    instance._claims_series = set(claims.values_list("series", flat=True))  # type: ignore[attr-defined]
    ever = Claim.pgh_event_model.objects.filter(article_id=instance.pk)
    instance._claims_ever = set(ever.values_list("pgh_obj_id", flat=True))  # type: ignore[attr-defined]


@receiver(post_delete, sender=Article, dispatch_uid="claims.forget_article")
def forget_article(instance: Article, **_: Any) -> None:
    """Delete the history of its claims, which quotes it, and ask for its series to be made anew."""
    Claim.pgh_event_model.objects.filter(article_id=instance.pk).delete()
    ever: set[int] = getattr(instance, "_claims_ever", set())
    ClaimPlace.pgh_event_model.objects.filter(claim_id__in=ever).delete()
    series = sorted(getattr(instance, "_claims_series", ()))
    if series:
        transaction.on_commit(partial(send, tasks.relink_series, *series))


@receiver(articles_weighed, dispatch_uid="claims.weigh_articles")
def weigh_articles(articles: ArticleQuerySet, **_: Any) -> list[tuple[str, int]]:
    """Say what would go with the articles."""
    return hiding.weigh(articles)


@receiver(articles_moving, dispatch_uid="claims.hold_claims")
def hold_claims(**_: Any) -> None:
    """Wait until nobody links, before rows of articles are locked: who links locks them in that order, too."""
    lock_arrangements()


@receiver(articles_hidden, dispatch_uid="claims.hide_claims")
def hide_claims(article_ids: list[int], **_: Any) -> None:
    """Take the articles' claims out of everything, in the same transaction, and ask for the rest."""
    hiding.set_aside(article_ids)
    transaction.on_commit(partial(send, tasks.settle_aside))


@receiver(articles_shown, dispatch_uid="claims.show_claims")
def show_claims(**_: Any) -> None:
    """Ask for the claims to be linked again."""
    transaction.on_commit(partial(send, tasks.settle_aside))


@receiver(post_save, sender=Step, dispatch_uid="claims.learn_names")
def learn_names(instance: Step, created: bool, **_: Any) -> None:
    """Propose the names that a correction puts to others, in the same transaction."""
    if created:
        glean(instance)


@receiver(post_migrate, dispatch_uid="claims.grant_roles")
def grant_roles(sender: AppConfig, **_: Any) -> None:
    """Give the built-in groups their permissions, which exist only after migrating; new models are covered by it."""
    if sender.name == "claims":
        roles.grant()


@receiver(post_migrate, dispatch_uid="claims.stock_registry")
def stock_registry(sender: AppConfig, **_: Any) -> None:
    """Tell actors what the word lists of this version know of them."""
    if sender.name == "claims":
        stock_listed()
