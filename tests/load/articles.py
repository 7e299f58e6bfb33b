"""German articles made by the hundred, all different, each with the same few figures to be read."""

from datetime import date, timedelta

CITIES = ("Izmir", "Adana", "Hatay", "Malatya", "Gaziantep", "Ankara", "Bursa", "Konya", "Kayseri", "Van")
AGENCIES = ("AFAD", "der Katastrophenschutz", "das Innenministerium", "das Gesundheitsministerium", "die Polizei")
FIRST_DAY = date(2024, 1, 2)

TEMPLATE = """---
title: "Beben bei {city}: {dead} Tote (Meldung {number})"
outlet: "Lastprobe {outlet}"
published: {day}
---
{city} - Nach dem Erdbeben nahe {city} ist die Zahl der Toten auf {dead} gestiegen.
Das teilte {agency} am {weekday} mit.

Mindestens {hurt} Menschen seien verletzt worden, sagte ein Sprecher. Rund {homeless} Menschen haben nach Angaben
der Behörden ihre Wohnung verloren.

Meldung {number}: Die Helfer arbeiten weiter.
"""
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def article(number):
    """Return the text of one article; `number` makes it unlike all others."""
    day = FIRST_DAY + timedelta(days=number % 300)
    return TEMPLATE.format(
        city=CITIES[number % len(CITIES)],
        agency=AGENCIES[number % len(AGENCIES)],
        outlet=number % 7,
        day=day.isoformat(),
        weekday=WEEKDAYS[day.weekday()],
        dead=10 + number,
        hurt=1000 + number,
        homeless=20_000 + 10 * number,
        number=number,
    )


def write_articles(folder, count):
    """Write `count` articles into a folder, one file each."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"meldung-{number:04}.md").write_text(article(number), encoding="utf-8")
