"""What on a page is no news text, on a page of our own."""

from claims.extraction.components.noise import find

PAGE = """Hochwasser am Rhein: 300 Helfer im Einsatz

Hochwasser am Rhein: 300 Helfer im Einsatz

WERBUNG

Am Rhein sind nach Angaben der Feuerwehr 300 Helfer im Einsatz, um die Deiche zu sichern.
Lage am Abend
Der Pegel fiel am Abend wieder.
The river has been rising for days and the people of the town are leaving, officials said on Monday.
— Someone (@someone) March 3, 2025
Ort | Köln |
Artikel teilen
3. März 2025 · 20:15
Deiche halten stand: Entwarnung in Köln
2. März 2025 · 11:05
900 Keller ausgepumpt
"""


def reasons(text, title=None):
    return {text[item.start : item.end]: item.reason for item in find(text, title)}


def test_headlines_adverts_and_lists_are_noise():
    found = reasons(PAGE)
    assert found["Hochwasser am Rhein: 300 Helfer im Einsatz"] == "headline"
    assert found["WERBUNG"] == "advert"
    assert found["Lage am Abend"] == "headline"
    assert found["Ort | Köln |"] == "table"
    assert found["900 Keller ausgepumpt"] == "related"


def test_other_languages_and_posts_are_noise():
    found = reasons(PAGE)
    assert {reason for text, reason in found.items() if "river" in text or "@someone" in text} == {"foreign"}


def test_the_news_text_is_none():
    found = reasons(PAGE)
    assert not any("300 Helfer im Einsatz, um" in text or text.startswith("Der Pegel") for text in found)


def test_a_single_line_is_no_headline():
    assert find("300 Helfer sind am Rhein im Einsatz") == []


def test_the_known_title_is_a_headline():
    assert reasons("Rhein tritt über die Ufer.\nDer Fluss stieg. Er fiel.", "Rhein tritt über die Ufer.") == {
        "Rhein tritt über die Ufer.": "headline"
    }
