"""A story that changes, stored and linked by the code that stores what the machine read."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User

from claims import recording, runs
from claims.models import Claim, Topic
from claims.records import (
    Approximation,
    Kind,
    Metric,
    NormalisedClaim,
    PlaceRef,
    PlaceRole,
    SourceRef,
    SourceType,
    Stance,
)
from tests import factories as make

_numbers = count(1)


def line(
    sentence: str, figure: str = "", *, said: date | None, by: str | None = "NIS", **fields: Any
) -> dict[str, Any]:
    """One sentence of an article with the claim that it is; `by=None` is the article's own voice."""
    return {"quote": sentence, "figure": figure, "reported_on": said, "by": by, **fields}


def print_article(lines: list[dict[str, Any]], published: date | None, paper: str = "Morgenblatt") -> list[Claim]:
    """Store an article, a paragraph for each line, and the claims that its lines are."""
    text = "\n".join(str(each["quote"]) for each in lines)
    article = make.article(f"{text}\nMehr dazu in Folge {next(_numbers)}.", published=published, paper=paper)
    lease = runs.take(make.run(article).pk)
    assert lease is not None
    assert recording.store(lease, [_record(text, each) for each in lines], "test", "")
    return list(article.claims.order_by("start"))


def _record(text: str, each: dict[str, Any]) -> NormalisedClaim:
    quote, figure, by = each["quote"], each["figure"], each["by"]
    start = text.index(quote)
    offset = start + quote.index(figure) if figure else None
    values: dict[str, Any] = {
        "start": start,
        "end": start + len(quote),
        "figure_start": offset,
        "figure_end": None if offset is None else offset + len(figure),
        "source": SourceRef(by, by, SourceType.GOVERNMENT) if by else None,
    }
    given = {name: value for name, value in each.items() if name not in ("figure", "by")}
    return (make.record if figure else make.statement)(**(values | given))


def tell(sentence: str, figure: str = "", *, said: date | None, paper: str = "Morgenblatt", **fields: Any) -> Claim:
    """Store one claim in an article of its own, published on the day it was said."""
    return print_article([line(sentence, figure, said=said, **fields)], said, paper)[0]


def position(sentence: str, stance: Stance, said: date, by: str) -> Claim:
    """Store a position without a figure in an article of its own."""
    return tell(sentence, said=said, by=by, stance=stance)


def north_korea() -> Topic:
    """The NIS says 1.500, then about 3.000, 12.000 planned; NATO and the Kremlin change their minds."""
    print_article(_figures() + _positions(), date(2024, 10, 18))
    print_article([line("Es sollen 20.000 sein.", "20.000", low=20000, high=20000, said=None, by=None)], None)
    return Topic.objects.get(actor="Nordkorea", subject_class="Soldaten")


def _figures() -> list[dict[str, Any]]:
    kiew, form = "Regierung Ukraine", Approximation
    wladiwostok = (PlaceRef("Wladiwostok", PlaceRole.TO),)
    return [
        line("Der NIS spricht von 1.500 Soldaten.", "1.500", said=date(2024, 10, 18), places=wladiwostok),
        line("Es seien rund 3.000.", "rund 3.000", low=3000, high=3000, approx=form.ABOUT, said=date(2024, 10, 23)),
        line(
            "Bis Dezember seien 12.000 zu erwarten.", "12.000", low=12000, high=12000, metric=Metric.PLANNED,
            said=date(2024, 10, 18), stance=Stance.EXPECTS,
        ),
        line("Das Pentagon nennt 10.000.", "10.000", low=10000, high=10000, said=date(2024, 10, 28), by="Pentagon"),
        line(
            "Kiew nennt 8.000 bis 12.000.", "8.000 bis 12.000", low=8000, high=12000, approx=form.RANGE,
            said=date(2024, 10, 30), by=kiew,
        ),
        line(
            "Über 10.000, heißt es.", "Über 10.000", low=10000, high=None, approx=form.MORE_THAN,
            said=date(2024, 10, 29), by="westliche Geheimdienste",
        ),
        line(
            "Bis zu 500 <Mann> seien gekommen.", "Bis zu 500", low=None, high=500, approx=form.UP_TO,
            said=date(2024, 10, 20), by="CNN",
        ),
        line(
            "Tausende seien da.", "Tausende", low=2000, high=None, approx=form.VAGUE,
            said=date(2024, 10, 21), by=kiew,
        ),
    ]  # fmt: skip


def _positions() -> list[dict[str, Any]]:
    stance = Stance
    return [
        line("Die Nato bestätigt es nicht.", said=date(2024, 10, 18), by="NATO", stance=stance.CANNOT_CONFIRM),
        line("Die Nato bestätigt es.", said=date(2024, 10, 28), by="NATO", stance=stance.CONFIRMS),
        line("Der Kreml weist das zurück.", said=date(2024, 10, 10), by="Kreml", stance=stance.DENIES),
        line("Der Kreml räumt es ein.", said=date(2025, 4, 26), by="Kreml", stance=stance.CONFIRMS),
        line(
            "Sie seien in Kursk.", said=date(2024, 11, 5), by="Regierung Ukraine", kind=Kind.LOCATION,
            stance=stance.ASSERTS, places=(PlaceRef("Kursk", PlaceRole.AT),),
        ),
    ]  # fmt: skip


def member(group: str, name: str = "") -> User:
    """A user of one of the three groups."""
    user = User.objects.create_user(name or group, password="korrekt-pferd-batterie")
    user.groups.add(Group.objects.get(name=group))
    return user
