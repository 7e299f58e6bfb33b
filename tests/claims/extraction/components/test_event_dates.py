"""Which date of its sentence dates a claim, and which says when something was said: sentences of our own."""

from datetime import date

import pytest

from claims.extraction import extract
from claims.extraction.components import joins, tenses
from claims.extraction.components.dates import find
from tests.claims.extraction.components.trees import doc, scene

PUBLISHED = date(2025, 3, 12)  # a Wednesday
MONDAY = date(2025, 3, 10)

RELATIVE = """Die ART det 1
Fabrik NN nsubj 7
die PRELS nsubj 5
seit APPR case 4
Montag NN obl 5
stillsteht VVFIN acl 1 stillstehen Mood=Ind|Tense=Pres
, $, punct 5
hat VVFIN ROOT 7 haben Mood=Ind|Tense=Pres
300 CARD nummod 9
Mitarbeiter NN obj 7"""
NOW = """Bisher ADV advmod 4
sind VAFIN aux 4 sein
drei CARD nummod 3
Versuche NN nsubj 4
gescheitert VVPP ROOT 4 scheitern
, $, punct 7
derzeit ADV advmod 7
läuft VVFIN conj 4 laufen Mood=Ind|Tense=Pres
der ART det 9
vierte NN nsubj 7"""
REASON = """Das ART det 1
Werk NN nsubj 7
hatte VAFIN aux 7 haben
im APPRART case 4
Januar NN obl 7
um APPR case 6
Hilfe NN obl 7
gebeten VVPP ROOT 7 bitten
, $, punct 12
weil KOUS mark 12
900 CARD nummod 11
Mitarbeiter NN nsubj 12
krank ADJD advcl 7
sind VAFIN cop 12 sein"""
DOCUMENT = """Nach APPR case 2
einem ART det 2
Gutachten NN obl 7
aus APPR case 5
dem ART det 5
Jahr NN nmod 2
2019 CARD nmod 5
kostet VVFIN ROOT 7 kosten Mood=Ind|Tense=Pres
der ART det 9
Umbau NN nsubj 7
80 CARD nummod 11
Millionen NN obj 7"""
BESIDE = """In APPR case 1
Worms NE obl 2
starben VVFIN ROOT 2 sterben Mood=Ind|Tense=Past
am APPRART case 4
Montag NN obl 2
zwölf CARD nummod 6
Menschen NN nsubj 2
, $, punct 13
als KOUS mark 13
dort ADV advmod 13
acht CARD nummod 12
schwere ADJA amod 12
Züge NN nsubj 13
zusammenstießen VVFIN advcl 2 zusammenstoßen Mood=Ind|Tense=Past"""
SAID = """Die ART det 1
Firma NN nsubj 11
hat VAFIN aux 11 haben
am APPRART case 4
Montag NN obl 11
den ART det 6
Abbau NN obj 11
von APPR case 9
900 CARD nummod 9
Stellen NN nmod 6
bekannt ADJD xcomp 11
gegeben VVPP ROOT 11 geben"""

OTHER = """Gegen APPR case 2
das ART det 2
Ergebnis NN obl 7
der ART det 4
Wahl NN nmod 2
vom APPRART case 6
Sonntag NN nmod 4
protestierten VVFIN ROOT 7 protestieren Mood=Ind|Tense=Past
900 CARD nummod 9
Studenten NN nsubj 7"""
TWO = """Zwölf CARD nummod 1
Zeugen NN nsubj:pass 9
des ART det 3
Brandes NN nmod 1
von APPR case 5
2019 CARD nmod 3
wurden VAFIN aux:pass 9 werden
am APPRART case 8
Montag NN obl 9
verhört VVPP ROOT 9 verhören"""

FLIGHT = """Nach APPR case 2
der ART det 2
Flucht NN obl 8
von APPR case 5
900 CARD nummod 5
Häftlingen NN nmod 2
am APPRART case 7
Montag NN nmod 2
sperrte VVFIN ROOT 8 sperren Mood=Ind|Tense=Past
Graz NE nsubj 8
acht CARD nummod 11
Straßen NN obj 8"""
LASTING = """Seit APPR case 3
den ART det 3
frühen ADJA amod 3
Morgenstunden NN obl 7
des ART det 6
10. ADJA amod 6
März NN nmod 3
kämpfen VVFIN ROOT 7 kämpfen Mood=Ind|Tense=Pres
900 CARD nummod 9
Soldaten NN nsubj 7"""

FORMER = """2019 CARD obl 2
wurden VAFIN aux:pass 2 werden
gestrichen VVPP ROOT 2 streichen
400 CARD nsubj:pass 2
der ART det 7
einst ADV advmod 6
900 CARD nummod 7
Stellen NN nmod 3"""


def told(tree, figure):
    """The scene of a tree and the event of its figure."""
    rows = [line.split(" ") for line in tree.splitlines()]
    made = doc(*[(word, tag, relation, int(head), *rest) for word, tag, relation, head, *rest in rows])
    here = scene(made, dates=find(made.text, PUBLISHED))
    at = made.text.index(figure)
    first, last = here.clause(at)
    return here, joins.event(here, first, last, None, at)[:2]


@pytest.mark.parametrize(
    ("tree", "figure"),
    [
        (RELATIVE, "300"),
        (NOW, "drei"),
        (REASON, "900"),
        (DOCUMENT, "80"),
        (SAID, "900"),
        (OTHER, "900"),
        (FORMER, "900"),
    ],
    ids=["relative clause", "now", "reason", "document", "saying", "another event", "former"],
)
def test_a_date_of_another_clause_dates_no_figure(tree, figure):
    assert told(tree, figure)[1] == (None, None)


@pytest.mark.parametrize("figure", ["zwölf", "acht"])
def test_a_date_holds_for_the_clauses_below_its_predicate(figure):
    assert told(BESIDE, figure)[1] == (MONDAY, MONDAY)


def test_the_date_of_a_noun_is_that_of_its_own_figure():
    assert told(FLIGHT, "900")[1] == (MONDAY, MONDAY)
    assert told(FLIGHT, "acht")[1] == (None, None)


def test_what_lasts_since_the_hours_of_a_day_has_an_open_end():
    assert told(LASTING, "900")[1] == (MONDAY, None)


def test_the_date_of_the_verb_comes_before_that_of_a_noun():
    assert told(TWO, "Zwölf")[1] == (MONDAY, MONDAY)


def test_the_day_of_a_verb_of_saying_is_that_of_the_saying():
    here, _ = told(SAID, "900")
    assert joins.reported_on(here, None, PUBLISHED, None) == MONDAY


def test_for_how_long_nothing_was_like_it_is_no_event():
    claim = extract("Erstmals seit 2011 haben in Worms wieder 900 Menschen demonstriert.", PUBLISHED)[0]
    assert (claim.event_from, claim.event_to) == (None, None)


@pytest.mark.parametrize("word", ["gelandet", "untergegangen", "verstorben", "eingestürzt", "entgleist"])
def test_participles_of_change_make_a_perfect_with_sein(word):
    assert tenses.with_sein(word)


@pytest.mark.parametrize("word", ["gesperrt", "abgebrochen", "begangen", "verpflichtet", "betroffen", "geplant"])
def test_other_participles_with_sein_are_states(word):
    assert not tenses.with_sein(word)


TWICE = """Vor APPR case 3
fast ADV advmod 3
einem ART det 3
Jahr NN obl 10
, $, punct 7
am APPRART case 7
9. ADJA amod 7
März NN nmod 3
2024 CARD nummod 7
, $, punct 3
sanken VVFIN ROOT 10 sinken Mood=Ind|Tense=Past
900 CARD nummod 12
Boote NN nsubj 10"""
FROM_TO = """Die ART det 1
Zahl NN nsubj 2
sank VVFIN ROOT 2 sinken Mood=Ind|Tense=Past
von APPR case 5
900 CARD nummod 5
Fällen NN obl 2
im APPRART case 7
Jahr NN obl 2
2023 CARD nummod 7
auf APPR case 11
400 CARD nummod 11
Fälle NN obl 2
im APPRART case 13
Jahr NN obl 2
2024 CARD nummod 13"""
DRAFT = """Der ART det 1
Entwurf NN nsubj 3
2024 CARD nummod 1
sah VVFIN ROOT 3 sehen Mood=Ind|Tense=Past
900 CARD nummod 5
Stellen NN obj 3
vor PTKVZ compound:prt 3"""


@pytest.mark.parametrize(
    ("rows", "number", "day"),
    [
        (TWICE, "900", date(2024, 3, 9)),
        (FROM_TO, "900", date(2023, 1, 1)),
        (FROM_TO, "400", date(2024, 1, 1)),
        (DRAFT, "900", None),
    ],
)
def test_a_date_is_of_its_figure_and_of_no_document(rows, number, day):
    assert told(rows, number)[1][0] == day
