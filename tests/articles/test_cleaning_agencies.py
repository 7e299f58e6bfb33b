"""Agencies, authors, outlets and addresses: who wrote it, who printed it, whose report it is."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

import articles
from articles.cleaning import addresses, agencies, authors, clean, registry
from articles.models import Outlet
from articles.records import Format, RawArticle

BODY = (
    "Die Polizei zählte am Samstag rund 4.000 Teilnehmer, die Veranstalter sprachen von bis zu 9.000 Menschen.\n"
    "Die Veranstaltung wurde nach drei Stunden beendet, wie die Stadt mitteilte."
)


def cleaned(text, **fields):
    return clean(RawArticle(text, Format.TEXT, fields))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"SEOUL (dpa-AFX) - {BODY}", "dpa-AFX"),
        (f"Berlin/Köln (dpa/lnw) – {BODY}", "dpa"),
        (f"GENF/WIEN (sda/apa) – {BODY}", "Keystone-SDA/APA"),
        (f"BERLIN afp | {BODY}", "AFP"),
        (f"Berlin/dpa. {BODY}", "dpa"),
        (f"(Reuters) {BODY}", "Reuters"),
        (f"Mainz (ots) - {BODY}", "ots"),
        (f"{BODY}\n(dpa)", "dpa"),
        (f"{BODY}\nQuelle: APA/dpa", "APA/dpa"),
        (f"{BODY}\nSDA/vmu", "Keystone-SDA"),
        (f"{BODY}\njwg/dpa/AFP", "dpa/AFP"),
        (f"{BODY}\n© dpa-infocom, dpa:241022-99-123456/3", "dpa"),
        (f"{BODY} (KNA)", "KNA"),
        (f"{BODY}\nMit Material von dpa und epd", "dpa/epd"),
        (f"{BODY}\nDieser Text stammt von der Deutschen Presse-Agentur und wurde automatisiert übernommen.", "dpa"),
        (f"{BODY}\nFoto: dpa", ""),
        (f"{BODY}\n© AFP", ""),
        (f"{BODY} Die Agentur dpa meldete das zuerst.", ""),
        (f"Der Geheimdienst (NIS) meldet: {BODY}", ""),
        (BODY, ""),
    ],
)
def test_the_agency_is_read_where_reports_are_signed(text, agency):
    assert cleaned(text).agency == agency


def test_a_first_sentence_is_a_title_without_its_dateline():
    assert cleaned("SEOUL (dpa-AFX) - Rund 3.000 Soldaten sind nach Russland verlegt worden.").title == (
        "Rund 3.000 Soldaten sind nach Russland verlegt worden."
    )


def test_author_field_and_the_outlet_itself_name_the_agency():
    assert cleaned(BODY, author="Anna Beispiel, dpa").agency == "dpa"
    assert cleaned(BODY, author="Deutsche Presse-Agentur").agency == "dpa"
    assert cleaned(BODY, url="https://www.presseportal.de/pm/1/2").agency == "ots"
    assert cleaned(BODY, outlet="Nachrichtenagentur Nordlicht").agency == "Nachrichtenagentur Nordlicht"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Anna Beispiel", "Anna Beispiel"),
        ("Von Anna Beispiel, Berlin", "Anna Beispiel"),
        ("VON ANNA BEISPIEL UND BERT MUSTER", "Anna Beispiel, Bert Muster"),
        ("Anna Beispiel; Bert Muster-Probe", "Anna Beispiel, Bert Muster-Probe"),
        ("Ein Kommentar von Anna Beispiel", "Anna Beispiel"),
        ("Anna Beispiel, Korrespondentin in Seoul", "Anna Beispiel"),
        ("Anna Beispiel aus Kiew", "Anna Beispiel"),
        ("Anna Beispiel (Text) und Bert Muster (Fotos)", "Anna Beispiel"),
        ("Beispiel, Anna", "Anna Beispiel"),
        ("Anna von der Probe", "Anna von der Probe"),
        ("Anna Beispiel <anna@bote.example>", "Anna Beispiel"),
        ("https://www.facebook.com/bote", ""),
        ("dpa/AFP", ""),
        ("Redaktion", ""),
        ("jwg", ""),
        ("", ""),
    ],
)
def test_authors_are_names_without_what_is_around_them(written, names):
    assert authors.clean(written) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Anna Beispiel", "Anna Beispiel"),
        ("Von Anna Beispiel, Seoul | Stand: 22.10.2024", "Anna Beispiel"),
        ("Ein Gastbeitrag von Anna Beispiel", "Anna Beispiel"),
        ("Von der Leyen kündigt Hilfen an", ""),
        ("Von Berlin bis Bern wird gestreikt", ""),
        ("Von Anna Beispiel stammt der Satz.", ""),
        ("Anna Beispiel", ""),
    ],
)
def test_a_byline_is_a_line_that_says_nothing_else(line, names):
    assert authors.byline(line) == names


def test_a_byline_in_the_text_names_the_author_and_is_marked():
    article = cleaned(f"Tausende ziehen durch die Stadt\nVon Anna Beispiel, dpa\n{BODY}")
    assert (article.author, article.agency) == ("Anna Beispiel", "dpa")
    assert [(mark.reason, article.text[mark.start : mark.end]) for mark in article.noise] == [
        ("byline", "Von Anna Beispiel, dpa")
    ]


@pytest.mark.parametrize(
    ("fields", "name", "domain", "country", "is_agency"),
    [
        ({"url": "https://www.spiegel.de/politik/x-1.html"}, "Der Spiegel", "spiegel.de", "DE", False),
        ({"url": "https://www1.wdr.de/nachrichten/x.html"}, "WDR", "wdr.de", "DE", False),
        ({"url": "https://news.orf.at/stories/1/"}, "ORF", "orf.at", "AT", False),
        ({"outlet": "SPIEGEL ONLINE"}, "Der Spiegel", "", "DE", False),
        (
            {"outlet": "sueddeutsche.de", "url": "https://www.sueddeutsche.de/x"},
            "Süddeutsche Zeitung",
            "sueddeutsche.de",
            "DE",
            False,
        ),
        ({"outlet": "Kurier", "url": "https://kurier.example/x"}, "Kurier", "kurier.example", "", False),
        ({"outlet": "Vereinsblatt"}, "Vereinsblatt", "", "", False),
        ({"outlet": "Reuters"}, "Reuters", "", "GB", True),
        ({"url": "https://bote.example/x"}, "", "bote.example", "", False),
    ],
)
def test_outlets_are_known_by_domain_and_by_name(fields, name, domain, country, is_agency):
    article = cleaned(BODY, **fields)
    assert (article.outlet, article.domain, article.country, article.is_agency) == (name, domain, country, is_agency)


def test_the_registry_is_large_and_no_domain_or_name_means_two_outlets():
    content = tomllib.loads((Path(articles.__file__).parent / "cleaning" / "outlets.toml").read_text(encoding="utf-8"))
    entries = content["outlet"] + content["agency"]
    domains = [domain for entry in entries for domain in entry["domains"]]
    names = [name.casefold() for entry in entries for name in (entry["name"], *entry.get("also", ()))]
    assert len(entries) >= 150
    assert {entry["country"] for entry in content["outlet"]} >= {"DE", "AT", "CH", "LI", "LU", "IT", "BE"}
    for values in (domains, names):
        assert sorted(values) == sorted(set(values))
    for entry in entries:
        assert registry.by_name(entry["name"]).domain == entry["domains"][0]
        assert len(entry["country"]) == 2


def test_no_sign_means_two_agencies():
    signs = [sign for entry in agencies.table() for sign in entry["short"]]
    assert len(signs) == len(set(signs))
    assert all(agencies.codes()[entry["code"].lower()] == entry["code"] for entry in agencies.table())


@pytest.mark.parametrize(
    "written",
    [
        "https://www.bote.example/politik/demo-1.html",
        "https://www.bote.example/politik/demo-1.html?utm_source=x&utm_medium=y#absatz",
        "https://www.bote.example/politik/demo-1.html?wt_mc=nl.2024&sara_ref=re-so-tw&xtor=CS1-15",
        "https://www.bote.example/politik/demo-1.html?fbclid=abc",
        "https://m.bote.example/politik/demo-1.html",
        "https://amp.bote.example/politik/demo-1.html",
        "https://www.bote.example/politik/demo-1.amp.html",
        "https://www.bote.example/politik/demo-1.html?outputType=amp",
        "https://www.google.com/amp/s/www.bote.example/politik/demo-1.html",
        "https://www-bote-example.cdn.ampproject.org/c/s/www.bote.example/politik/demo-1.html",
    ],
)
def test_all_ways_to_an_article_are_one_address(written):
    assert addresses.canonical(written) == "https://www.bote.example/politik/demo-1.html"


def test_what_tells_articles_apart_stays_in_their_address():
    assert addresses.canonical("https://bote.example/a?id=3&page=2") == "https://bote.example/a?id=3&page=2"
    assert addresses.canonical("https://bote.example/amphibien/lampe") == "https://bote.example/amphibien/lampe"
    assert addresses.canonical("https://de.m.wikinews.org/wiki/X") == "https://de.wikinews.org/wiki/X"


def test_two_addresses_of_an_article_have_one_key():
    keys = {addresses.key(url) for url in ("http://bote.example/a/", "https://www.bote.example/a?utm_source=x")}
    assert keys == {"bote.example/a"}
    assert addresses.key("https://bote.example/a?id=3") == "bote.example/a?id=3"
    assert addresses.key("javascript:alert(1)") == ""


@pytest.mark.django_db
def test_outlets_that_were_here_before_the_registry_get_what_it_knows():
    old = Outlet.objects.create(name="SPON", domain="spiegel.de")
    sender = Outlet.objects.create(name="dpa-AFX")
    own = Outlet.objects.create(name="Reuters", country="DE")
    unknown = Outlet.objects.create(name="Vereinsblatt")
    import_module("articles.migrations.0010_outlets_of_the_registry").fill(apps, None)
    found = {row.pk: (row.country, row.is_agency) for row in Outlet.objects.all()}
    assert found == {old.pk: ("DE", False), sender.pk: ("DE", True), own.pk: ("DE", False), unknown.pk: ("", False)}
