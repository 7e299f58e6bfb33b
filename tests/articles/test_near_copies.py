"""Near copies: found whoever prints them, grouped whatever the order, and never made of two reports of one event."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import grouping, near
from articles.models import Article, CopyGroup, CopyPair, Signature
from tests import factories as make
from tests.articles.near_texts import AGENCY, BODY, DAY, INSERTED, LEAD, OWN_REPORT, SHORTENED, printed

pytestmark = pytest.mark.django_db


def groups() -> list[set[int]]:
    """The articles of each group."""
    found: dict[int, set[int]] = {}
    for pk, group in Article.objects.exclude(copies=None).values_list("pk", "copies"):
        found.setdefault(group, set()).add(pk)
    assert {(pk, len(members)) for pk, members in found.items()} == set(CopyGroup.objects.values_list("pk", "size"))
    return sorted(found.values(), key=min)


@pytest.mark.parametrize("texts", list(permutations([AGENCY, SHORTENED, INSERTED])))
def test_an_agency_report_in_three_outlets_is_one_group_in_whatever_order(texts):
    articles = [printed(text, f"Blatt {n}") for n, text in enumerate(texts)]
    assert groups() == [{article.pk for article in articles}]


def test_two_reports_of_one_event_with_the_same_figures_are_no_copies():
    printed(AGENCY, "Morgenblatt")
    printed(OWN_REPORT, "Bote")
    assert groups() == []


def test_the_same_short_text_with_another_end_is_too_little_to_tell():
    flash = "Eilmeldung: In Passau ist der Pegel der Donau auf 9,72 Meter gestiegen, teilte das Landratsamt mit."
    printed(flash)
    printed(f"{flash} Mehr in Kürze.", "Bote")
    assert groups() == []
    assert list(Signature.objects.values_list("bands", flat=True)) == [[], []]


def test_an_item_of_a_long_chronicle_is_no_copy_of_it():
    rng = random.Random(3)
    other = [" ".join(rng.choices(["Fluss", "Stadt", "Brücke", "Damm", "Regen", "Keller", "Boot"], k=60))
             for _ in range(20)]  # fmt: skip
    printed(AGENCY)
    printed("\n".join([*other[:10], AGENCY, *other[10:]]), "Bote")
    assert groups() == []


def test_passages_that_are_no_news_text_do_not_make_copies():
    frame = "Lesen Sie auch unseren Newsletter mit allen Nachrichten aus der Region, er kostet nichts. " * 7
    for paper, text in (("Morgenblatt", BODY[0] * 2), ("Bote", BODY[2] * 2)):
        article = make.article(f"{frame}{text}", paper=paper)
        article.noise = [[0, len(frame), "related"]]
        article.save()
        near.find_copies([article.pk])
    assert groups() == []


def test_the_percent_tells_how_much_of_the_shorter_text_the_longer_one_has():
    first, second = printed(AGENCY), printed(AGENCY.replace("1.240", "1.260"), "Bote")
    pair = CopyPair.objects.get()
    assert (pair.first_id, pair.second_id, pair.alike) == (first.pk, second.pk, 98)


def test_a_group_tells_its_size_its_first_day_and_its_agency():
    printed(AGENCY, "Morgenblatt", DAY.replace(day=4), agency="dpa")
    assert CopyGroup.objects.count() == 0
    make.outlet("Deutsche Presse-Agentur", is_agency=True)
    printed(SHORTENED, "Bote", DAY, agency="dpa/AFP")
    group = CopyGroup.objects.get()
    assert (group.size, group.first_on, group.agency) == (2, DAY, "dpa")
    printed(INSERTED, "Deutsche Presse-Agentur", None)
    group.refresh_from_db()
    assert (group.size, group.first_on, group.agency) == (3, DAY, "Deutsche Presse-Agentur")


def test_two_groups_become_one_when_a_text_comes_that_belongs_to_both():
    rest = "\n".join(BODY[2:])
    left, right = "\n".join([LEAD, *BODY[:2]]), f"{rest} {rest.replace('Rund', 'Fast').replace('niemand', 'keiner')}"
    pair = [printed(left, "A"), printed(left.replace("900", "910"), "B")]
    other = [printed(right, "C"), printed(right.replace("9,72", "9,8").replace("3.400", "3.500"), "D")]
    assert groups() == [{a.pk for a in pair}, {a.pk for a in other}]
    both = printed("\n".join([left, right]), "E")
    assert groups() == [{a.pk for a in (*pair, *other, both)}]


def test_a_group_falls_apart_when_what_held_it_together_goes(django_capture_on_commit_callbacks):
    rest = "\n".join(BODY[2:])
    left = "\n".join([LEAD, *BODY[:2]])
    pair = [printed(left, "A"), printed(left.replace("900", "910"), "B")]
    both, lone = printed(f"{left}\n{rest}", "E"), printed(rest, "C")
    assert groups() == [{a.pk for a in (*pair, both, lone)}]
    with django_capture_on_commit_callbacks(execute=True):
        Article.objects.get(pk=both.pk).delete()
    assert groups() == [{a.pk for a in pair}]
    with django_capture_on_commit_callbacks(execute=True):
        Article.objects.get(pk=pair[0].pk).delete()
    assert groups() == []
    assert not CopyGroup.objects.exists()


def test_what_a_crash_after_a_deletion_left_is_mended():
    first, _ = printed(AGENCY), printed(SHORTENED, "Bote")
    first.delete()  # what follows the commit never runs here
    assert CopyGroup.objects.get().size == 2
    assert grouping.mend() == 1
    assert groups() == []
    assert grouping.mend() == 0


def test_a_group_is_told_anew_when_its_articles_are_dated(django_capture_on_commit_callbacks):
    first, _ = printed(AGENCY, published=None), printed(SHORTENED, "Bote", None)
    assert CopyGroup.objects.get().first_on is None
    dated = {"published_on": DAY, "published_precision": "day", "published_found": "given"}
    with django_capture_on_commit_callbacks(execute=True):
        Article.objects.filter(pk=first.pk).update(**dated)
        grouping.refresh_of([first.pk])
    assert CopyGroup.objects.get().first_on == DAY
    assert grouping.mend() == 0
    CopyGroup.objects.update(first_on=None)
    assert grouping.mend() == 1
    assert CopyGroup.objects.get().first_on == DAY


def test_a_text_that_changes_is_looked_up_anew():
    first, second = printed(AGENCY), printed(SHORTENED, "Bote")
    assert near.find_copies() == 0
    second.text, second.content_hash = OWN_REPORT, "f" * 64
    second.save()
    assert near.find_copies() == 1
    assert groups() == []
    assert not CopyPair.objects.exists()
    first.refresh_from_db()
    assert first.copies is None


def test_a_text_that_changes_between_looking_and_writing_waits_on(monkeypatch):
    printed(AGENCY)
    late = make.article(SHORTENED, paper="Bote")
    found = near._copies

    def changed_meanwhile(one):
        result = found(one)
        Article.objects.filter(pk=late.pk).update(content_hash="e" * 64)
        return result

    monkeypatch.setattr(near, "_copies", changed_meanwhile)
    near.find_copies([late.pk])
    assert groups() == []
    assert Signature.objects.get(pk=late.pk).is_waiting


def test_stored_articles_that_were_never_looked_up_are_found_by_the_sweeper(monkeypatch):
    articles = [make.article(text, paper=f"Blatt {n}") for n, text in enumerate([AGENCY, INSERTED, OWN_REPORT])]
    monkeypatch.setattr(near, "AT_ONCE", 2)
    assert near.find_copies() == 3
    assert groups() == [{articles[0].pk, articles[1].pk}]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_groups_do_not_depend_on_order_nor_on_repeats(data):
    texts = [AGENCY, SHORTENED, INSERTED, OWN_REPORT, AGENCY.replace("dpa", "AFP")]
    Article.objects.all().delete()
    CopyGroup.objects.all().delete()
    for number in data.draw(st.permutations(range(len(texts)))):
        make.article(texts[number], paper=f"Blatt {number}")
        if data.draw(st.booleans()):
            near.find_copies()
    near.find_copies()
    Signature.objects.update(is_waiting=data.draw(st.booleans()))
    near.find_copies()
    papers = [set(Article.objects.filter(pk__in=g).values_list("outlet__name", flat=True)) for g in groups()]
    assert papers == [{"Blatt 0", "Blatt 1", "Blatt 2", "Blatt 4"}]
