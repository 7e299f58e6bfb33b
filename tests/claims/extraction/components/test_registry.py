"""The registry: institutions by country and kind, people by their terms of office, parts of countries."""

from collections import Counter
from datetime import date

import pytest

from claims.extraction.components import states
from claims.extraction.components.countries import by_code
from claims.extraction.components.institutions import by_written, declensions, office_of
from claims.extraction.components.officeholders import Person, people
from claims.extraction.lexicon import LexiconError, load, rows
from claims.extraction.pipeline import analyse


def test_rows_name_known_countries_and_kinds():
    kinds = set(load("offices")["types"])
    assert len(rows("registry", 4)) > 1_000
    for code, kind, canonical, _ in rows("registry", 4):
        assert code in {"-", *by_code()}, canonical
        assert kind in kinds, canonical
        assert canonical.strip() == canonical != ""


def test_no_name_stands_for_two_institutions():
    meanings: dict[str, set[str]] = {}
    for _, _, canonical, others in rows("registry", 4):
        for name in filter(None, [canonical, *others.split("|")]):
            meanings.setdefault(name, set()).add(canonical)
    for row in load("institutions")["institution"]:
        for name in (row["canonical"], *row.get("names", ())):
            meanings.setdefault(name, set()).add(row["canonical"])
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_a_table_with_too_many_columns_is_told_by_name():
    with pytest.raises(LexiconError, match=r"registry\.tsv"):
        rows("registry", 2)


def test_terms_begin_before_they_end_and_overlap_not_within_one_office():
    for names, office, _, begins, ends, part in rows("people", 6):
        assert "" < begins < (ends or "9"), names
        assert part in {"", "S", "T"}, names
        assert office, names


@pytest.mark.parametrize(
    "offices",
    [
        ["Gerhard Schröder", "Angela Merkel"],
        ["George W. Bush", "Barack Obama"],
        ["Junichirō Koizumi", "Shigeru Ishiba"],
        ["Tony Blair", "David Cameron"],
    ],
)
def test_one_follows_the_other(offices):
    terms = [next(row for row in rows("people", 6) if row[0].startswith(name)) for name in offices]
    for before, after in zip(terms, terms[1:], strict=False):
        assert before[4] <= after[3], (before, after)


def test_every_person_has_an_institution_that_answers():
    assert all(person.terms for _, person in people())
    repeated = Counter(form for form, person in people() if not person.alone)
    assert [form for form, times in repeated.items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Deutscher Städtetag", {"Deutschen Städtetag", "Deutsche Städtetag", "Deutschen Städtetags"}),
        ("Bundesamt", {"Bundesamts", "Bundesamtes"}),
        ("Rada", {"Radas"}),
    ],
)
def test_names_are_declined(name, forms):
    assert forms <= set(declensions(name))


def test_parliaments_and_banks_have_their_own_names_or_the_default():
    assert office_of("parliament", "Israel") == "Knesset"
    assert office_of("parliament", "Ghana") == "Parlament Ghana"
    assert office_of("bank", "Schweden") == "Riksbank"
    assert by_written()["Wächterrats"].canonical == "Wächterrat"


def actors(text, published=None):
    return {a.name: (a.canonical, str(a.type)) for a in analyse(text, published)._.actors}


@pytest.mark.parametrize(
    ("text", "name", "canonical"),
    [
        ("Das hessische Innenministerium schwieg.", "hessisches Innenministerium", "Regierung Hessen"),
        ("Das Innenministerium in Wiesbaden schwieg.", "Innenministerium in Wiesbaden", "Regierung Hessen"),
        ("Thüringens Innenminister Jan Holm kam.", "Thüringens Innenminister Jan Holm", "Regierung Thüringen"),
        ("Die Staatskanzlei Sachsens kam.", "Staatskanzlei Sachsens", "Regierung Sachsen"),
        ("Die saarländische Polizei kam.", "saarländische Polizei", "Polizei Saarland"),
        ("Das Landeskriminalamt Bremen kam.", "Landeskriminalamt Bremen", "Landeskriminalamt Bremen"),
        ("Das thüringische LKA kam.", "thüringisches LKA", "Landeskriminalamt Thüringen"),
        ("Die schottische Regierung kam.", "schottische Regierung", "Regierung Schottland"),
        ("Der Hamburger Justizsenator Jan Holm kam.", "Hamburger Justizsenator Jan Holm", "Regierung Hamburg"),
        ("Die Essener Feuerwehr kam.", "Essener Feuerwehr", "Feuerwehr Essen"),
        ("Die Staatsanwaltschaft in Ulm schwieg.", "Staatsanwaltschaft in Ulm", "Staatsanwaltschaft Ulm"),
        ("Das Kieler Verwaltungsgericht kam.", "Kieler Verwaltungsgericht", "Verwaltungsgericht Kiel"),
        ("Die US Botschaft in Lima kam.", "US Botschaft in Lima", "Regierung USA"),
        ("Die norwegische Botschaft in Lima kam.", "norwegische Botschaft in Lima", "Regierung Norwegen"),
        ("Das chilenische Parlament kam.", "chilenisches Parlament", "Kongress Chile"),
        ("Die norwegische Zentralbank kam.", "norwegische Zentralbank", "Zentralbank Norwegen"),
        ("Der Bundestagspräsident Jan Holm kam.", "Bundestagspräsident Jan Holm", "Bundestag"),
        ("Der SPD-Fraktionschef Jan Holm kam.", "SPD-Fraktionschef Jan Holm", "SPD"),
        ("Die FDP-Finanzexpertin Eva Lund kam.", "FDP-Finanzexpertin Eva Lund", "FDP"),
        ("Die Führung der norwegischen Armee kam.", None, "Armee Norwegen"),
        ("Das Kabinett der hessischen Landesregierung kam.", None, "Regierung Hessen"),
        ("Der norwegische Journalist Jan Holm kam.", None, "Jan Holm"),
        ("Die staatliche libanesische Nachrichtenagentur kam.", None, "NNA"),
        ("Die Premierministerin des Bundesstaates Queensland, Eva Lund, kam.", None, "Regierung Queensland"),
        ("Der frühere norwegische Premierminister Jan Holm kam.", None, "Jan Holm"),
        ("Ex-Gouverneur Jan Holm kam.", None, "Jan Holm"),
        ("Ein Schweizer Gericht kam.", "Schweizer Gericht", "Schweizer Gericht"),
        ("Die englische Regierung kam.", None, "Regierung Großbritannien"),
        ("Nach Meinung vieler Experten regnet es.", "viele Experten", "viele Experten"),
        ("Das FDP-Büro in Jena kam.", "FDP-Büro", "FDP"),
        ("Der norwegische Menschenrechtsbeauftragte Jan Holm kam.", None, "Regierung Norwegen"),
        ("Die Richter des Bundesverwaltungsgerichtes kamen.", "Richter des Bundesverwaltungsgerichtes", None),
    ],
)
def test_who_answers(text, name, canonical):
    found = actors(text)
    mine = found[name][0] if name else next(iter(found.values()))[0]
    assert mine == (canonical or "Bundesverwaltungsgericht"), found


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Der niedersächsische Umweltminister Jan Holm (SPD) kam.", "Regierung Niedersachsen"),
        ("Staatssekretärin Eva Lund (Grüne) kam nach Norwegen.", "Regierung Norwegen"),
        ("Jan Holm (CDU) kam.", "CDU"),
    ],
)
def test_a_party_in_brackets_answers_only_for_those_without_office(text, canonical):
    assert [a.canonical for a in analyse(text)._.actors if a.speaker] == [canonical]


@pytest.mark.parametrize(
    ("name", "day", "canonical"),
    [
        ("Angela Merkel", date(2003, 5, 1), "CDU"),
        ("Angela Merkel", date(2010, 5, 1), "Regierung Deutschland"),
        ("Angela Merkel", date(2024, 5, 1), "Angela Merkel"),
        ("Mark Rutte", date(2020, 5, 1), "Regierung Niederlande"),
        ("Mark Rutte", date(2025, 5, 1), "NATO"),
        ("Mark Rutte", None, "NATO"),
    ],
)
def test_people_speak_for_the_office_they_hold_on_the_day(name, day, canonical):
    assert [a.canonical for a in analyse(f"{name} kam.", day)._.actors] == [canonical]


def test_a_role_that_names_its_institution_counts_more_than_the_office():
    text = "Der SPD-Vorsitzende Sigmar Gabriel kam."
    assert [a.canonical for a in analyse(text, date(2015, 5, 1))._.actors] == ["SPD"]


@pytest.mark.parametrize(
    ("text", "day", "canonical"),
    [
        ("Die Regierung Schröder kam.", date(2004, 5, 1), "Regierung Deutschland"),
        ("Die Bush-Regierung kam.", date(2004, 5, 1), "Regierung USA"),
        ("Die Obama-Administration kam.", date(2011, 5, 1), "Regierung USA"),
    ],
)
def test_a_government_named_after_its_head_is_that_of_the_country(text, day, canonical):
    assert [a.canonical for a in analyse(text, day)._.actors] == [canonical]


def test_a_minister_without_country_serves_the_state_that_spoke_last():
    text = "Das schleswig-holsteinische Sozialministerium kam nach Deutschland. Ministerin Eva Lund ging."
    assert [a.canonical for a in analyse(text)._.actors if a.speaker] == ["Regierung Schleswig-Holstein"]


def test_an_office_without_country_is_that_of_the_headline_where_the_paragraph_names_another_as_often():
    text = "Der Hubschrauber russischer Bauart fiel in Nepal vom Himmel. Die Armee kam."
    found = analyse(text, title="Nepal: Hubschrauber abgestürzt")._.actors
    assert [a.canonical for a in found if a.name == "Armee"] == ["Armee Nepal"]


@pytest.mark.parametrize(
    ("title", "text", "name", "canonical"),
    [
        ("Einbruch in Duisburg", "Der Mann floh nach Italien. Die Polizei kam.", "Polizei", "Polizei Duisburg"),
        ("Streit", "Mexiko wartet. Bundespräsidentin Eva Lund schwieg.", None, "Regierung Deutschland"),
        ("Streit", "Mexiko zürnt Österreich. Bundespräsidentin Eva Lund schwieg.", None, "Regierung Österreich"),
        ("Streit", "In Peru regnet es. Der ehemalige Minister Jan Holm kam.", None, "Jan Holm"),
    ],
)
def test_offices_without_place_belong_where_headline_or_their_name_tells(title, text, name, canonical):
    found = [a for a in analyse(text, title=title)._.actors if a.name == name or (name is None and a.speaker)]
    assert [a.canonical for a in found] == [canonical]


@pytest.mark.parametrize(
    ("text", "day", "canonical"),
    [
        ("Ban Ki-moon, der Direktor der Reederei Nordwind, kam.", date(2001, 5, 1), "Nordwind"),
        ("Der Direktor der Reederei Nordwind, Tony Blair, kam.", date(2015, 5, 1), "Nordwind"),
    ],
)
def test_out_of_office_the_role_tells_for_whom_somebody_speaks(text, day, canonical):
    assert [a.canonical for a in analyse(text, day)._.actors if a.speaker] == [canonical]


def test_a_surname_alone_is_nobody_out_of_office():
    person = next(p for form, p in people() if form == "Merkel")
    assert isinstance(person, Person)
    assert person.on(date(2024, 1, 1)) is None


def test_states_have_countries_and_adjectives():
    assert states.by_adjective()["hessischen"] == "Hessen"
    assert states.by_genitive()["Bayerns"] == "Bayern"
    assert states.by_name()["Tirol"] == "Österreich"
    assert states.by_seat()["Düsseldorf"] == "Nordrhein-Westfalen"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Es ist an der Zeit, sagte er.", False),
        ("Das schrieb die „Zeit“.", True),
        ("Das schrieb die Zeitung Welt.", True),
    ],
)
def test_words_that_mean_other_things_are_names_in_quotation_marks_or_behind_a_noun(text, found):
    assert any(a.type == "media" for a in analyse(text)._.actors) is found
