"""The words around a figure, on hand-made trees."""

from claims.extraction.components import surroundings
from claims.extraction.components.quantities import by_tree, find
from tests.claims.extraction.components.trees import doc, scene


def test_a_clause_with_a_figure_of_its_own_says_nothing_about_another():
    made = doc(
        ("Obwohl", "KOUS", "mark", 3),
        ("90", "CARD", "nummod", 2),
        ("Wächter", "NN", "nsubj", 3),
        ("aufpassten", "VVFIN", "advcl", 8, "aufpassen"),
        (",", "$,", "punct", 3),
        ("wurden", "VAFIN", "aux:pass", 8, "werden"),
        ("zwölf", "CARD", "nummod", 7),
        ("Sänger", "NN", "nsubj:pass", 8),
        ("entführt", "VVPP", "ROOT", 8, "entführen"),
        (".", "$.", "punct", 8),
    )
    first, second = by_tree(made, list(find(made.text)))
    here = scene(made, [first, second])
    assert "entführt" not in surroundings.elsewhere(here, first)
    assert "entführt" in surroundings.elsewhere(here, second)


def test_attributes_of_other_nouns_say_nothing():
    made = doc(
        ("Der", "ART", "det", 2),
        ("verstorbene", "ADJA", "amod", 2),
        ("Arzt", "NN", "nsubj", 3),
        ("half", "VVFIN", "ROOT", 3, "helfen"),
        ("70", "CARD", "nummod", 5),
        ("Kindern", "NN", "obj", 3),
    )
    [found] = by_tree(made, list(find(made.text)))
    assert "verstorbene" not in surroundings.elsewhere(scene(made, [found]), found)
