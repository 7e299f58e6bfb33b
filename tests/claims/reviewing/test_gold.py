"""What editors decided becomes data to score and train with, and tells how well the machine reads."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from claims.corrections import correct
from claims.models import Claim
from claims.reviewing.precision import FIELDS, precision
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


def test_only_articles_reviewed_in_full_are_written_as_editors_left_them(stored, editor, tmp_path, capsys):
    stored(make.record(), make.statement())
    stored(make.record(3000, 3000))
    for claim in Claim.objects.filter(value_low=1500) | Claim.objects.filter(kind="statement"):
        correct(claim.pk, 1, {"stance": "hedges"}, editor)
    call_command("export_gold", str(tmp_path))
    assert "1 articles with 2 claims" in capsys.readouterr().out
    docs = [json.loads(line) for line in (tmp_path / "docs.jsonl").read_text().splitlines()]
    claims = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text().splitlines()]
    assert [doc["doc"] for doc in docs] == list({claim["doc"] for claim in claims})
    assert {claim["stance"] for claim in claims} == {"hedges"}
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    [doc] = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(Vocab())
    assert doc.text == docs[0]["text"]
    assert {span.label_ for span in doc.spans["claims"]} == {"count", "statement"}


def test_rejected_claims_are_no_gold(stored, editor, tmp_path):
    stored(make.record())
    correct(Claim.objects.get().pk, 1, {"review": "rejected"}, editor)
    call_command("export_gold", str(tmp_path), verbosity=0)
    assert (tmp_path / "claims.jsonl").read_text() == ""
    assert len((tmp_path / "docs.jsonl").read_text().splitlines()) == 1


def test_precision_counts_fields_that_editors_left(figures, editor):
    correct(figures[0].pk, 1, {"review": "accepted"}, editor)
    correct(figures[1].pk, 1, {"value_low": 9, "value_high": 9}, editor)
    correct(figures[2].pk, 1, {"review": "rejected", "rejected_for": "source"}, editor)
    [group] = precision()["outlet"]
    shares = dict(zip(FIELDS, [(share.right, share.judged) for share in group.shares], strict=True))
    assert (group.name, group.judged) == ("Morgenblatt", 3)
    assert shares == {
        "claim": (3, 3), "figure": (1, 2), "metric": (2, 2), "source": (2, 3), "stance": (2, 2), "date": (2, 2),
    }  # fmt: skip


def test_what_is_no_claim_counts_against_the_claim_alone(figures, editor):
    correct(figures[0].pk, 1, {"review": "rejected", "rejected_for": "no_claim"}, editor)
    [group] = precision()["version"]
    assert [(share.right, share.judged) for share in group.shares] == [(0, 1), *[(0, 0)] * 5]


def test_the_page_tells_shares_and_of_how_many(client, figures, editor):
    correct(figures[0].pk, 1, {"review": "accepted"}, editor)
    client.force_login(member("analyst"))
    body = client.get(reverse("claims:precision")).content.decode()
    assert "100%" in body
    assert "1/1" in body
