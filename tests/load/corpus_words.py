"""Words of a made-up world: lands, towns, institutions, and sentences by templates of our own.

In: nothing. Out: lists that are the same every time. No name here is of the world that we live in.
"""

from __future__ import annotations

from dataclasses import dataclass

_ROOTS = (
    "Alm", "Bar", "Cal", "Dor", "Elb", "Fal", "Gor", "Hal", "Ist", "Jar",
    "Kol", "Lum", "Mar", "Nor", "Orl", "Pel", "Quar", "Ros", "Sel", "Tor",
)  # fmt: skip
_LAND_ENDS = ("avien", "estan", "onesien", "utien", "ora", "eva", "mark", "ingen", "asia", "undien")
_TOWN_ENDS = ("burg", "furt", "hafen", "bruck", "stedt", "wald", "minde")
LANDS = tuple(f"{root}{end}" for end in _LAND_ENDS for root in _ROOTS)


def towns(land: str) -> tuple[str, ...]:
    """The towns of a land, the largest first."""
    return tuple(f"{land[:-2]}{end}" for end in _TOWN_ENDS)


def region(land: str) -> str:
    """The one region of a land that news speak of."""
    return f"{land[:-2]}tal-Provinz"


@dataclass(frozen=True)
class Subject:
    """What is counted: class, unit, the metrics from the most frequent on, and words for it in sentences."""

    cls: str
    unit: str
    metrics: tuple[str, ...]
    verbs: tuple[str, ...]
    placed: bool = True  # whether figures name places; those of demonstrations would make topics of their own


SUBJECTS = (
    Subject("Soldaten", "Soldat", ("deployed", "planned", "killed", "wounded", "captured"),
            ("verlegt worden", "im Einsatz", "an die Grenze gebracht worden", "in Gefechte verwickelt")),
    Subject("Opfer", "Mensch", ("killed", "wounded", "missing", "displaced"),
            ("zu beklagen", "gezählt worden", "in Kliniken gebracht worden", "unter Trümmern geborgen worden")),
    Subject("Flüchtlinge", "Mensch", ("displaced", "other"),
            ("geflohen", "in Notunterkünften", "auf dem Weg nach Norden", "registriert worden")),
    Subject("Panzer", "Panzer", ("equipment", "planned"),
            ("geliefert worden", "zerstört worden", "in Bereitschaft", "in Werkstätten")),
    Subject("Streitkräfte", "Soldat", ("strength", "planned"),
            ("unter Waffen", "einberufen worden", "in der Reserve", "dauerhaft im Dienst")),
    Subject("Teilnehmer", "Mensch", ("participants",),
            ("auf den Straßen", "zur Kundgebung gekommen", "bei der Demonstration", "vor dem Parlament"), placed=False),
    Subject("Arbeitsplätze", "Stelle", ("jobs", "planned"),
            ("gestrichen worden", "in Gefahr", "neu entstanden", "im Werk verblieben")),
    Subject("Hilfen", "Euro", ("money", "planned"),
            ("zugesagt worden", "ausgezahlt worden", "blockiert", "für den Wiederaufbau vorgesehen")),
    Subject("Drohnen", "Drohne", ("equipment", "other"),
            ("abgefangen worden", "gestartet worden", "über der Hauptstadt gesichtet worden", "abgestürzt")),
    Subject("Häuser", "Haus", ("other", "units"),
            ("beschädigt worden", "ohne Strom", "geräumt worden", "vom Hochwasser eingeschlossen")),
)  # fmt: skip

# Institutions of a land, with the type of source; the last ones are of no land.
OFFICES = (
    ("Regierung", "government"), ("Verteidigungsministerium", "government"), ("Generalstab", "military"),
    ("Nachrichtendienst", "intelligence"), ("Polizei", "police"), ("Innenministerium", "government"),
    ("Rotes Kreuz", "organisation"), ("Statistikamt", "organisation"),
)  # fmt: skip
EVERYWHERE = (
    ("Nordbund", "alliance"),
    ("Westallianz", "alliance"),
    ("Weltrat", "organisation"),
    ("Ärzte im Einsatz", "organisation"),
    ("Depeschendienst", "agency"),
    ("Sender Eins", "media"),
    ("Augenzeugen", "unnamed"),
    ("Sicherheitskreise", "unnamed"),
    ("Institut für Lageforschung", "expert"),
    ("Hilfswerk Südwind", "organisation"),
)
OUTLETS = tuple(
    f"{town} {kind}"
    for kind in ("Bote", "Rundschau", "Kurier", "Anzeiger", "Nachrichten", "Tageblatt")
    for town in (
        "Aller",
        "Brocken",
        "Donau",
        "Elster",
        "Förde",
        "Havel",
        "Ilm",
        "Jade",
        "Küsten",
        "Lahn",
        "Main",
        "Neckar",
        "Oder",
        "Pegnitz",
        "Ruhr",
        "Saale",
        "Tauber",
        "Ucker",
        "Weser",
        "Zwickau",
    )
)

# Sentences: before the figure, then the figure with what is counted, then the verb, then the circumstances.
OPENINGS = (
    "Nach Angaben von {source} sind",
    "Laut {source} sind",
    "{source} zufolge waren",
    "{source} teilte mit, es seien",
    "Wie {source} berichtet, sind",
    "{source} spricht davon, dass",
    "Es seien, so {source},",
    "Bisher sind laut {source}",
)
OWN_OPENINGS = ("Bislang sind", "Inzwischen sind", "Am Abend waren", "Zuletzt waren", "Offenbar sind", "Es sind")
_WHEN = (
    "am Morgen",
    "in der Nacht",
    "seit dem Wochenende",
    "im Laufe der Woche",
    "nach der Sitzung",
    "vor Beginn der Gespräche",
    "am Rande des Gipfels",
    "während der Waffenruhe",
    "nach schweren Gefechten",
    "trotz der Zusagen",
    "nach dem Erdbeben",
    "wegen der Überschwemmungen",
    "seit Beginn der Offensive",
    "nach Abschluss der Zählung",
    "vor dem Winter",
    "im Schatten der Wahlen",
    "nach wochenlangem Regen",
    "unter Aufsicht der Beobachter",
    "ohne Zwischenfälle",
    "nach einem Streik",
)
_HOW = (
    "heißt es in einem Bericht",
    "wie Satellitenbilder zeigen",
    "sagte eine Sprecherin",
    "bestätigten Ärzte",
    "meldete der Rundfunk",
    "geht aus Unterlagen hervor",
    "erklärte das Lagezentrum",
    "schrieb ein Abgeordneter",
    "hieß es aus Verhandlungskreisen",
    "berichteten Anwohner",
    "steht in der Mitteilung",
    "ergab eine Auswertung",
    "war am Flughafen zu hören",
    "räumte die Behörde ein",
    "sagten zwei Diplomaten",
    "betonte der Krisenstab",
    "notierte ein Reporter",
    "war in der Kaserne zu erfahren",
    "steht im Protokoll der Sitzung",
    "gab die Leitstelle bekannt",
    "schätzte ein Fachmann",
    "zeigten Aufnahmen vom Hafen",
    "meldeten Helfer vor Ort",
    "lautete die Antwort auf eine Anfrage",
    "stand auf einer Tafel am Bahnhof",
)
TAILS = tuple(f" {when}, {how}." for when in _WHEN for how in _HOW)
POSITIONS = {
    "asserts": "{source} bleibt dabei, dass {subject} beteiligt sind{tail}",
    "confirms": "{source} bestätigt die Berichte über {subject}{tail}",
    "denies": "{source} weist die Berichte über {subject} zurück{tail}",
    "cannot_confirm": "{source} kann die Berichte über {subject} nicht bestätigen{tail}",
    "hedges": "{source} hält die Berichte über {subject} für möglich{tail}",
    "expects": "{source} rechnet mit weiteren {subject}{tail}",
}
PLACED = "Die {subject} befinden sich laut {source} in {place}{tail}"
