"""Arranging in the browser's terms: who may, what is foreseen, what is refused, and where old addresses lead."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from claims.arranging import merge_topics, move_claim, undo
from claims.models import Arrangement, Claim, FeedKey, SavedView, Series, Topic
from tests.claims.stories import member, north_korea, tell

pytestmark = pytest.mark.django_db
GERMAN = {"accept-language": "de"}


@pytest.fixture
def topic():
    return north_korea()


@pytest.fixture
def army(topic):
    """A topic of two claims that an editor may think the same as the soldiers."""
    tell("Es sind 700.", "700", said=topic.series.first().claims.first().reported_on, low=700, high=700,
         subject_class="Truppen")  # fmt: skip
    tell("Es sind 800.", "800", said=None, low=800, high=800, subject_class="Truppen", by="Pentagon")
    return Topic.objects.get(subject_class="Truppen")


@pytest.fixture
def deployed(topic):
    return topic.series.get(metric="deployed", scope="")


@pytest.fixture
def editor(client):
    client.force_login(member("editor"))
    return client


def pages(topic: Topic, series: Series, claim: Claim) -> list[str]:
    return [
        reverse("claims:arrange", args=[topic.pk, topic.slug]),
        *(reverse(f"claims:{name}", args=[topic.pk]) for name in ("topic_name", "topic_merge")),
        *(reverse(f"claims:{name}", args=[series.pk]) for name in ("series_name", "series_merge", "series_split")),
        reverse("claims:claim_move", args=[claim.pk]),
    ]


def body(response) -> str:
    return str(response.content.decode())


# Per group: what the forms answer, what the list answers, what undoing answers.
@pytest.mark.parametrize(
    ("group", "forms", "shown", "undone"),
    [("", 302, 302, 302), ("analyst", 403, 200, 403), ("editor", 200, 200, 302), ("admin", 200, 200, 302)],
)
def test_only_editors_arrange_and_everybody_may_see_it(client, topic, army, deployed, group, forms, shown, undone):
    made = merge_topics(army.pk, topic.pk, member("editor", "erika"), "dasselbe")
    if group:
        client.force_login(member(group))
    for page in pages(topic, deployed, deployed.claims.first()):
        assert client.get(page).status_code == forms, page
        if group in ("", "analyst") and page.startswith("/arrange/"):
            assert client.post(page, {"do": "1"}).status_code == forms, page
    assert client.get(reverse("claims:arrangements")).status_code == shown
    assert client.post(reverse("claims:arrangement_undo", args=[made.pk])).status_code == undone
    assert Arrangement.objects.in_force().exists() == (group in ("", "analyst"))


def test_only_editors_find_the_menu_and_the_button(client, topic, deployed):
    card = deployed.claims.first().get_absolute_url()
    for group, shown in (("analyst", False), ("editor", True)):
        client.force_login(member(group))
        assert ("arrange-menu" in body(client.get(topic.get_absolute_url()))) == shown
        assert ("/arrange/claims/" in body(client.get(card))) == shown


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_stands_within_twelve_queries_and_numbers_are_plain(
    editor, topic, army, deployed, language, django_assert_max_num_queries
):
    merge_topics(army.pk, topic.pk, member("editor", "erika"), "dasselbe")
    for page in [*pages(topic, deployed, deployed.claims.first()), reverse("claims:arrangements")]:
        with django_assert_max_num_queries(12):
            response = editor.get(page, headers={"accept-language": language})
        assert response.status_code == 200
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", body(response)), page


def test_a_merge_is_looked_at_before_it_is_done(editor, topic, army):
    address = reverse("claims:topic_merge", args=[army.pk])
    typed = {"into": topic.pk, "why": "dieselben Leute"}
    seen = editor.post(address, {**typed, "preview": "1"}, headers=GERMAN)
    assert "Es wechseln: 2 Aussagen aus 2 Quellen." in body(seen)
    assert "Moving: 2 claims of 2 sources." in body(editor.post(address, {**typed, "preview": "1"}))
    assert not Arrangement.objects.exists()
    assert "dieselben Leute" in body(editor.post(address, {**typed, "back": "1"}))
    done = editor.post(address, {**typed, "do": "1"}, follow=True)
    assert done.redirect_chain == [(topic.get_absolute_url(), 302)]
    assert "Moved: 2 claims of 2 sources." in body(done)
    assert Arrangement.objects.get().why == "dieselben Leute"


def test_a_merge_without_a_reason_or_into_nothing_is_refused_with_what_was_typed(editor, topic, army):
    address = reverse("claims:topic_merge", args=[army.pk])
    for typed in ({"into": topic.pk, "why": ""}, {"into": "x", "why": "so"}, {"into": 4711, "why": "so"}):
        assert editor.post(address, {**typed, "do": "1"}).status_code == 422
    assert not Arrangement.objects.exists()


def test_a_merge_that_somebody_else_made_meanwhile_is_refused(editor, topic, army):
    merge_topics(army.pk, topic.pk, member("editor", "erika"))
    answer = editor.post(
        reverse("claims:topic_merge", args=[army.pk]), {"into": topic.pk, "why": "so", "do": "1"}, headers=GERMAN
    )
    assert answer.status_code == 409
    assert "wurde schon mit „Nordkorea · Soldaten“ zusammengelegt" in body(answer)


def test_other_topics_are_found_by_words(editor, topic, army):
    tell("Es sind 3 Tote.", "3", said=None, low=3, high=3, subject_actor="Myanmar", subject_class="Opfer")
    address = reverse("claims:topic_merge", args=[army.pk])
    assert "Myanmar" not in body(editor.get(address))
    found = editor.get(address, {"q": "myan opf"}, headers={"HX-Request": "true", "HX-Target": "choices"})
    assert body(found).lstrip().startswith('<div id="choices">')
    assert "Myanmar · Opfer (1 claim)" in body(found)
    assert "Nothing is found" in body(editor.get(address, {"q": "Atlantis"}))
    other = Topic.objects.get(actor="Myanmar")
    done = editor.post(address, {"into": other.pk, "why": "so", "do": "1"})
    assert (done.status_code, Topic.objects.get(pk=army.pk).merged_into) == (302, other)


def test_a_series_is_renamed_merged_and_split_from_its_topic(editor, topic, deployed):
    other = Series.objects.create(topic=topic, kind="count", metric="deployed", scope="Kursk", title="Kursk")
    claim = deployed.claims.get(value_low=1500)
    move_claim(claim.pk, other.pk, member("editor", "erika"), seen=deployed.pk)
    overview = reverse("claims:arrange", args=[topic.pk, topic.slug])
    named = editor.post(
        reverse("claims:series_name", args=[deployed.pk]), {"german": "Entsandt", "seen": "0", "do": "1"}
    )
    assert named["Location"] == overview
    assert "Entsandt" in body(editor.get(topic.get_absolute_url()))
    merge = reverse("claims:series_merge", args=[other.pk])
    assert editor.post(merge, {"into": deployed.pk, "why": "so", "do": "1"})["Location"] == overview
    split = reverse("claims:series_split", args=[deployed.pk])
    source = deployed.claims.get(source__name="CNN").source
    typed = {"german": "Teil", "why": "so", "sources": [source.pk], "claims": [claim.pk]}
    seen = editor.post(split, {**typed, "preview": "1"})
    assert "Moving: 2 claims of 2 sources." in body(seen)
    assert f'<input type="hidden" name="claims" value="{claim.pk}"' in body(seen)
    editor.post(split, {**typed, "do": "1"})
    assert set(Series.objects.get(title="Teil").claims.values_list("source__name", flat=True)) == {"NIS", "CNN"}
    assert "Teil" in body(editor.get(topic.get_absolute_url()))
    assert "split off" in body(editor.get(overview))


def test_marks_on_claims_that_left_meanwhile_are_refused(editor, topic, army, deployed):
    stranger = army.series.first().claims.first()
    typed = {"german": "Teil", "why": "so", "claims": [stranger.pk], "do": "1"}
    answer = editor.post(reverse("claims:series_split", args=[deployed.pk]), typed)
    assert answer.status_code == 409
    assert "not in the series any more" in body(answer)
    assert editor.post(reverse("claims:series_split", args=[deployed.pk]), {"do": "1"}).status_code == 422


def test_a_name_that_somebody_else_gave_meanwhile_is_shown_before_it_is_overwritten(editor, topic):
    address = reverse("claims:topic_name", args=[topic.pk])
    editor.post(address, {"german": "Eins", "english": "One", "seen": "0", "do": "1"})
    late = editor.post(address, {"german": "Zwei", "seen": "0", "do": "1"})
    assert late.status_code == 409
    assert "“Eins”" in body(late)
    assert 'value="Zwei"' in body(late)
    seen = re.search(r'name="seen" value="(\d+)"', body(late))
    assert seen
    assert editor.post(address, {"german": "Zwei", "seen": seen[1], "do": "1"}).status_code == 302
    assert Topic.objects.get(pk=topic.pk).title == "Zwei"


def test_english_pages_show_the_english_name(editor, topic):
    editor.post(
        reverse("claims:topic_name", args=[topic.pk]),
        {"german": "Soldaten im Ausland", "english": "Soldiers abroad", "seen": "0", "do": "1"},
    )
    address = reverse("claims:topic", args=[topic.pk, "soldaten-im-ausland"])
    assert '<h1 lang="en">Soldiers abroad</h1>' in body(editor.get(address))
    assert '<h1 lang="de">Soldaten im Ausland</h1>' in body(editor.get(address, headers=GERMAN))


def test_a_claim_is_moved_from_its_card_to_a_new_topic_and_back(editor, deployed):
    claim = deployed.claims.get(value_low=1500)
    address = reverse("claims:claim_move", args=[claim.pk])
    typed = {"into": "new", "seen": deployed.pk, "why": "so", "do": "1"}
    assert editor.post(address, typed).status_code == 422
    done = editor.post(address, {**typed, "name": "Pioniere"}, follow=True)
    assert done.redirect_chain == [(claim.get_absolute_url(), 302)]
    assert "put here by an editor" in body(done)
    assert editor.post(address, {**typed, "into": "none"}).status_code == 409
    made = Arrangement.objects.get()
    editor.post(reverse("claims:arrangement_undo", args=[made.pk]))
    claim.refresh_from_db()
    assert claim.series == deployed


def test_undoing_twice_says_who_was_faster(editor, topic, army):
    made = merge_topics(army.pk, topic.pk, member("editor", "erika"), "dasselbe")
    undo(made.pk, member("editor", "anna"))
    answer = editor.post(reverse("claims:arrangement_undo", args=[made.pk]))
    assert answer.status_code == 409
    assert "anna undid this already" in body(answer)
    assert "Undone by anna" in body(answer)
    assert editor.post(reverse("claims:arrangement_undo", args=[4711])).status_code == 404


def test_addresses_of_a_merged_topic_lead_to_the_other_one_with_their_filters(editor, topic, army):
    before = army.get_absolute_url()
    merge_topics(army.pk, topic.pk, member("editor", "erika"), "dasselbe")
    for name, more in (
        ("topic", {}), ("compare", {}), ("arrange", {}), ("topic_export", {"form": "csv"}),
    ):  # fmt: skip
        old = reverse(f"claims:{name}", kwargs={"pk": army.pk, "slug": army.slug, **more})
        new = reverse(f"claims:{name}", kwargs={"pk": topic.pk, "slug": topic.slug, **more})
        answer = editor.get(old, {"stance": "denies"})
        assert (answer.status_code, answer["Location"]) == (302, f"{new}?stance=denies")
    chart = reverse("claims:chart_export", kwargs={"pk": army.pk, "slug": army.slug, "form": "svg"})
    assert editor.get(chart)["Location"].startswith(f"/topics/{topic.pk}/")
    changes = editor.get(reverse("claims:changes"), {"topic": army.pk, "what": "raised"})
    assert changes["Location"] == f"{reverse('claims:changes')}?topic={topic.pk}&what=raised"
    assert army.get_absolute_url() == before
    assert str(army) not in re.sub(r"<[^>]*>", "", body(editor.get(reverse("claims:topics"))))


def test_feeds_and_saved_views_of_a_merged_topic_tell_of_the_other_one(client, topic, army):
    reader = member("analyst")
    view = SavedView.objects.create(user=reader, name="Truppen", topic=army, query="")
    key = FeedKey.objects.create(user=reader)
    merge_topics(army.pk, topic.pk, member("editor", "erika"), "dasselbe")
    asked = {"token": key.token}
    all_of_it = body(client.get(reverse("claims:changes_feed"), {**asked, "topic": topic.pk}))
    entries = re.findall(r"<id>urn:uuid:[^<]*", all_of_it)
    assert entries
    of_old = body(client.get(reverse("claims:changes_feed"), {**asked, "topic": army.pk}))
    assert re.findall(r"<id>urn:uuid:[^<]*", of_old) == entries
    assert str(topic) in of_old
    assert "urn:uuid" in body(client.get(reverse("claims:view_feed", args=[view.pk]), asked))
    client.force_login(reader)
    assert client.get(view.get_absolute_url(), follow=True).redirect_chain == [(topic.get_absolute_url(), 302)]
    assert "Truppen" in body(client.get(topic.get_absolute_url()))


def test_nothing_strange_in_a_form_breaks_it(editor, topic, deployed):
    claim = deployed.claims.first()
    strange = ["\0", "9" * 40, "-1", "' OR 1=1 --", "<b>", "x" * 5000, "²"]
    for page in pages(topic, deployed, claim)[1:]:
        for value in strange:
            names = ("q", "into", "why", "seen", "german", "english", "name", "sources", "places", "claims")
            typed = dict.fromkeys(names, value)
            for button in ("do", "preview", "back"):
                assert editor.post(page, {**typed, button: "1"}).status_code in (200, 302, 409, 422), (page, value)
            assert editor.get(page, {"q": value, "into": value}).status_code == 200


def test_an_article_that_goes_takes_its_pins_along(editor, topic, deployed):
    claim = deployed.claims.first()
    move_claim(claim.pk, None, member("editor", "erika"), seen=deployed.pk)
    claim.article.delete()
    assert not Arrangement.objects.get().pins.exists()
    assert editor.get(reverse("claims:arrangements")).status_code == 200


def test_names_stand_in_files_and_among_the_choices_of_changes(editor, topic, deployed):
    for name, row, german in (("topic_name", topic, "Soldaten im Ausland"), ("series_name", deployed, "Entsandt")):
        typed = {"german": german, "english": "Soldiers abroad", "seen": "0", "do": "1"}
        assert editor.post(reverse(f"claims:{name}", args=[row.pk]), typed).status_code == 302
    fresh = Topic.objects.get(pk=topic.pk)
    file = editor.get(reverse("claims:topic_export", kwargs={"pk": topic.pk, "slug": fresh.slug, "form": "csv"}))
    lines = b"".join(file.streaming_content).decode()
    assert ",Soldiers abroad,Entsandt," in lines
    changes = reverse("claims:changes")
    assert "Soldiers abroad" in body(editor.get(changes))
    assert "Soldaten im Ausland" in body(editor.get(changes, headers=GERMAN))
    assert "Soldiers abroad" in body(editor.get(reverse("claims:topics"), {"q": "soldiers abr"}))
