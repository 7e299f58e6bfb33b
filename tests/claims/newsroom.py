"""A newsroom at work, step by step by chance: articles come and go, are dated, corrected, arranged."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Revision
from claims.arranging.ledger import Refused
from claims.arranging.merging import merge_topics
from claims.arranging.seating import move_to_new_topic
from claims.arranging.undoing import undo
from claims.corrections import correct
from claims.linking import link_article, relink_series
from claims.models import Arrangement, Claim, Gone, Kind, Topic
from claims.records import Metric, PlaceRef, PlaceRole, Stance
from tests import factories as make
from tests.claims.stories import line, print_article

FIRST = date(2024, 10, 1)
DAYS = 500  # so that what is told of one day has often no bearing on the last ones
STEPS = (
    "print", "print", "link", "correct", "retime", "reject", "restore", "move", "merge", "undo", "delete", "redate",
    "resource", "unprint", "reprint",
)  # fmt: skip


class Story:
    """Steps that a newsroom takes, by chance; each leaves the database as the product would."""

    def __init__(self, chance: random.Random, between: Callable[[], None] = lambda: None) -> None:
        """between: called where a step is done but the series are not made anew yet."""
        self.chance, self.between = chance, between
        self.user = User.objects.get_or_create(username="editor")[0]

    def take(self, step: str) -> None:
        """What an editor may not do is not done."""
        with suppress(Refused):
            getattr(self, step)()

    def claim(self, *kinds: str) -> Claim | None:
        found = list(Claim.objects.filter(series__isnull=False, kind__in=kinds or Kind.values).order_by("pk"))
        return self.chance.choice(found) if found else None

    def print(self) -> None:
        chance = self.chance
        day = chance.choice([None, FIRST + timedelta(days=chance.randrange(DAYS))])
        lines = [self._line(n, day) for n in range(chance.randint(1, 3))]
        print_article(lines, chance.choice([day, FIRST]), chance.choice(["Bote", "Kurier"]))

    def _line(self, number: int, day: date | None) -> dict:
        value, by = self.chance.choice([100, 300, 900]), self.chance.choice([None, "Polizei", "Feuerwehr", "NIS"])
        where = {"subject_actor": self.chance.choice(["Mars", "Venus"])}
        draw = self.chance.random()
        if draw < 0.2:
            at = (PlaceRef(self.chance.choice(["Kursk", "Ussurijsk"]), PlaceRole.AT),)
            return line(f"Dort ({number}).", said=day, by=by, kind=Kind.LOCATION, places=at,
                        stance=self.chance.choice(list(Stance)), **where)  # fmt: skip
        if draw < 0.4:
            return line(f"Satz {number}.", said=day, by=by or "NIS", stance=self.chance.choice(list(Stance)), **where)
        metric = self.chance.choice([Metric.DEPLOYED, Metric.KILLED])
        stance = Stance.DENIES if draw > 0.97 else Stance.ASSERTS
        return line(f"Es sind {value} ({number}).", f"{value}", low=value, high=value, said=day, by=by, metric=metric,
                    stance=stance, **where)  # fmt: skip

    def link(self) -> None:
        for pk in Article.objects.filter(claims__isnull=False).values_list("pk", flat=True).distinct()[:2]:
            link_article(pk)

    def correct(self) -> None:
        claim = self.claim("count")
        if claim:
            correct(claim.pk, claim.version, {"value_low": 500, "value_high": 500, "source": "CNN"}, self.user)

    def retime(self) -> None:
        claim = self.claim()
        if claim:
            day = FIRST + timedelta(days=self.chance.randrange(DAYS))
            correct(claim.pk, claim.version, {"reported_on": day}, self.user)

    def reject(self) -> None:
        claim = self.claim()
        if claim:
            correct(claim.pk, claim.version, {"review": "rejected"}, self.user)

    def restore(self) -> None:
        claim = Claim.objects.filter(review=Claim.Review.REJECTED).order_by("pk").first()
        if claim:
            correct(claim.pk, claim.version, {"review": "accepted"}, self.user)

    def move(self) -> None:
        claim = self.claim()
        if claim:
            move_to_new_topic(claim.pk, f"Eigenes {claim.pk}", self.user, seen=claim.series_id)

    def merge(self) -> None:
        topics = list(Topic.objects.filter(merged_into=None, series__claims__isnull=False).distinct().order_by("pk"))
        if len(topics) > 1:
            merge_topics(topics[0].pk, topics[1].pk, self.user)

    def undo(self) -> None:
        last = Arrangement.objects.filter(undone_at=None).order_by("-pk").first()
        if last:
            undo(last.pk, self.user)

    def delete(self) -> None:
        article = Article.objects.order_by("pk").first()
        if article:
            series = set(article.claims.filter(series__isnull=False).values_list("series", flat=True))
            article.delete()
            self.between()
            relink_series(series)

    def unprint(self) -> None:
        claim = self.claim("count")
        if claim and not Gone.objects.filter(claim=claim).exists():
            before, _ = Revision.objects.get_or_create(
                article=claim.article,
                content_hash=f"{claim.pk}",
                defaults={"text": claim.article.text, "retrieved_at": timezone.now()},
            )
            day = self.chance.choice([None, FIRST + timedelta(days=self.chance.randrange(DAYS))])
            Gone.objects.create(claim=claim, revision=before, day=day)
            self._again([claim.article_id])

    def reprint(self) -> None:
        gone = Gone.objects.select_related("claim").order_by("pk").first()
        if gone:
            article = gone.claim.article_id
            gone.delete()
            self._again([article])

    def redate(self) -> None:
        day = FIRST + timedelta(days=self.chance.randrange(90))
        dated = Article.objects.filter(outlet__name="Bote", published_on__isnull=False)
        numbers = list(dated.values_list("pk", flat=True))
        dated.update(published_on=day, outlet=make.outlet("Welle"))
        self._again(numbers)

    def resource(self) -> None:
        numbers = set(Claim.objects.filter(source__name="NIS").values_list("article", flat=True))
        Claim.objects.filter(source__name="NIS").update(source=None)
        self._again(sorted(numbers))

    def _again(self, articles: list[int]) -> None:
        self.between()
        for pk in articles:
            link_article(pk)
