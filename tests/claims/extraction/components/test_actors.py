"""Actors: who they are, who answers for them, and that no word list is empty or doubled."""

import pytest

from claims.extraction.components.heads import match
from claims.extraction.components.institutions import office_of
from claims.extraction.lexicon import load
from claims.extraction.pipeline import analyse


def actors(text):
    return [(a.name, a.canonical, str(a.type), a.speaker) for a in analyse(text)._.actors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seouls Geheimdienst schwieg.", ("Seouls Geheimdienst", "NIS", "intelligence", None)),
        ("Das sah der niederländische Geheimdienst.", ("niederländischer Geheimdienst", "AIVD", "intelligence", None)),
        ("Das US-Verteidigungsministerium lud ein.", ("US-Verteidigungsministerium", "Pentagon", "government", None)),
        ("Es sprach der Generalstab Finnlands.", ("Generalstab Finnlands", "Generalstab Finnland", "military", None)),
        ("Die belgische Polizei kam.", ("belgische Polizei", "Polizei Belgien", "police", None)),
        ("Die Polizei Bochum kam.", ("Polizei Bochum", "Polizei Bochum", "police", None)),
        (
            "Das chilenische Außenministerium kam.",
            ("chilenisches Außenministerium", "Regierung Chile", "government", None),
        ),
        ("Die Weltgesundheitsorganisation kam.", ("Weltgesundheitsorganisation", "WHO", "organisation", None)),
        (
            "Mexikos Innenminister Luis Ortega kam.",
            ("Mexikos Innenminister Luis Ortega", "Regierung Mexiko", "government", "Luis Ortega"),
        ),
        ("Die Nato-Sprecherin Eva Lund kam.", ("Nato-Sprecherin Eva Lund", "NATO", "alliance", "Eva Lund")),
        ("Westliche Beamte kamen.", ("westliche Beamte", "westliche Beamte", "unnamed", None)),
        ("Der Seismologe Jan Holm kam.", ("Seismologe Jan Holm", "Jan Holm", "expert", "Jan Holm")),
        (
            "Ein Sprecher des norwegischen Generalstabs kam.",
            ("Sprecher des norwegischen Generalstabs", "Generalstab Norwegen", "military", None),
        ),
        (
            "Jan Holm, der Direktor der Reederei Nordlicht, kam.",
            ("Jan Holm, der Direktor der Reederei Nordlicht", "Nordlicht", "organisation", "Jan Holm"),
        ),
    ],
)
def test_who_answers(text, expected):
    assert expected in actors(text)


def test_country_and_capital_stand_for_the_government():
    assert [a[1] for a in actors("Teheran und Österreich schweigen, Moskau auch.")] == [
        "Regierung Iran",
        "Regierung Österreich",
        "Kreml",
    ]


def test_a_noun_of_saying_gives_way_to_whose_it_is():
    assert ("Rotes Kreuz", "Rotes Kreuz", "organisation", None) in actors("Das steht im Bericht des Roten Kreuzes.")


def test_a_surname_is_the_person_named_before():
    text = "Der Direktor der Werft Seewind, Ole Brandt, kam spät. Brandt ging früh."
    assert [a[1] for a in actors(text)] == ["Seewind", "Seewind"]


def test_a_title_without_country_belongs_to_the_country_of_the_text():
    text = "In Peru regnet es. Peruanische Dörfer sind überflutet. Minister Pablo Ruiz flog hin."
    assert ("Minister Pablo Ruiz", "Regierung Peru", "government", "Pablo Ruiz") in actors(text)


def test_the_service_is_the_one_named_before():
    text = "Der südkoreanische Geheimdienst gab Bilder heraus. Der Dienst nannte Zahlen."
    assert [a[1] for a in actors(text)] == ["NIS", "NIS"]


def test_verbs_are_no_adjectives():
    assert ("Experten", "Experten", "expert", None) in actors("Das sagten Experten.")


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("Auslandsgeheimdienstes", "Auslandsgeheimdienst"),
        ("Polizeisprecherin", "Polizeisprecherin"),
        ("Einführung", None),
        ("Landkreis", None),
    ],
)
def test_compounds(word, noun):
    found = match(word)
    assert (found.nominative if found else None) == noun


def test_offices_have_names_of_their_own_or_the_default():
    assert office_of("government", "Russland") == "Kreml"
    assert office_of("staff", "Schweden") == "Generalstab Schweden"


def test_word_lists_are_full_and_without_doubles():
    forms = [n for row in load("institutions")["institution"] for n in (row["canonical"], *row.get("names", ()))]
    assert len(forms) > 500
    assert sorted({f for f in forms if forms.count(f) > 1}) == []
    assert all(t["nouns"] for name, t in load("heads").items())


def answering(text):
    """Canonical names by the name of the mention, the last mention of a name counts."""
    return {a.name: a.canonical for a in analyse(text)._.actors}


@pytest.mark.parametrize(
    ("text", "name", "canonical"),
    [
        ("In Essen gab es einen Umzug. Die Polizei kam.", "Polizei", "Polizei Essen"),
        ("In Kiel kam die Polizei, in Ulm nicht.", "Polizei", "Polizei Kiel"),
        ("Die Stuttgarter Polizei kam.", "Stuttgarter Polizei", "Polizei Stuttgart"),
        ("Die Bundespolizei kam nach Kiel.", "Bundespolizei", "Bundespolizei"),
        ("In Dresden kam die Stadtverwaltung.", "Stadtverwaltung", "Stadtverwaltung Dresden"),
        ("Die Stadtverwaltung in Dresden kam. Dann schwieg die Behörde.", "Behörde", "Stadtverwaltung Dresden"),
        ("Die Anmelder und ihre Freunde kamen.", "Anmelder", "Veranstalter"),
        ("Die Organisatorin kam.", "Organisatorin", "Veranstalter"),
        ("Das Bündnis „Kiel bleibt grün“ kam.", "Bündnis Kiel bleibt grün", "Kiel bleibt grün"),
        ("Die Stabschefs Norwegens kamen.", "Stabschefs Norwegens", "Generalstab Norwegen"),
        ("Die Junta in Niger kam. Danach ging die Junta.", "Junta", "Regierung Niger"),
        ("Der Führer Finnlands kam.", "Führer Finnlands", "Regierung Finnland"),
        ("Ein ranghoher US-Militär kam.", "ranghoher US-Militär", "ranghoher US-Militär"),
        ("Der UNHCR-Vertreter Jan Holm kam.", "UNHCR-Vertreter Jan Holm", "UNHCR"),
        ("Der ABCD-Vertreter Jan Holm kam.", "ABCD-Vertreter Jan Holm", "ABCD"),
        ("Die Gesellschaft für Segelsport (GFS) kam.", "Gesellschaft für Segelsport (GFS)", "GFS"),
        ("Das UN-Büro kam.", "UN-Büro", "Vereinte Nationen"),
        ("Nato-Sprecherin Eva Lund kam. Nun zögert das Bündnis.", "Bündnis", "NATO"),
        ("Das norwegische Verteidigungsministerium kam. Dann ging das Ministerium.", "Ministerium", None),
        ("Die Caritas kam. Dann ging die Opposition.", "Opposition", "Opposition"),
        (
            "Ein Sprecher der Junta sprach in Niger und Niamey. Die Junta kam.",
            "Junta",
            "Regierung Niger",
        ),
        ("Die finnischen Behörden kamen.", "finnische Behörden", "Regierung Finnland"),
        ("Die Provinzregierung in Antwerpen kam.", "Provinzregierung in Antwerpen", "Provinzregierung Antwerpen"),
        ("Der Hisbollah-Führer Omar Nasser kam.", "Hisbollah-Führer Omar Nasser", "Hisbollah"),
        ("Die Zeitung Malta Herald kam.", "Zeitung Malta Herald", "Malta Herald"),
        (
            "Leutnant Holm kam. Kommandeur Jan Holm von der Weltbank ging.",
            "Kommandeur Jan Holm von der Weltbank",
            "Weltbank",
        ),
        ("Das Unternehmen Nordwind flog. Jetzt flog das Unternehmen nicht.", "Unternehmen", "Nordwind"),
        ("Nicht näher genannte Quellen kamen.", "näher genannte Quellen", "näher genannte Quellen"),
    ],
)
def test_offices_are_those_of_city_country_or_who_was_named(text, name, canonical):
    found = answering(text)
    assert found[name] == (canonical or "Verteidigungsministerium Norwegen"), found


def test_a_speaker_without_institution_is_that_of_the_one_named_before():
    found = answering("Nach Angaben des finnischen Generalstabs fuhren Schiffe. Sie kehrten um, sagte ein Sprecher.")
    assert found["Sprecher"] == "Generalstab Finnland"
    assert answering("Sie kehrten um, sagte ein Sprecher.")["Sprecher"] == "Sprecher"


def test_a_member_of_parliament_who_was_briefed_speaks_for_the_service():
    briefed = "Der Abgeordnete Jan Holm kam nach einer Unterrichtung durch den schwedischen Geheimdienst. Holm ging."
    assert {a.canonical for a in analyse(briefed)._.actors if a.speaker} == {"Säpo"}
    plain = "Der Abgeordnete Jan Holm lobte den schwedischen Geheimdienst."
    assert [a.canonical for a in analyse(plain)._.actors if a.speaker] == ["Jan Holm"]


def test_korean_surnames_stand_first():
    names = [(a.name, a.speaker) for a in analyse("Der Minister Kang Dae-jung kam. Dann ging Kang.")._.actors]
    assert names[-1][1] == "Kang Dae-jung"
