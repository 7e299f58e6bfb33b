"""Whom bearers of an office answer for whose institution is named elsewhere."""

import pytest

from claims.extraction import extract
from claims.extraction.components.actor_memory import same_people
from claims.extraction.extensions import ActorMention
from claims.records import SourceType


def canonical(text: str) -> str | None:
    source = extract(text)[-1].source
    return source.canonical if source else None


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Die Reederei „Nordkap“ ist in Not. Ihr Vorsitzender Jan Holm sagte, es fehlten 500 Leute.", "Nordkap"),
        ("Die Reederei „Nordkap“ ist in Not. Geschäftsführer Jan Holm sagte, es fehlten 500 Leute.", "Nordkap"),
        ("In Leipzig wird ermittelt. Oberstaatsanwalt Jan Holm sagte, 500 Leute seien betroffen.",
         "Staatsanwaltschaft Leipzig"),
        ("Ein Sprecher des Kremls schwieg. Die Armee zog ab. Der Sprecher sagte später, 500 Leute seien tot.", "Kreml"),
        ("Der frühere Vorsitzende der FDP, Jan Holm, sagte, es fehlten 500 Leute.", "Jan Holm"),
        ("Der Regierende Bürgermeister Jan Holm sagte, es fehlten 500 Leute.", "Regierung Berlin"),
        ("Ein Talibanführer sagte, 500 Leute seien tot.", "Taliban"),
    ],
)  # fmt: skip
def test_an_office_answers_for_its_institution(text, answers):
    assert canonical(text) == answers


def test_as_what_somebody_acts_is_nobody_else():
    claim = extract("Anna Holm trat als Sprecherin zurück. Sie sagte, es seien 500 Leute gekommen.")[-1]
    assert claim.source.speaker == "Anna Holm"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Vertreter der Caritas kamen. Die Organisation sagte, 500 Leute seien betroffen.", "Caritas"),
        ("Der Konzern „Nordwerk“ ist in Not. Unternehmenschef Jan Holm sagte, 500 Leute müssten gehen.", "Nordwerk"),
        ("Der Geschäftsführer von „Nord2“, Jan Holm, sagte, 500 Leute seien betroffen.", "Nord2"),
    ],
)
def test_a_general_noun_means_who_was_named(text, answers):
    assert canonical(text) == answers


def test_a_first_name_alone_is_the_person_named_in_full():
    named = [ActorMention(n, n + 1, who, who, SourceType.PERSON, None, who, "test") for n, who in enumerate(
        ("Olanda Mbeki", "Olanda", "Kern")
    )]  # fmt: skip
    assert [mention.canonical for mention in same_people(named)] == ["Olanda Mbeki", "Olanda Mbeki", "Kern"]
