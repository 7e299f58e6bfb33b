"""Sentences without a source that go on with the one before."""

import pytest

from claims.extraction.pipeline import analyse

SAID = "Die Nato sagte, dass Schiffe fehlen. "


def sources(text):
    return [s.source and s.source.canonical for s in analyse(text)._.statements]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Es seien vier.", ["NATO"]),
        ("Demnach fehlen auch Boote.", ["NATO"]),
        ("Es regnete. Ein Boot soll gesunken sein.", ["NATO"]),
        ("Es regnete. Ein Hafen soll entstehen.", []),
        ("Dem Vernehmen nach sollen auch Boote fehlen.", []),
        ("Zuletzt wurde betont, dass es regnet. Es seien vier.", [None, None]),
        ("Es gebe auch Boote.", ["NATO"]),
    ],
)
def test_who_goes_on(text, who):
    assert sources(SAID + text) == ["NATO", *who]
