"""Claims as linked data and charts as a file: what the page shows under the same address, readable elsewhere."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from claims.charts.ink import inks, inks_of
from claims.charts.picture import FONTS, MOST, zoom_for
from claims.charts.sheet import sheet
from claims.models import Claim
from claims.records import Kind, PlaceRef, PlaceRole
from claims.templatetags.formats import figure
from tests.claims.stories import line, member, north_korea, print_article, tell

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def topic():
    return north_korea()


@pytest.fixture
def analyst(client, topic):
    client.force_login(member("analyst"))
    return client


def graph(client, topic, query="") -> list[dict]:
    response = client.get(f"{topic.get_absolute_url()}export.jsonld?{query}")
    assert response["Content-Type"] == "application/ld+json"
    assert response["Content-Disposition"] == 'attachment; filename="nordkorea-soldaten.jsonld"'
    document = json.loads(b"".join(response.streaming_content))
    assert document["@context"] == "https://schema.org"
    return list(document["@graph"])


def drawing(client, topic, query="", **headers) -> ElementTree.Element:
    response = client.get(f"{topic.get_absolute_url()}export.svg?{query}", headers=headers)
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="nordkorea-soldaten.svg"'
    return ElementTree.fromstring(b"".join(response.streaming_content))


def words(root: ElementTree.Element) -> str:
    return " ".join(" ".join(root.itertext()).split())


def test_a_claim_is_told_in_the_words_of_schema_org(analyst, topic):
    claim = Claim.objects.get(value_low=1500)
    (told,) = [one for one in graph(analyst, topic) if one["text"] == claim.quote]
    assert told["@type"] == "Claim"
    assert told["@id"] == f"http://testserver{claim.get_absolute_url()}"
    assert told["author"] == {"@type": "Organization", "name": "NIS"}
    assert told["dateCreated"] == "2024-10-18"
    assert told["mainEntity"] == {
        "@type": "QuantitativeValue", "name": "deployed", "minValue": 1500, "maxValue": 1500, "unitText": "Soldat",
    }  # fmt: skip
    assert told["spatialCoverage"] == [{"@type": "Place", "name": "Wladiwostok"}]
    assert told["firstAppearance"]["publisher"]["name"] == "Morgenblatt"
    assert told["firstAppearance"]["datePublished"] == "2024-10-18"


def test_one_claim_through_several_outlets_appears_several_times(analyst, topic):
    for day, paper in ((20, "Bote"), (19, "Kurier")):
        print_article([line(f"{paper}: Es sind 1.500.", "1.500", said=date(2024, 10, 18))], date(2024, 10, day), paper)
    (told,) = [one for one in graph(analyst, topic) if one.get("mainEntity", {}).get("maxValue") == 1500]
    assert [each["publisher"]["name"] for each in told["appearance"]] == ["Morgenblatt", "Kurier", "Bote"]
    assert told["firstAppearance"] == told["appearance"][0]
    later = Claim.objects.filter(article__outlet__name="Kurier")[0].article.outlet_id
    (only,) = graph(analyst, topic, f"outlet={later}")
    assert only["firstAppearance"]["publisher"]["name"] == "Kurier"


def test_articles_own_voices_and_other_places_are_claims_of_their_own(analyst, topic):
    for paper, place in (("Bote", "Kursk"), ("Kurier", "Kursk"), ("Bote", "Brjansk")):
        where = (PlaceRef(place, PlaceRole.AT),)
        tell(f"{paper}: in {place}.", said=date(2024, 12, 1), by=None, paper=paper, kind=Kind.LOCATION, places=where)
    own = graph(analyst, topic, "source=0&from=2024-12-01")
    assert len(own) == 3
    assert all("author" not in one and len(one["appearance"]) == 1 for one in own)


def test_linked_data_holds_what_the_filter_shows_and_nothing_is_an_empty_graph(analyst, topic):
    assert {one["keywords"][0] for one in graph(analyst, topic, "stance=denies&stance=confirms")} == {
        "denies", "confirms",
    }  # fmt: skip
    shown = sum(len(one["appearance"]) for one in graph(analyst, topic))
    assert shown == Claim.objects.filter(series__topic=topic).count()
    assert graph(analyst, topic, "q=panzer") == []


def test_linked_data_costs_a_fixed_number_of_queries(analyst, topic, django_assert_num_queries):
    response = analyst.get(f"{topic.get_absolute_url()}export.jsonld")
    assert response.streaming
    with django_assert_num_queries(3):
        assert b"firstAppearance" in b"".join(response.streaming_content)


def test_the_drawing_holds_every_dated_figure_and_stands_by_itself(analyst, topic):
    root = drawing(analyst, topic)
    marks = [a.get("aria-label", "") for a in root.iter(f"{SVG}a")]
    for claim in Claim.objects.filter(series__topic=topic, kind="count", reported_on__isnull=False):
        told = [mark for mark in marks if mark.startswith(f"{claim.source.name}: „")]
        written = claim.article.text[claim.figure_start : claim.figure_end]
        assert any(written in mark for mark in told)
        assert figure(claim)
    text = ElementTree.tostring(root, encoding="unicode")
    assert not re.search(r"var\(|hx-|data-mark|<script|light-dark|color-mix", text)
    assert "Nordkorea · Soldaten" in words(root)
    assert "14 claims are shown, in 14 of 14 mentions." in words(root)


def test_marks_of_the_drawing_lead_back_to_the_site(analyst, topic):
    claim = Claim.objects.get(value_low=1500)
    links = {a.get("href") for a in drawing(analyst, topic, "metric=deployed").iter(f"{SVG}a")}
    assert f"http://testserver{topic.get_absolute_url()}?metric=deployed&claim={claim.pk}" in links
    assert all(link.startswith("http://testserver/") for link in links)


def test_the_drawing_follows_filters_and_language(analyst, topic):
    german = words(drawing(analyst, topic, "stance=denies", **{"accept-language": "de"}))
    assert "Wer bestätigt, wer bestreitet" in german
    assert "Entsandt" not in german
    assert "1 Aussage ist zu sehen, in 1 von 14 Nennungen." in german


def test_an_empty_drawing_says_so_and_words_of_articles_are_no_markup(analyst, topic):
    assert "0 claims are shown, in 0 of 14 mentions." in words(drawing(analyst, topic, "q=panzer"))
    tell("Bis zu <b>77</b> & mehr.", "<b>77</b> &", low=77, high=77, said=date(2024, 11, 1), by="A & B <i>")
    assert "A & B <i>: „<b>77</b> &“" in words(drawing(analyst, topic))


def test_blocks_of_a_sheet_stand_below_each_other():
    class Panel:
        height = 100.0

    panels: Any = [("value", "a", Panel()), ("stance", "b", Panel()), ("place", "c", Panel())]
    done = sheet(panels)
    edges = [(block.y, block.y + block.panel.height) for block in done.blocks]
    assert all(end < start for (_, end), (start, _) in zip(edges, edges[1:], strict=False))
    assert edges[-1][1] < done.height
    assert all(edges[1][1] < sign.y < edges[2][0] for sign in done.legend)


def test_every_source_and_stance_has_its_ink():
    assert [name for name, _ in inks_of("src")] == [f"src-{n}" for n in range(8)]
    assert len(inks_of("stance")) == 6
    assert {"ink", "ink-2", "rule"} <= inks().keys()


def test_drawings_and_linked_data_need_a_login_and_find_the_right_name(client, topic):
    address = reverse("claims:chart_export", kwargs={"pk": topic.pk, "slug": "old", "form": "svg"})
    assert "/login/" in client.get(address)["Location"]
    client.force_login(member("analyst"))
    assert client.get(f"{address}?stance=denies")["Location"] == f"{topic.get_absolute_url()}export.svg?stance=denies"
    assert client.post(f"{topic.get_absolute_url()}export.svg").status_code == 405


def shown_picture(client, topic, query="", **headers) -> bytes:
    response = client.get(f"{topic.get_absolute_url()}chart.png?{query}", headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == 'attachment; filename="nordkorea-soldaten.png"'
    return b"".join(response.streaming_content)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def test_the_picture_is_the_sheet_at_twice_its_size(analyst, topic):
    sheet_size = [float(drawing(analyst, topic).attrib[side]) for side in ("width", "height")]
    assert size_of(shown_picture(analyst, topic)) == tuple(round(2 * side) for side in sheet_size)


def test_the_sheet_tells_title_choices_day_legend_sources_and_when_it_was_made(analyst, topic):
    nis, pentagon = (Claim.objects.filter(source__name=name)[0].source_id for name in ("NIS", "Pentagon"))
    query = f"source={nis}&stance=asserts&without={pentagon}&from=2024-10-01&asof=2024-10-30&q=Soldaten"
    told = words(drawing(analyst, topic, query, **{"accept-language": "de"}))
    for part in (
        "Nordkorea · Soldaten", "30.10.2024", "Quelle: NIS", "Haltung: sagt", "Weggelassen: Pentagon",
        "ab 01.10.2024", "„Soldaten“", "Zeitachse: wann es gesagt wurde.", "mehr als", "nur geplant",
        f"Exportiert am {localdate():%d.%m.%Y}", "http://testserver/topics/",
    ):  # fmt: skip
        assert part in told


def test_the_picture_of_dark_pages_is_light(analyst, topic):
    root = drawing(analyst, topic)
    (paper,) = [each for each in root.iter(f"{SVG}rect") if each.get("width") == "100%"]
    assert paper.get("fill") == "#ffffff"
    assert "dark" not in ElementTree.tostring(root, encoding="unicode")


def test_letters_that_no_file_may_hold_are_left_out(analyst, topic):
    tell(
        "Es sind \x0b77\x01 Mann \ufffe hier.",
        "\x0b77\x01",
        low=77,
        high=77,
        said=date(2024, 11, 1),
        by="A\x08B \U0001f600",
    )
    assert "AB \U0001f600: „77“" in words(drawing(analyst, topic))
    assert size_of(shown_picture(analyst, topic))[0] == 1800


@pytest.mark.parametrize(
    "query",
    ["axis=event", "axis=event&from=1000-01-01&to=9999-12-31", "without=999999999999999999", "q=%00%FF<svg>", "asof=1"],
)
def test_pictures_stand_any_query(analyst, topic, query):
    assert size_of(shown_picture(analyst, topic, query))[0] == 1800


def test_the_largest_sheets_get_fewer_pixels_a_unit_and_lose_nothing():
    assert zoom_for(900, 3000) == 2
    assert 900 * 25_000 * zoom_for(900, 25_000) ** 2 <= MOST
    assert zoom_for(900, 25_000) > 1


def test_fonts_of_pictures_are_there_with_their_licence():
    assert all(Path(font).read_bytes()[:4] == b"\0\1\0\0" for font in FONTS)
    assert "SIL OPEN FONT LICENSE" in (Path(FONTS[0]).parent / "OFL.txt").read_text()


def test_a_picture_needs_a_login_and_no_head(client, topic):
    address = f"{topic.get_absolute_url()}chart.png"
    assert "/login/" in client.get(address)["Location"]
    client.force_login(member("analyst"))
    assert client.head(address)["Content-Type"] == "image/png"
    assert client.get(address.replace("nordkorea-soldaten", "old"))["Location"] == address
