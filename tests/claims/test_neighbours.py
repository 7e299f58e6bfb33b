"""The claims before and after one in its series: by the day it was said, else printed, then by number."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from claims.models import Claim, Series
from claims.timeline.card import claim_card
from tests.claims.stories import line, print_article

FIRST = date(2024, 10, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_neighbours_stand_next_in_order_of_days(seed):
    chance = random.Random(seed)
    for number in range(6):
        said = [chance.choice([None, FIRST + timedelta(days=chance.randrange(4))]) for _ in range(2)]
        printed = chance.choice([None, FIRST + timedelta(days=chance.randrange(4))])
        lines = [
            line(f"Es sind {n}00 Soldaten.", f"{n}00", said=day, low=n * 100, high=n * 100)
            for n, day in enumerate(said, 2 * number + 1)
        ]
        print_article(lines, printed)
    rows = list(Claim.objects.filter(series=Series.objects.get()).select_related("article"))
    days = {row.pk: row.reported_on or row.article.published_on for row in rows}
    dated = sorted((day, pk) for pk, day in days.items() if day)
    assert len(dated) > 6
    for row in rows:
        card = claim_card(row.pk)
        day = days[row.pk]
        place = dated.index((day, row.pk)) if day else 0
        before, after = (dated[:place], dated[place + 1 :]) if days[row.pk] else ([], [])
        assert card
        assert [card.before and card.before.pk, card.after and card.after.pk] == [
            before[-1][1] if before else None,
            after[0][1] if after else None,
        ]
