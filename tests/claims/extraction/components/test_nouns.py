"""Plurals in the nominative."""

import pytest

from claims.extraction.components.nouns import nominative


@pytest.mark.parametrize(
    ("written", "plural"),
    [
        ("Nägeln", "Nägel"),
        ("Vorhängen", "Vorhänge"),
        ("Wörterbüchern", "Wörterbücher"),
        ("Denkmälern", "Denkmäler"),
        ("Dachverbandsparlamenten", "Dachverbandsparlamente"),
        ("Angeklagten", "Angeklagte"),
        ("Tanten", "Tanten"),
        ("Stiefschwestern", "Stiefschwestern"),
        ("Hausnummern", "Hausnummern"),
        ("Kleinstaaten", "Kleinstaaten"),
        ("Direktoren", "Direktoren"),
        ("Rohren", "Rohre"),
        ("Pinseln", "Pinsel"),
        ("Begleitern", "Begleiter"),
        ("Halbinseln", "Halbinseln"),
        ("Debatten", "Debatten"),
        ("Frisuren", "Frisuren"),
    ],
)
def test_the_plural_is_that_of_the_nominative(written, plural):
    assert nominative(written) == plural
