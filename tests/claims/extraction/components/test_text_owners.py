"""Whose text a noun means that points back to one."""

from claims.extraction.components.text_owners import owned
from claims.extraction.extensions import ActorMention, register
from claims.records import SourceType
from tests.claims.extraction.components.trees import doc


def mention(made, at, canonical, kind=SourceType.ORGANISATION):
    token = made[at]
    return ActorMention(token.idx, token.idx + len(token), token.text, canonical, kind, None, None, "test")


def sources(made, *mentions):
    register()
    return [m.canonical for m in owned(made, list(mentions))]


def test_a_report_is_whose_it_was():
    made = doc(
        ("Der", "ART", "det", 1), ("Bericht", "NN", "nsubj", 4), ("der", "ART", "det", 3),
        ("Seehilfe", "NE", "nmod", 1), ("fehlt", "VVFIN", "ROOT", 4), ("Dem", "ART", "det", 6),
        ("Bericht", "NN", "obl", 8), ("zufolge", "APPO", "case", 6), ("sanken", "VVFIN", "ROOT", 8),
    )  # fmt: skip
    assert sources(made, mention(made, 3, "Seehilfe"), mention(made, 6, "Berichte", SourceType.UNNAMED)) == [
        "Seehilfe",
        "Seehilfe",
    ]


def test_who_publishes_a_paper_answers_for_it_later():
    made = doc(
        ("Seehilfe", "NE", "nsubj", 1), ("veröffentlichte", "VVFIN", "ROOT", 1, "veröffentlichen"),
        ("eine", "ART", "det", 3), ("Studie", "NN", "obj", 1), (".", "$.", "punct", 1),
        ("Das", "ART", "det", 6), ("Papier", "NN", "nsubj", 7), ("nennt", "VVFIN", "ROOT", 7),
    )  # fmt: skip
    assert sources(made, mention(made, 0, "Seehilfe")) == ["Seehilfe", "Seehilfe"]


def test_a_new_report_is_nobodys():
    made = doc(
        ("Seehilfe", "NE", "nsubj", 1), ("veröffentlichte", "VVFIN", "ROOT", 1, "veröffentlichen"),
        ("eine", "ART", "det", 3), ("Studie", "NN", "obj", 1), (".", "$.", "punct", 1),
        ("Eine", "ART", "det", 6), ("Studie", "NN", "nsubj", 7), ("nennt", "VVFIN", "ROOT", 7),
    )  # fmt: skip
    found = sources(made, mention(made, 0, "Seehilfe"), mention(made, 6, "Studien", SourceType.UNNAMED))
    assert found == ["Seehilfe", "Studien"]
