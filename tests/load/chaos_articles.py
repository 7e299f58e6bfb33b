"""Short reports by the thousand, all different, over many topics, as one file of JSON lines."""

import json
from datetime import date, timedelta

PLACES = (
    "Aachen Augsburg Bamberg Bayreuth Berlin Bielefeld Bochum Bonn Braunschweig Bremen Bremerhaven Chemnitz Cottbus "
    "Darmstadt Dortmund Dresden Duisburg Düsseldorf Erfurt Essen Flensburg Frankfurt Freiburg Fulda Gelsenkirchen "
    "Gera Göttingen Hagen Halle Hamburg Hamm Hannover Heidelberg Heilbronn Herne Hildesheim Ingolstadt Jena Karlsruhe "
    "Kassel Kiel Koblenz Köln Krefeld Leipzig Leverkusen Lübeck Ludwigshafen Magdeburg Mainz Mannheim Mönchengladbach "
    "München Münster Neuss Nürnberg Oberhausen Offenbach Oldenburg Osnabrück Paderborn Passau Pforzheim Potsdam "
    "Recklinghausen Regensburg Remscheid Reutlingen Rostock Saarbrücken Salzgitter Schwerin Siegen Solingen Stuttgart "
    "Trier Tübingen Ulm Wiesbaden Wolfsburg Worms Wuppertal Würzburg Zwickau"
)
SOURCES = ("der Polizei", "der Feuerwehr", "der Stadt", "der Veranstalter")
FIRST_DAY = date(2024, 1, 2)


def report(number):
    """Return one report as a record; `number` makes it unlike all others."""
    cities = PLACES.split()
    city, source = cities[number % len(cities)], SOURCES[number % len(SOURCES)]
    people = 500 + number
    return {
        "titel": f"{people} Menschen auf der Straße ({number})",
        "medium": f"Lastprobe {number % 7}",
        "datum": (FIRST_DAY + timedelta(days=number % 300)).isoformat(),
        "text": f"In {city} haben nach Angaben {source} rund {people} Menschen demonstriert. Meldung {number}: Die "
        "Kundgebung verlief nach Auskunft der Behörden friedlich, der Verkehr war am Abend wieder frei.",
    }


def reports(count):
    """Return `count` reports as JSON lines."""
    return "".join(json.dumps(report(number), ensure_ascii=False) + "\n" for number in range(count)).encode()
