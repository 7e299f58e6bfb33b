"""Whom bearers of an office answer for whose institution is named elsewhere."""

import pytest

from claims.extraction import extract


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
