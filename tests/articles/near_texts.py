"""Texts for tests of copies: one agency report, as three outlets print it, and another author's report of the same day.

All are the project's own; nobody in them exists.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from articles import near
from articles.models import Article
from tests import factories as make

DAY = date(2024, 6, 3)
LEAD = (
    "PASSAU (dpa) - In den Notunterkünften des Landkreises haben nach Angaben des Landratsamts 1.240 Menschen die "
    "Nacht verbracht."
)
BODY = [
    "Das sagte eine Sprecherin der Behörde am Montag vor Journalisten. Am Vortag seien es noch 900 Menschen gewesen, "
    "fügte sie hinzu. Die Turnhallen in vier Gemeinden blieben mindestens bis Mittwoch geöffnet.",
    "Der Pegel der Donau lag am Morgen bei 9,72 Metern und damit nur wenig unter dem Höchststand vom Sonntagabend. "
    "Fachleute des Hochwasserdienstes rechnen damit, dass er erst in der Nacht zum Dienstag spürbar sinkt.",
    "Rund 3.400 Einsatzkräfte von Feuerwehr, Technischem Hilfswerk und Bundeswehr sind im Einsatz. Sie füllen "
    "Sandsäcke, pumpen Keller aus und bringen Bewohner mit Booten in Sicherheit. Verletzt wurde nach bisherigen "
    "Erkenntnissen niemand.",
    "Der Landrat rief die Bewohner der Altstadt auf, ihre Häuser zu verlassen. Wer bleibe, müsse damit rechnen, dass "
    "Strom und Trinkwasser für Tage ausfielen, sagte er dem Bayerischen Rundfunk.",
]
AGENCY = "\n\n".join(["Hochwasser: 1.240 Menschen in Notunterkünften", LEAD, *BODY])
SHORTENED = "\n\n".join(["Donau steigt weiter", LEAD.removeprefix("PASSAU (dpa) - "), *BODY[:2]])
INSERTED = "\n\n".join(
    [
        "Hochwasser in Niederbayern: Altstadt soll geräumt werden",
        LEAD.replace("1.240", "mehr als 1.200"),
        BODY[0],
        "Unsere Reporterin traf am Nachmittag in der Ilzstadt auf leere Gassen und auf Wirte, die ihre Stühle in den "
        "ersten Stock trugen.",
        *BODY[1:],
    ]
)
OWN_REPORT = "\n\n".join(
    [
        "Notunterkünfte an der Donau gefüllt",
        "Mit Feldbetten und Suppe versorgen Helfer die Menschen, die ihre Wohnungen am Fluss räumen mussten: 1.240 "
        "waren es in der Nacht zum Montag, 900 in der davor, wie das Landratsamt mitteilt.",
        "Auf 9,72 Meter war das Wasser am Morgen gestiegen. Im Keller des Gasthofs am Ort läuft seit Sonntag eine "
        "Pumpe, der Wirt schläft auf einer Bank daneben und wartet auf bessere Nachrichten vom Hochwasserdienst.",
        "3.400 Kräfte arbeiten in Schichten. Die Feuerwehr bittet darum, Straßen in Ufernähe freizuhalten und keine "
        "Aufnahmen mit Drohnen zu machen, weil Hubschrauber dort fliegen.",
    ]
)


def printed(text: str, paper: str = "Morgenblatt", published: date | None = DAY, **fields: Any) -> Article:
    """An article of this text, looked up for its copies."""
    article = make.article(text, published=published, paper=paper)
    if fields:
        Article.objects.filter(pk=article.pk).update(**fields)
    near.find_copies([article.pk])
    article.refresh_from_db()
    return article
