"""Everybody can read every page: axe finds nothing, in light and dark, and nothing runs out of a narrow screen.

Pages stand as readers have them: with an open card, all that can be unfolded unfolded, sources switched off, on either
time axis, and of a topic so crowded that its marks are joined.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Article, Revision
from claims.models import Actor, Claim, Place, Topic
from claims.records import Stance
from claims.registry.aliases import propose_alias
from claims.registry.editing import change
from claims.saving import new_feed_key, save_view
from tests import factories as make
from tests.articles.near_texts import AGENCY, INSERTED, printed
from tests.browser.conftest import violations
from tests.claims.stories import line, north_korea, print_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def addresses(live_server) -> list[str]:
    topic = north_korea()
    claim = Claim.objects.get(value_low=1500)
    item = make.item(claim.article)
    crowd = crowded_topic()
    printed(AGENCY, "Bote")
    copy = printed(INSERTED, "Kurier")
    version_of(copy)
    nis = claim.source_id
    return [
        reverse("claims:home"),
        reverse("claims:topics"),
        f"{topic.get_absolute_url()}?claim={claim.pk}&stance=asserts&from=nonsense",
        claim.get_absolute_url(),
        reverse("claims:claim_edit", args=[claim.pk]),
        reverse("claims:claim_history", args=[claim.pk]),
        reverse("claims:mentions", args=[claim.pk]),
        reverse("claims:article_copies", args=[copy.pk]),
        f"{topic.get_absolute_url()}?asof=2024-10-25&type=own",
        f"{topic.get_absolute_url()}?axis=event&scale=log&without={nis}&claim={claim.pk}",
        f"{crowd.get_absolute_url()}?table=positions",
        f"{crowd.get_absolute_url()}?axis=event",
        reverse("claims:arrange", args=[topic.pk, topic.slug]),
        reverse("claims:arrangements"),
        reverse("claims:compare", args=[topic.pk, topic.slug]),
        f"{reverse('claims:compare', args=[topic.pk, topic.slug])}?of=days",
        reverse("claims:changes"),
        reverse("claims:views"),
        reverse("claims:feeds"),
        reverse("claims:actors"),
        reverse("claims:actor", args=[nis]),
        reverse("claims:actor_history", args=[nis]),
        reverse("claims:places"),
        reverse("claims:place", args=[Place.objects.first().pk]),
        reverse("claims:name_proposals"),
        reverse("claims:article_list"),
        f"{claim.article.get_absolute_url()}?claim={claim.pk}",
        reverse("articles:batches"),
        reverse("articles:batch", args=[item.batch_id]),
        reverse("articles:upload"),
        reverse("articles:paste"),
        reverse("articles:addresses"),
        reverse("articles:feeds"),
        reverse("articles:keys"),
        reverse("password_change"),
        reverse("articles:copies_list"),
        copy.copies.get_absolute_url(),
        copy.get_absolute_url(),
        reverse("articles:versions", args=[copy.pk]),
        "/nowhere/",
    ]


def version_of(article: Article) -> None:
    """Let the article have had two other versions."""
    for number, figure in enumerate(("1.100", "1.150")):
        Revision.objects.create(
            article=article, title=article.title, text=article.text.replace("1.200", figure), content_hash=figure,
            published_precision="unknown", retrieved_at=article.created_at - timedelta(days=2 - number),
        )  # fmt: skip
    Revision.objects.create(
        article=article, title=article.title, text=article.text, content_hash=article.content_hash,
        published_precision="unknown", retrieved_at=article.created_at,
    )  # fmt: skip


def crowded_topic() -> Topic:
    """A topic of some five hundred claims: figures rise and are told of months, positions come and go."""
    start, stances = date(2022, 3, 1), list(Stance)
    lines = []
    for number in range(340):
        said, by = start + timedelta(number * 3), f"Quelle {number % 9}"
        month = {"event_from": said.replace(day=1), "event_to": said.replace(day=28)} if number % 2 else {}
        low, words = 100 + number * 7, f"{100 + number * 7}"
        fields = {"low": low, "high": low, "subject_actor": "Testland", "subject_class": "Helfer", **month}
        lines.append(line(f"Es sind {words} Helfer, Folge {number}.", words, said=said, by=by, **fields))
        position = {"stance": stances[number % len(stances)], "subject_actor": "Testland", "subject_class": "Helfer"}
        lines += [line(f"Dazu Stellung {number}.", said=said, by=by, **position)] if number % 2 else []
    print_article(lines, date(2025, 1, 1))
    return Topic.objects.get(actor="Testland")


def keep_things() -> None:
    """Let the editor have a saved view of each sort, and feeds."""
    editor = User.objects.get(username="editor-1")
    topic = Topic.objects.get(actor="Nordkorea")
    save_view(editor, "Was am 25. Oktober 2024 bekannt war", topic, "asof=2024-10-25")
    save_view(editor, "Gesenkt", None, "what=lowered")
    new_feed_key(editor)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(open_page, live_server, addresses, scheme):
    page = open_page(addresses[0], role="editor", color_scheme=scheme)
    keep_things()
    found = {}
    for address in addresses:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        found[address] = violations(page)
    assert {address: what for address, what in found.items() if what} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_forms_of_admins_and_they_fit_a_phone(open_page, live_server, addresses, scheme):
    actor, other = Actor.objects.order_by("pk")[:2]
    propose_alias(actor, "Ein anderer Name", None)
    page = open_page(addresses[0], role="admin", color_scheme=scheme)
    found = {}
    change(actor, {"country": "Testland"}, User.objects.get(username="admin-1"))
    told: Any = actor
    former = [actor.pk, told.events.earliest("pgh_id").pgh_id]
    own = [(name, [actor.pk]) for name in ("actor_edit", "actor", "actor_history")]
    for name, args in (*own, ("actor_restore", former), ("name_proposals", [])):
        page.goto(live_server.url + reverse(f"claims:{name}", args=args))
        found[name] = violations(page)
    page.goto(f"{live_server.url}{reverse('claims:actor_merge', args=[actor.pk])}?into={other.pk}&q={other.name}")
    found["merge"] = violations(page)
    page.get_by_role("radio").first.check()
    page.locator("#id_why").fill("ein Name")
    page.locator("button[name=preview]").click()
    page.locator(".foreseen").wait_for()
    found["foreseen"] = violations(page)
    assert {name: what for name, what in found.items() if what} == {}
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_axe_finds_nothing_on_a_chart_that_is_used_by_keyboard(open_page, live_server, addresses):
    page = open_page(addresses[2].split("?")[0], role="editor")
    page.locator("[data-chart] a.mark").first.focus()
    page.keyboard.press("ArrowRight")
    page.locator(".tip").wait_for()
    assert violations(page) == []
    page.locator("#source-legend a").first.click()
    page.locator("#source-legend a.off").wait_for()
    assert violations(page) == []


def test_the_crowded_page_is_crowded(open_page, live_server, addresses):
    page = open_page(crowded := Topic.objects.get(actor="Testland").get_absolute_url())
    assert page.locator("svg a.mark.band").count() > 10, crowded
    assert page.locator("svg a.mark.joined").count() > 10


def test_axe_finds_nothing_on_the_login_page(browser, live_server):
    page = browser.new_page()
    page.goto(live_server.url + reverse("login"))
    assert violations(page) == []
    page.close()


# What sticks out of a page that is too wide, for whoever has to mend it.
BEYOND = """[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 8).map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)"""


@pytest.mark.parametrize("width", [390, 320])  # a phone, and 1280 pixels at 400 %
def test_no_page_runs_out_of_a_narrow_screen(open_page, live_server, addresses, width):
    page = open_page(addresses[0], role="editor", viewport={"width": width, "height": 800})
    keep_things()
    for address in addresses:
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, page.evaluate(BEYOND))
