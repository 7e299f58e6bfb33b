"""Found words are marked, and nothing else becomes markup."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Claim
from claims.templatetags.found import found_in
from tests.claims.stories import member, north_korea


def test_words_are_marked_whatever_their_case():
    assert found_in("Soldaten, soldaten", "SOLDAT") == (
        '<mark class="found">Soldat</mark>en, <mark class="found">soldat</mark>en'
    )
    assert found_in("a < b", "<") == 'a <mark class="found">&lt;</mark> b'
    assert found_in("a & b", "") == "a &amp; b"


@given(st.text(max_size=60), st.text(max_size=20))
def test_the_text_stays_whole_and_harmless(text, words):
    marked = str(found_in(text, words))
    assert html.unescape(re.sub(r'</?mark(?: class="found")?>', "", marked)) == html.unescape(html.escape(text))
    assert "<" not in re.sub(r'</?mark(?: class="found")?>', "", marked)


@pytest.mark.django_db
def test_a_card_marks_the_words_of_the_search_by_their_stems(client):
    topic = north_korea()
    client.force_login(member("analyst"))
    claim = Claim.objects.get(value_low=1500)
    for page in (f"{topic.get_absolute_url()}?q=soldat&claim={claim.pk}", f"{claim.get_absolute_url()}?q=soldat"):
        assert '<mark class="found">Soldaten</mark>' in client.get(page).content.decode()
    assert 'class="found"' not in client.get(claim.get_absolute_url()).content.decode()
    body = client.get(f"{topic.get_absolute_url()}?q=soldat").content.decode()
    assert f"/claims/{claim.pk}/?q=soldat" in body


@pytest.mark.django_db
def test_titles_are_marked_in_the_list_of_articles(client):
    north_korea()
    client.force_login(member("analyst"))
    body = client.get(f"{reverse('claims:article_list')}?q=artikel").content.decode()
    assert '<mark class="found">Artikel</mark>' in body
