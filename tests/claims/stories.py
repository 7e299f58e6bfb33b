"""A story that changes, stored and linked by the code that stores what the machine read."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User

from claims import recording, runs
from claims.models import Claim, Topic
from claims.records import Approximation, Kind, Metric, PlaceRef, PlaceRole, SourceRef, SourceType, Stance
from tests import factories as make

_numbers = count(1)


def tell(sentence: str, figure: str = "", *, said: date | None, by: str | None = "NIS", **fields: Any) -> Claim:
    """Store one claim of an article of its own; `by=None` is the article's own voice."""
    article = make.article(
        f"{sentence}\nMehr dazu in Folge {next(_numbers)}.",
        published=fields.pop("published", said),
        paper=fields.pop("paper", "Morgenblatt"),
    )
    start = sentence.index(figure) if figure else None
    values: dict[str, Any] = {
        "start": 0,
        "end": len(sentence),
        "quote": sentence,
        "figure_start": start,
        "figure_end": None if start is None else start + len(figure),
        "reported_on": said,
        "source": SourceRef(by, by, SourceType.GOVERNMENT) if by else None,
    }
    maker = make.record if figure else make.statement
    record = maker(**(values | fields))
    lease = runs.take(make.run(article).pk)
    assert lease is not None
    assert recording.store(lease, [record], "test", "")
    return article.claims.get()


def position(sentence: str, stance: Stance, said: date, by: str, **fields: Any) -> Claim:
    """Store a position without a figure."""
    return tell(sentence, said=said, by=by, stance=stance, **fields)


def north_korea() -> Topic:
    """The NIS says 1.500, then about 3.000, 12.000 planned; NATO and the Kremlin change their minds."""
    wladiwostok = (PlaceRef("Wladiwostok", PlaceRole.TO),)
    tell("Der NIS spricht von 1.500 Soldaten.", "1.500", said=date(2024, 10, 18), places=wladiwostok)
    tell("Es seien rund 3.000.", "rund 3.000", low=3000, high=3000, approx=Approximation.ABOUT, said=date(2024, 10, 23))
    tell(
        "Bis Dezember seien 12.000 zu erwarten.", "12.000", low=12000, high=12000, metric=Metric.PLANNED,
        said=date(2024, 10, 18), stance=Stance.EXPECTS,
    )  # fmt: skip
    tell("Das Pentagon nennt 10.000.", "10.000", low=10000, high=10000, said=date(2024, 10, 28), by="Pentagon")
    tell(
        "Kiew nennt 8.000 bis 12.000.", "8.000 bis 12.000", low=8000, high=12000, approx=Approximation.RANGE,
        said=date(2024, 10, 30), by="Regierung Ukraine",
    )  # fmt: skip
    tell(
        "Über 10.000, heißt es.", "Über 10.000", low=10000, high=None, approx=Approximation.MORE_THAN,
        said=date(2024, 10, 29), by="westliche Geheimdienste",
    )  # fmt: skip
    tell(
        "Bis zu 500 <Mann> seien gekommen.", "Bis zu 500", low=None, high=500, approx=Approximation.UP_TO,
        said=date(2024, 10, 20), by="CNN",
    )  # fmt: skip
    tell(
        "Tausende seien da.", "Tausende", low=2000, high=None, approx=Approximation.VAGUE,
        said=date(2024, 10, 21), by="Regierung Ukraine",
    )  # fmt: skip
    tell("Es sollen 20.000 sein.", "20.000", low=20000, high=20000, said=None, by=None, stance=Stance.HEDGES)
    position("Die Nato kann das nicht bestätigen.", Stance.CANNOT_CONFIRM, date(2024, 10, 18), "NATO")
    position("Die Nato bestätigt es.", Stance.CONFIRMS, date(2024, 10, 28), "NATO")
    position("Der Kreml weist das zurück.", Stance.DENIES, date(2024, 10, 10), "Kreml")
    position("Der Kreml räumt es ein.", Stance.CONFIRMS, date(2025, 4, 26), "Kreml")
    tell(
        "Sie seien in Kursk.", said=date(2024, 11, 5), by="Regierung Ukraine", kind=Kind.LOCATION,
        stance=Stance.ASSERTS, places=(PlaceRef("Kursk", PlaceRole.AT),),
    )  # fmt: skip
    return Topic.objects.get(actor="Nordkorea", subject_class="Soldaten")


def member(group: str, name: str = "") -> User:
    """A user of one of the three groups."""
    user = User.objects.create_user(name or group, password="korrekt-pferd-batterie")
    user.groups.add(Group.objects.get(name=group))
    return user
