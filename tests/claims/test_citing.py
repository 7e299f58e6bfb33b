"""A claim is cited with its sentence, who says it, the article and the address of its card."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from claims.templatetags.citing import LONGEST, citation
from tests.claims.stories import member, tell

pytestmark = pytest.mark.django_db


def cited(rf, claim) -> str:
    with override("de"):
        return citation({"request": rf.get("/")}, claim)


def test_a_citation_names_sentence_source_article_and_address(rf):
    claim = tell("Der NIS spricht von „1.500“ Soldaten.", "1.500", said=date(2024, 10, 18))
    article = claim.article
    article.url = "https://morgenblatt.example/nis"
    found = cited(rf, claim)
    assert found.startswith("„Der NIS spricht von ‚1.500‘ Soldaten.“ (NIS, 18.10.2024). ")
    assert f"{article.title}. Morgenblatt, 18.10.2024. https://morgenblatt.example/nis. " in found
    assert f"http://testserver{reverse('claims:claim', args=[claim.pk])}, abgerufen am " in found


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
