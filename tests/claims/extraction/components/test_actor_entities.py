"""Names that only the trained model knows, web sites, and forms of the subjunctive."""

from spacy.tokens import Span

from claims.extraction.components.actor_entities import unknown, without_parts
from claims.extraction.components.bare_phrases import nominative
from claims.extraction.components.subjunctive import is_subjunctive
from claims.extraction.extensions import ActorMention
from claims.records import SourceType
from tests.claims.extraction.components.trees import doc


def test_names_of_the_model_become_actors_in_the_nominative():
    made = doc(
        ("Reederei", "NN", "ROOT", 0), ("Nordlichts", "NE", "appos", 0, "Nordlicht", "Case=Gen"),
        ("und", "KON", "cc", 3), ("Ole", "NE", "conj", 0), ("Brandt", "NE", "flat", 3),
    )  # fmt: skip
    made.ents = [Span(made, 1, 2, "ORG"), Span(made, 3, 5, "PER")]
    firm, person = unknown(made, [])
    assert (firm.canonical, firm.type, firm.speaker) == ("Nordlicht", "organisation", None)
    assert (person.canonical, person.type, person.speaker) == ("Ole Brandt", "person", "Ole Brandt")


def test_the_address_of_a_site_is_a_medium():
    made = doc(("hafenblatt.de", "NE", "ROOT", 0))
    assert [(m.canonical, m.type) for m in unknown(made, [])] == [("hafenblatt.de", "media")]


def test_the_nominative_follows_the_gender_that_the_ending_of_the_noun_tells():
    made = doc(("vorläufigem", "ADJA", "amod", 1), ("Ergebnis", "NN", "ROOT", 1, "Ergebnis", "Gender=Masc|Number=Sing"))
    assert nominative(made, 0, 2) == "vorläufiges Ergebnis"


def test_the_model_tells_verbs_that_no_list_has_and_rules_out_other_readings():
    made = doc(
        ("jubele", "VVFIN", "ROOT", 0, "jubeln", "Mood=Sub"), ("gebe", "VVFIN", "conj", 0, "geben", "Mood=Ind"),
        ("könnte", "VMFIN", "conj", 0, "können", "Mood=Sub"), ("hätten", "VAFIN", "conj", 0, "haben", "Mood=Sub"),
    )  # fmt: skip
    assert [is_subjunctive(token, reported=True) for token in made] == [True, False, False, True]
    assert not is_subjunctive(made[3], reported=False)


def test_a_country_in_a_longer_name_does_not_speak():
    made = doc(("Malta", "NE", "compound", 1), ("Ferries", "NE", "ROOT", 1))
    malta = ActorMention(0, 5, "Malta", "Regierung Malta", SourceType.GOVERNMENT, "Malta", None, "actors.metonymy")
    assert without_parts(made, [malta]) == [malta]
    made.ents = [Span(made, 0, 2, "ORG")]
    assert without_parts(made, [malta]) == []
