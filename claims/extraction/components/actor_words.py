"""Small words around the names of actors: what may stand before one, behind one, and what is none.

Out: sets of words as they are written in running text.
"""

SINGULAR = {
    "der",
    "dem",
    "des",
    "ein",
    "eine",
    "einer",
    "einem",
    "eines",
    "einen",
    "das",
    "im",
    "vom",
    "beim",
    "zum",
    "zur",
}
PLURAL_FEMININE = {"die", "diese", "mehrere", "einige", "viele", "zwei", "drei", "beide"}
OPENING, CLOSING = set("„“”\"»«‚‘'’"), set("“”\"«»‘’'")
ADJECTIVES = 4
DETERMINERS = (
    SINGULAR | PLURAL_FEMININE | {"den", "nach", "laut", "von", "mit", "bei", "aus", "zwischen", "unter", "keine"}
)
DETERMINERS |= {
    "gemäß",
    "andere",
    "anderen",
    "deren",
    "dessen",
    "ihre",
    "ihren",
    "seine",
    "seinen",
    "unsere",
    "mehreren",
}
FUNCTION = {"eine", "einer", "einem", "einen", "eines", "diese", "dieser", "dieses", "diesen", "ihre", "ihrer", "seine"}
FUNCTION |= {"seiner", "keine", "unter", "über", "aber", "oder", "weder", "deren", "unsere", "alle", "beide", "laut"}
BEHIND = {"von", "vom", "bei", "beim", "der", "des"}
NEAR = {"in", "im", "aus"}
# Nouns before the name of a place: "des Bundesstaates Queensland".
GENERIC = {"Landes", "Staates", "Region", "Stadt", "Provinz", "Insel", "Republik", "Welt", "Kreises", "Bezirks"}
GENERIC |= {"Bundesstaates", "Bundesstaats", "Bundeslandes", "Bundeslands", "Kantons", "Freistaates", "Distrikts"}
GENERIC |= {"Präfektur", "Hauptstadt", "Gemeinde", "Teilrepublik", "Landkreises", "Departements", "Gouvernements"}
TIMES = ("tag", "abend", "morgen", "mittag", "nacht", "woche", "monat", "jahr")
