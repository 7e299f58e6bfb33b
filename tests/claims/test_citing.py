"""A claim is cited with its sentence, who says it, the article and the address of its card."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from claims.templatetags.citing import LONGEST, citation
from tests.claims.stories import member, tell

pytestmark = pytest.mark.django_db


def cited(rf, claim, asof=None) -> str:
    with override("de"):
        return citation({"request": rf.get("/")}, claim, asof)


def test_a_citation_names_sentence_source_article_and_address(rf):
    claim = tell("Der NIS spricht von „1.500“ Soldaten.", "1.500", said=date(2024, 10, 18))
    article = claim.article
    article.url = "https://morgenblatt.example/nis"
    found = cited(rf, claim)
    assert found.startswith("„Der NIS spricht von ‚1.500‘ Soldaten.“ (NIS, 18.10.2024). ")
    assert f"{article.title}. Morgenblatt, 18.10.2024. https://morgenblatt.example/nis. " in found
    assert f"http://testserver{reverse('claims:claim', args=[claim.pk])}, abgerufen am " in found


def test_a_citation_of_an_evening_says_so_and_leads_to_the_card_of_that_evening(rf, client):
    claim = tell("Es sind 1.500.", "1.500", said=date(2024, 10, 18))
    found = cited(rf, claim, date(2024, 10, 25))
    address = f"{reverse('claims:claim', args=[claim.pk])}?asof=2024-10-25"
    assert f"http://testserver{address}, Stand am Abend des 25.10.2024, abgerufen am " in found
    client.force_login(member("analyst"))
    assert (
        f"http://testserver{address}, as known on the evening of Oct 25, 2024" in client.get(address).content.decode()
    )


@pytest.mark.parametrize(("zone", "read"), [("Pacific/Kiritimati", "02.01.2026"), ("Etc/UTC", "01.01.2026")])
def test_the_day_of_reading_is_that_of_the_sites_time(rf, monkeypatch, zone, read):
    moment = datetime(2026, 1, 1, 20, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    claim = tell("Es sind 1.500.", "1.500", said=date(2024, 10, 18))
    with timezone.override(zone):
        assert cited(rf, claim).endswith(f"abgerufen am {read}.")


def test_a_long_sentence_is_cut_between_words(rf):
    claim = tell(f"Es sind {'sehr ' * 100}viele, nämlich 1.500.", "1.500", said=date(2024, 10, 18))
    quoted = cited(rf, claim).partition("“")[0]
    assert quoted.endswith("sehr …")
    assert len(quoted) <= LONGEST + 3


def test_the_card_offers_it_also_without_script(client):
    claim = tell("Es sind 1.500.", "1.500", said=date(2024, 10, 18), by=None)
    client.force_login(member("analyst"))
    body = client.get(reverse("claims:claim", args=[claim.pk])).content.decode()
    assert f'id="cite-{claim.pk}">„Es sind 1.500.“ (in its own voice, Oct 18, 2024).' in body
    assert f'data-copy="cite-{claim.pk}"' in body
