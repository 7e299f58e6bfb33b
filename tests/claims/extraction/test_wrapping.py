"""Hard-wrapped articles read like the same articles with one paragraph to a line; other breaks stay."""

import textwrap
from datetime import date
from pathlib import Path

import frontmatter
import pytest

from claims.extraction import extract
from claims.extraction.wrapping import unwrapped

DEMO = sorted((Path(__file__).resolve().parents[3] / "articles" / "demo").glob("[0-9]*.md"))
FIRE = (
    "Nach dem Brand in einer Halle gab die Stadt am Abend eine vorläufige Bilanz. Die Feuerwehr teilte mit, "
    "dass 340 Menschen in Sicherheit gebracht worden seien. Verletzt wurden nach Angaben des Rettungsdienstes "
    "mindestens 12 Personen. Am 3. März hatte es an derselben Stelle schon einmal gebrannt."
)
# After the first line of each, the break stays.
KEPT = [
    "Feuerwehr rettet mehr als dreihundert Menschen aus Halle am Hafen\nDie Halle stand am Abend in Flammen.",
    "Ein Satz, der schon für sich lang genug ist und hier auch zu Ende geht.\ndanach klein",
    "Verletzte:\n12 Personen",
    "Kräfte der Feuerwehr aus sieben Gemeinden waren die ganze Nacht am Ort\n- Rettungsdienst mit vierzig Wagen",
    "Neuer Brandschutz für alle Hallen am Hafen kommt erst im nächsten Jahr\n28. Oktober 2024 · 20:49",
    "Brand in einer Halle am Hafen von Altstadt hält die Feuerwehr in Atem |\n12 | 13 | 14",
    "+++ 19:20 Uhr: Feuerwehr rettet dreihundert Menschen aus der Halle +++\nalle Angaben vorläufig",
]


def wrapped(text, width):
    lines = (textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join(lines)


def readings(text, published=None, title=None):
    return [
        (c.kind, c.value_low, c.value_high, c.source, c.stance, c.metric, c.places, c.event_from, c.reported_on)
        for c in extract(text, published, title)
    ]


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem[:2])
@pytest.mark.parametrize("width", [60, 72, 96])
def test_a_wrapped_article_gives_the_same_claims(path, width):
    article = frontmatter.load(str(path))
    about = article.get("published"), article.get("title")
    plain = readings(article.content, *about)
    assert readings(wrapped(article.content, width), *about) == plain


@pytest.mark.parametrize("width", range(50, 110, 6))
def test_offsets_hold_and_the_quote_is_as_written(width):
    text = wrapped(FIRE, width)
    assert text != FIRE
    claims = [claim for claim in extract(text, date(2025, 3, 12)) if claim.kind == "count"]
    assert [(c.value_low, c.source and c.source.name) for c in claims] == [(340, "Feuerwehr"), (12, "Rettungsdienst")]
    assert all(text[c.start : c.end] == c.quote for c in claims)


def test_line_breaks_of_other_systems_hold_offsets_too():
    text = wrapped(FIRE, 72).replace("\n", "\r\n")
    assert len(unwrapped(text)) == len(text)
    assert [reading[:5] for reading in readings(text)] == [reading[:5] for reading in readings(FIRE)]


@pytest.mark.parametrize("text", KEPT)
def test_these_breaks_stay(text):
    assert unwrapped(text) == text


@pytest.mark.parametrize("last", ["und dass", "darunter auch,", "Angehörige"])
def test_one_long_line_goes_on_where_grammar_says_so(last):
    start = f"Die Helfer berichteten am frühen Morgen von großer Hitze {last}"
    assert unwrapped(f"{start}\nmehrerer Orte blieben.") == f"{start} mehrerer Orte blieben."
