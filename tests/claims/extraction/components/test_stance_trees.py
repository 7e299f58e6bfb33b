"""The stance by the tree, on hand-made trees."""

import pytest

from claims.extraction.components import stance_trees
from claims.extraction.components.stance_trees import Told
from claims.records import Stance
from tests.claims.extraction.components.trees import doc, scene


def told(made, verb, at, plans=True):
    return Told(made[verb], made[at].idx, made[at].idx + len(made[at]), None, plans)


def stance(made, verb, at, shown, plans=True):
    return stance_trees.stance(scene(made), told(made, verb, at, plans), shown, None)


def test_a_doubt_in_a_relative_clause_is_not_about_the_main_clause():
    made = doc(
        ("Zwölf", "CARD", "nummod", 1),
        ("Koffer", "NN", "nsubj:pass", 3),
        ("wurden", "VAFIN", "aux:pass", 3, "werden"),
        ("gefunden", "VVPP", "ROOT", 3, "finden"),
        (",", "$,", "punct", 3),
        ("die", "PRELS", "nsubj", 7),
        ("wohl", "ADV", "advmod", 7),
        ("gehören", "VVFIN", "acl", 1, "gehören"),
    )
    assert stance(made, 3, 0, Stance.HEDGES) is Stance.ASSERTS


def test_who_is_called_a_presumed_offender_was_arrested_for_certain():
    made = doc(
        ("Drei", "CARD", "nummod", 2),
        ("mutmaßliche", "ADJA", "amod", 2, "mutmaßlich"),
        ("Täter", "NN", "nsubj:pass", 4),
        ("wurden", "VAFIN", "aux:pass", 4, "werden"),
        ("gefasst", "VVPP", "ROOT", 4, "fassen"),
    )
    assert stance(made, 4, 0, Stance.HEDGES) is Stance.ASSERTS


@pytest.mark.parametrize(
    ("helper", "verb", "tag", "expected"),
    [
        ("werden", "liefern", "VVINF", Stance.EXPECTS),
        ("werden", "geliefert", "VVPP", Stance.ASSERTS),
    ],
)
def test_the_future_is_expected_and_the_passive_is_not(helper, verb, tag, expected):
    made = doc(
        ("Sie", "PPER", "nsubj", 4),
        (helper, "VAFIN", "aux", 4, "werden"),
        ("90", "CARD", "nummod", 3),
        ("Boote", "NN", "obj", 4),
        (verb, tag, "ROOT", 4, "liefern"),
    )
    assert stance(made, 4, 2, Stance.ASSERTS) is expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ((("gebaut", "VVPP", "ROOT", 3, "bauen"), ("werden", "VAINF", "aux:pass", 3, "werden")), Stance.EXPECTS),
        ((("gebaut", "VVPP", "ROOT", 3, "bauen"), ("haben", "VAINF", "aux", 3, "haben")), Stance.HEDGES),
        ((("besitzen", "VVINF", "ROOT", 3, "besitzen"),), Stance.HEDGES),
    ],
)
def test_sollen_is_a_plan_with_what_is_to_be_done_and_hearsay_with_what_is_or_was(rest, expected):
    made = doc(
        ("40", "CARD", "nummod", 1),
        ("Häuser", "NN", "nsubj", 3),
        ("sollen", "VMFIN", "aux", 3, "sollen", "Mood=Ind|Tense=Pres"),
        *rest,
    )
    assert stance(made, 3, 0, Stance.HEDGES) is expected


def test_the_present_with_a_day_to_come_is_expected():
    made = doc(
        ("Das", "PDS", "nsubj", 1),
        ("bringt", "VVFIN", "ROOT", 1, "bringen", "Mood=Ind|Tense=Pres"),
        ("noch", "ADV", "advmod", 5),
        ("in", "APPR", "case", 5),
        ("diesem", "PDAT", "det", 5),
        ("Jahr", "NN", "obl", 1),
        ("60", "CARD", "nummod", 7),
        ("Stellen", "NN", "obj", 1),
    )
    assert stance(made, 1, 6, Stance.ASSERTS) is Stance.EXPECTS


def test_what_is_firm_stays():
    made = doc(("Elf", "CARD", "nummod", 1), ("Gäste", "NN", "nsubj", 2), ("kamen", "VVFIN", "ROOT", 2, "kommen"))
    assert stance(made, 2, 0, Stance.DENIES) is Stance.DENIES
