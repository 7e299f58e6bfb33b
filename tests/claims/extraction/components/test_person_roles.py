"""People with a role beside the name, judges of a court, and who acts beside a clause in the subjunctive."""

from claims.extraction.components.actor_anaphora import echoed
from claims.extraction.components.person_roles import with_roles
from claims.extraction.extensions import ActorMention, register
from claims.extraction.pipeline import analyse
from claims.records import SourceType
from tests.claims.extraction.components.trees import doc


def mention(made, start, end, canonical, speaker=None, rule="actors.entity", source_type=SourceType.PERSON):
    span = made[start:end]
    return ActorMention(
        span.start_char, span.end_char, speaker or span.text, canonical, source_type, None, speaker, rule
    )


def clause(relation):
    return doc(
        ("Lars", "NE", "nsubj", 7), ("Nacht", "NE", "flat", 0), (",", "$,", "punct", 3),
        ("Dezernent", "NN", relation, 0), ("der", "ART", "det", 5), ("Stadt", "NN", "nmod", 3), (",", "$,", "punct", 3),
        ("schwieg", "VVFIN", "ROOT", 7),
    )  # fmt: skip


def answers(made):
    register()
    lars = mention(made, 0, 2, "Lars Nacht", "Lars Nacht")
    role = mention(made, 3, 6, "Stadtverwaltung Linz", None, "actors.speaker-of", SourceType.GOVERNMENT)
    return [m.canonical for m in with_roles(made, [lars, role])]


def test_a_person_answers_as_the_role_behind_the_name_does():
    assert answers(clause("appos")) == ["Stadtverwaltung Linz", "Stadtverwaltung Linz"]
    assert answers(clause("conj")) == ["Lars Nacht", "Stadtverwaltung Linz"]


def test_a_judge_speaks_for_the_court_named_before():
    register()
    made = doc(
        ("Landgericht", "NN", "ROOT", 0), ("Linz", "NE", "appos", 0), ("Richter", "NN", "conj", 0),
        ("Schiedsrichter", "NN", "conj", 0)
    )  # fmt: skip
    court = mention(made, 0, 2, "Landgericht Linz", None, "actors.seat", SourceType.GOVERNMENT)
    judge, referee = (mention(made, i, i + 1, made[i].text, None, "actors.role") for i in (2, 3))
    found = [m.canonical for m in echoed(made, [court, judge, referee])]
    assert found == ["Landgericht Linz", "Landgericht Linz", "Schiedsrichter"]


def test_a_medium_in_the_genitive_has_no_ending():
    text = "Nach Informationen des Spiegel fehlen Schiffe."
    assert "Der Spiegel" in {m.canonical for m in analyse(text)._.actors}


def test_a_surname_keeps_to_the_firm_that_its_title_points_to():
    register()
    made = doc(("Nordwerk", "NE", "ROOT", 0), ("Brix", "NE", "conj", 0))
    firm = mention(made, 0, 1, "Nordwerk", None, "actors.own-name", SourceType.ORGANISATION)
    again = ActorMention(
        9, 13, "Firmenchef Kai Brix", "Firma", SourceType.ORGANISATION, None, "Kai Brix", "actors.surname"
    )
    assert [m.canonical for m in echoed(made, [firm, again])] == ["Nordwerk", "Nordwerk"]
