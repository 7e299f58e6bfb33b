"""Sentence splitting: abbreviations, ordinals, line breaks, quotation marks, glued text."""

import pytest

from claims.extraction.components.sentences import spans
from claims.extraction.pipeline import pipeline


def split(text):
    doc = pipeline().make_doc(text)
    doc = pipeline().get_pipe("claimtrack_sentences")(doc)
    return [text[start:end] for start, end in spans(doc)]


@pytest.mark.parametrize(
    "text",
    [
        "Vom 3. bis 7. Februar kamen sie.",
        "Der Chef der 2. Panzerdivision schwieg.",
        "Dr. Anna B. Weber lehrt u.a. in Bern.",
        "Es waren z. B. Kühe dabei.",
        "Das kostet ca. 5 Mio. Euro.",
        "James J. B. Park lacht.",
    ],
)
def test_these_are_one_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Das war alles. Dann ging er.", 2),
        ("„Das war alles.“ Dann ging er.", 2),
        ("«Das war alles.» Er ging.", 2),
        ("Überschrift ohne Punkt\nDer Text beginnt.", 2),
        ("Sie sind 15. Die anderen sind älter.", 2),
        ("Wirklich? Ja! So ist es.", 3),
        ("Das war das Ende.Der Rest folgt.", 2),
    ],
)
def test_these_are_several(text, count):
    assert len(split(text)) == count


def test_numbers_with_gaps_are_one_token():
    tokens = [token.text for token in pipeline().make_doc("Es kamen 12 500 Gäste und 12'500 Kühe.")]
    assert "12 500" in tokens
    assert "12'500" in tokens


def test_a_glued_dateline_is_cut():
    assert [token.text for token in pipeline().make_doc("WienRund 600 Pendler")][:2] == ["Wien", "Rund"]
